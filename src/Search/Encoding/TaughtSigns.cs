namespace HipFaqBot.Search.Encoding;

/// <summary>
/// The sentence encoder's network as it was taught, ahead and as a whole, to tell warning signs (<c>tools/signs</c>). It sees each piece
/// beside the others, so that "no fever" and "fever" are two things to it; what is learned from one vector of a sentence sees less.
/// Safe for many threads.
/// </summary>
internal sealed class TaughtSigns : IDisposable
{
    private const string Name = "signs";
    private const string ClassesFile = $"{Name}.classes";

    /// <summary>Opinions that are kept of what was asked last; each is a few dozen numbers.</summary>
    private const int MostRecent = 4_096;

    private static readonly string[] Outputs = ["probabilities"];

    private readonly PieceModel _model;
    private readonly Func<string, int[]> _piecesOf;
    private readonly Lazy<string[]> _classes;
    private readonly Lazy<Task> _opening;
    private readonly RecentVectors _recent = new(MostRecent);

    /// <param name="piecesOf">The pieces of a text; none where nothing can be read in it.</param>
    /// <exception cref="InvalidDataException">A file is missing; the message names it and the cure.</exception>
    public TaughtSigns(string folder, Func<string, int[]> piecesOf)
    {
        _model = new PieceModel(folder, Name, ClassesFile);
        _piecesOf = piecesOf;
        _classes = new Lazy<string[]>(() => _model.Lines(ClassesFile));
        _opening = new Lazy<Task>(Open);
    }

    /// <summary>The ids of the signs that it knows, in the order of the probabilities; the first is none.</summary>
    public string[] Classes => _classes.Value;

    /// <summary>Checks the files, if that is not done yet, and makes the network ready on another thread: the first question need not wait for it.</summary>
    /// <exception cref="InvalidDataException">A file is damaged; the message says what to do.</exception>
    public void Load() => _ = _opening.Value;

    /// <summary>The probability of each class; empty where nothing can be read in the text. Takes milliseconds.</summary>
    public float[] Judge(string text) => _piecesOf(text) is { Length: > 0 } pieces ? _recent.Of(pieces, ids => _model.Run(ids, Outputs)) : [];

    public void Dispose() => _model.Dispose();

    private Task Open()
    {
        _ = _classes.Value;
        _model.Check();
        return Task.Run(_model.Load);
    }
}
