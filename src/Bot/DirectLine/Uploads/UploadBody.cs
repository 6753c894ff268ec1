using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace HipFaqBot.Bot.DirectLine.Uploads;

/// <summary>A file as it came.</summary>
internal sealed record SentFile(UploadKind Kind, string Name, byte[] Bytes);

/// <summary>Reads what is posted to <c>/upload</c>: one file as it is, or several of a form with the activity that they go with.</summary>
internal static class UploadBody
{
    private const int MostFiles = 5;
    private const string ActivityType = "application/vnd.microsoft.activity";

    public static async Task<(Activity? Activity, IReadOnlyList<SentFile> Files, DirectLineError? Refusal)> ReadAsync(HttpRequest request, byte[] body)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data")
            return Take(null, [(NameIn(request.Headers.ContentDisposition), body)]);
        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            return Refuse(DirectLineError.BadArgument("The form has no boundary."));
        Activity? activity = null;
        var files = new List<(string? Name, byte[] Bytes)>();
        try
        {
            using var stream = new MemoryStream(body, writable: false);
            var parts = new MultipartReader(boundary, stream) { HeadersCountLimit = 16, HeadersLengthLimit = 4096 };
            while (await parts.ReadNextSectionAsync() is { } part)
            {
                using var bytes = new MemoryStream();
                await part.Body.CopyToAsync(bytes);
                if (MediaTypeHeaderValue.TryParse(part.ContentType, out var partType) && partType.MediaType == ActivityType)
                {
                    var (read, refusal) = IncomingActivity.Read(bytes.ToArray());
                    if (refusal is not null)
                        return Refuse(refusal);
                    activity = read;
                }
                else if (files.Count == MostFiles)
                {
                    return Refuse(DirectLineError.BadArgument($"A message takes at most {MostFiles} files."));
                }
                else
                {
                    files.Add((NameIn(part.ContentDisposition), bytes.ToArray()));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return Refuse(DirectLineError.BadArgument("The body is no form as its boundary says."));
        }

        return Take(activity, files);
    }

    private static (Activity?, IReadOnlyList<SentFile>, DirectLineError?) Take(Activity? activity, List<(string? Name, byte[] Bytes)> files)
    {
        var taken = new List<SentFile>();
        foreach (var (name, bytes) in files)
        {
            if (UploadKind.Of(bytes) is not { } kind)
                return Refuse(DirectLineError.NotAPicture);
            taken.Add(new SentFile(kind, kind.NameFor(name), bytes));
        }

        return taken.Count == 0 ? Refuse(DirectLineError.MissingProperty("file")) : (activity, taken, null);
    }

    private static string? NameIn(string? disposition) =>
        ContentDispositionHeaderValue.TryParse(disposition, out var header)
            ? HeaderUtilities.RemoveQuotes(header.FileNameStar.HasValue ? header.FileNameStar : header.FileName).Value
            : null;

    private static (Activity?, IReadOnlyList<SentFile>, DirectLineError?) Refuse(DirectLineError refusal) => (null, [], refusal);
}
