namespace HipFaqBot.Search.Knowledge;

/// <summary>
/// The knowledge folder with its border: links are followed as long as they stay within. A mounted Kubernetes config map is all
/// links, to <c>..data</c> beside them or above the folder, which is itself a link to a folder named by its time.
/// </summary>
/// <param name="folder">The knowledge folder.</param>
public sealed class FolderBorder(string folder)
{
    /// <summary>Links followed for one path before it counts as going in circles; Linux stops there too.</summary>
    private const int MostLinks = 40;

    private readonly string _root = RealPath(folder);
    private readonly string _mount = RealPath(System.IO.Path.GetDirectoryName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder))) ?? folder);

    /// <summary>The folder as it was named.</summary>
    public string Path => folder;

    /// <summary>A path in the folder, from its own.</summary>
    public string At(string path) => System.IO.Path.Combine(folder, path);

    /// <summary>Whether the path, every link in it followed, lies within the folder.</summary>
    public bool Holds(string path) => IsWithin(RealPath(At(path)));

    /// <summary>The Markdown files below <c>entries</c>, relative to the folder, in order.</summary>
    /// <param name="leadsOut">Is told each folder that is a link out of the knowledge folder, or to a folder that is read already.</param>
    public IEnumerable<string> EntryFiles(Action<string> leadsOut)
    {
        var files = new List<string>();
        Collect("entries", files, new HashSet<string>(StringComparer.Ordinal), leadsOut);
        return files.Order(StringComparer.Ordinal);
    }

    private void Collect(string path, List<string> files, HashSet<string> seen, Action<string> leadsOut)
    {
        var place = new DirectoryInfo(At(path));
        if (!place.Exists)
        {
            return;
        }

        var real = RealPath(place.FullName);
        if (!IsWithin(real) || !seen.Add(real))
        {
            leadsOut(path);
            return;
        }

        files.AddRange(place.EnumerateFiles("*.md").Select(file => $"{path}/{file.Name}"));
        foreach (var below in place.EnumerateDirectories().OrderBy(below => below.Name, StringComparer.Ordinal))
        {
            Collect($"{path}/{below.Name}", files, seen, leadsOut);
        }
    }

    private bool IsWithin(string real) =>
        real == _root
        || real.StartsWith(_root.TrimEnd('/', '\\') + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)
        || (IsMounted(_root) && IsMounted(real));

    /// <summary>In a folder such as <c>..2026_11_23_09_00_00.123</c> beside the knowledge; a swapped mount has two of them for a moment.</summary>
    private bool IsMounted(string real)
    {
        var relative = System.IO.Path.GetRelativePath(_mount, real);
        return relative.StartsWith("..", StringComparison.Ordinal) && relative.Length > 2 && relative[2] is not ('/' or '\\');
    }

    /// <summary>The path with every link in it followed; of a link that leads nowhere, where it leads.</summary>
    private static string RealPath(string path)
    {
        var links = 0;
        var rest = new Stack<string>(Parts(System.IO.Path.GetFullPath(path)));
        var real = System.IO.Path.GetPathRoot(System.IO.Path.GetFullPath(path))!;
        while (rest.TryPop(out var part))
        {
            var next = System.IO.Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException($"{path} is a link in circles.");
            }

            // Relative to the folder that holds the link, which is real by now.
            var full = System.IO.Path.GetFullPath(target, real);
            real = System.IO.Path.GetPathRoot(full)!;
            foreach (var piece in Parts(full))
            {
                rest.Push(piece);
            }
        }

        return real;
    }

    /// <summary>The names of a full path, last first, below its root.</summary>
    private static IEnumerable<string> Parts(string full) =>
        full[System.IO.Path.GetPathRoot(full)!.Length..].Split(System.IO.Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse();
}
