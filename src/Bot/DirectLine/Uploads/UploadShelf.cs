namespace HipFaqBot.Bot.DirectLine.Uploads;

/// <summary>The files of one conversation: sealed with its key, in the same database as its activities, and erased with them.</summary>
internal sealed class UploadShelf(LogPlace place)
{
    /// <summary>Keeps files; their numbers, or null where there is no room for them.</summary>
    public Task<IReadOnlyList<long>?> KeepAsync(IReadOnlyList<SentFile> files) => place.Queue.WriteAsync<IReadOnlyList<long>?>(tables =>
    {
        var (own, all) = tables.UploadBytes(place.Row);
        var more = files.Sum(file => (long)file.Bytes.Length);
        if (own + more > place.Options.MaximumConversationUploadBytes || all + tables.Bytes + more > place.Options.TotalLimitBytes)
            return null;
        var numbers = new List<long>();
        foreach (var file in files)
            numbers.Add(tables.AddUpload(place.Row, number => place.Seal.Seal(Place(number), file.Bytes)));
        return numbers;
    });

    /// <summary>A file, or null where there is none of this number.</summary>
    public async Task<byte[]?> ReadAsync(long number) =>
        await place.Queue.ReadAsync(tables => tables.Upload(place.Row, number)) is { } body ? place.Seal.Open(Place(number), body) : null;

    // Activities have the numbers above zero.
    private static long Place(long number) => -number;
}
