namespace HipFaqBot.Search.Knowledge;

/// <summary>
/// A number that changes when a file of the knowledge is added, removed or written. It asks for names, sizes and times only
/// (a millisecond for hundreds of files), and works where file notifications do not: network shares, containers, config maps.
/// </summary>
internal static class FolderFingerprint
{
    /// <summary>A folder that is out of reach has a number of its own, so that it is noticed if it stays so.</summary>
    public static int Of(string path)
    {
        try
        {
            return Look(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static int Look(string path)
    {
        var hash = new HashCode();
        foreach (var file in Files(path))
        {
            // A config map's files are links whose targets are swapped; a link's own time and size never change.
            var target = file.LinkTarget is null ? file : (FileInfo)file.ResolveLinkTarget(returnFinalTarget: true)!;
            hash.Add(file.FullName, StringComparer.Ordinal);
            hash.Add(target.FullName, StringComparer.Ordinal);
            hash.Add(target.LastWriteTimeUtc);
            hash.Add(target.Exists ? target.Length : -1);
        }

        return hash.ToHashCode();
    }

    private static IEnumerable<FileInfo> Files(string path)
    {
        if (!Directory.Exists(path))
        {
            return [new FileInfo(path)];
        }

        var below = new FolderBorder(path).EntryFiles(_ => { }).Append(OutOfScopeFile.Name).Select(file => new FileInfo(Path.Combine(path, file))).Where(file => file.Exists);
        return new DirectoryInfo(path).EnumerateFiles().Concat(below).OrderBy(file => file.FullName, StringComparer.Ordinal);
    }
}
