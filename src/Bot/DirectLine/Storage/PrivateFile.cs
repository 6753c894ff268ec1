namespace HipFaqBot.Bot.DirectLine.Storage;

/// <summary>Files that only the user of the service may read (mode 0600, folders 0700, where the system has modes).</summary>
internal static class PrivateFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateFolder(string? folder)
    {
        if (folder is null || Directory.Exists(folder))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, Owner | UnixFileMode.UserExecute);
    }

    /// <summary>Makes an empty file where there is none.</summary>
    public static void Touch(string path)
    {
        if (!File.Exists(path))
            new FileStream(path, Options(FileMode.OpenOrCreate)).Dispose();
    }

    /// <summary>Replaces a file as a whole: readers, and a start after a power cut, find the old one or the new one.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var written = path + ".new";
        using (var stream = new FileStream(written, Options(FileMode.Create)))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(written, path, overwrite: true);
    }

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Owner;
        return options;
    }
}
