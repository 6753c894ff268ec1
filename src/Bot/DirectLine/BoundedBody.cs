using System.Buffers;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>Reads request bodies no further than they may go.</summary>
internal static class BoundedBody
{
    /// <summary>The whole body, or null where it is larger than <paramref name="maximum"/> bytes; the rest is then not read.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int maximum)
    {
        if (request.ContentLength > maximum)
            return null;
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > maximum)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
