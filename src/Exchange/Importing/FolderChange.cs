using System.Text;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Importing;

/// <summary>
/// Files of a folder that change together or not at all: written beside first, then moved into place, and moved back if one
/// move or the check at the end fails.
/// </summary>
/// <param name="root">The knowledge folder.</param>
/// <param name="files">Relative path to its new text, or null for a file to be removed.</param>
internal sealed class FolderChange(string root, IReadOnlyDictionary<string, string?> files)
{
    /// <summary>Holds the new files, and the old ones until all is done. Readers of the knowledge do not look into it.</summary>
    public const string Staging = ".import";

    private readonly string _staging = Path.Combine(root, Staging);
    private readonly Stack<Action> _undo = new();

    /// <summary>The first path that leads through a link out of the folder, or null.</summary>
    public string? Escaping()
    {
        var border = new FolderBorder(root);
        return files.Keys.Append(Staging).FirstOrDefault(path => !border.Holds(path));
    }

    /// <param name="accept">Looks at the changed folder; false moves everything back.</param>
    /// <exception cref="IOException">Nothing has changed.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing has changed.</exception>
    public bool Apply(Func<bool> accept)
    {
        var changed = files.Where(file => file.Value != Now(file.Key)).ToList();
        if (changed.Count == 0)
        {
            return accept();
        }

        if (Directory.Exists(_staging))
        {
            throw new IOException($"There is a folder {_staging} of another import (wait until that has ended; if it was broken off, put back what it holds under 'old' and delete it).");
        }

        try
        {
            foreach (var (path, text) in changed.Where(file => file.Value is not null))
            {
                var staged = Path.Combine(_staging, "new", path);
                Directory.CreateDirectory(Path.GetDirectoryName(staged)!);
                File.WriteAllText(staged, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            }

            foreach (var (path, text) in changed)
            {
                Move(path, text is not null);
            }

            if (accept())
            {
                Directory.Delete(_staging, recursive: true);
                return true;
            }
        }
        catch
        {
            Undo();
            throw;
        }

        Undo();
        return false;
    }

    private void Move(string path, bool hasNew)
    {
        var place = Path.Combine(root, path);
        CreateFolder(Path.GetDirectoryName(place)!);
        if (File.Exists(place))
        {
            var old = Path.Combine(_staging, "old", path);
            Directory.CreateDirectory(Path.GetDirectoryName(old)!);
            File.Move(place, old);
            _undo.Push(() => File.Move(old, place, overwrite: true));
        }

        if (hasNew)
        {
            File.Move(Path.Combine(_staging, "new", path), place);
            _undo.Push(() => File.Delete(place));
        }
    }

    private void CreateFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            CreateFolder(Path.GetDirectoryName(folder)!);
            Directory.CreateDirectory(folder);
            _undo.Push(() => Directory.Delete(folder));
        }
    }

    /// <summary>Moves all back. If that fails too, what is not back yet stays in the staging folder.</summary>
    private void Undo()
    {
        while (_undo.TryPop(out var undo))
        {
            undo();
        }

        if (Directory.Exists(_staging))
        {
            Directory.Delete(_staging, recursive: true);
        }
    }

    private string? Now(string path) => File.Exists(Path.Combine(root, path)) ? File.ReadAllText(Path.Combine(root, path)) : null;
}
