namespace HipFaqBot.Search.Encoding;

/// <summary>
/// The Universal Sentence Encoder lite, run in this process by ONNX Runtime on the caller's thread. Reads English; other scripts
/// are unknown to it. <c>tools/encoder/README.md</c> says where its files come from.
/// </summary>
public sealed class OnnxSentenceEncoder : ISentenceEncoder
{
    private const string Name = "use-lite";
    private const string VocabularyFile = $"{Name}.vocabulary";

    /// <summary>Vectors that are kept of what was asked last, 2 KB each.</summary>
    private const int MostRecent = 4_096;

    private static readonly string[] Outputs = ["embedding"];
    private static readonly string[] WideOutputs = ["embedding", "inner"];

    private readonly PieceModel _model;
    private readonly Lazy<UnigramTokenizer> _tokenizer;
    private readonly RecentVectors _recent = new(MostRecent);
    private readonly TaughtSigns _signs;

    /// <summary>Finds the model's files. They are read by <see cref="Load"/> or with the first text.</summary>
    /// <param name="folder">Where the files are; default <c>encoder</c> beside the program.</param>
    /// <exception cref="InvalidDataException">A file is missing; the message names it and the cure.</exception>
    public OnnxSentenceEncoder(string? folder = null)
    {
        folder ??= Path.Combine(AppContext.BaseDirectory, "encoder");
        _model = new PieceModel(folder, Name, VocabularyFile);
        _tokenizer = new Lazy<UnigramTokenizer>(ReadVocabulary);
        _signs = new TaughtSigns(folder, PiecesOf);
        Wide = new WideEncoder(this);
    }

    /// <inheritdoc/>
    public string Id => _model.Id;

    /// <inheritdoc/>
    public int Dimensions => 512;

    /// <summary>With the mean over the pieces of what the second layer's feed-forward net is given, which is nearer to the words.</summary>
    public ISentenceEncoder Wide { get; }

    TaughtSigns? ISentenceEncoder.Signs => _signs;

    /// <summary>Reads and checks the files, if that is not done yet: 100 to 300 ms.</summary>
    /// <exception cref="InvalidDataException">A file is missing or damaged, or this machine cannot run the model; the message says what to do.</exception>
    public void Load()
    {
        _ = _tokenizer.Value;
        _model.Load();
        _signs.Load();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">As <see cref="Load"/>.</exception>
    public float[] Encode(string text) => Encode(text, _recent, Outputs);

    /// <inheritdoc/>
    public void Dispose()
    {
        _model.Dispose();
        _signs.Dispose();
    }

    /// <summary>The ids of a text as it stands, and their vector, to hold against the published model's.</summary>
    internal (IReadOnlyList<int> Ids, float[] Vector) EncodeRaw(string text)
    {
        var ids = _tokenizer.Value.Tokenize(text);
        return (ids, _model.Run(ids, Outputs));
    }

    private float[] Encode(string text, RecentVectors recent, string[] outputs) =>
        PiecesOf(text) is { Length: > 0 } pieces ? recent.Of(pieces, ids => _model.Run(ids, outputs)) : [];

    /// <summary>What the model reads of a text; nothing where it has no word.</summary>
    private int[] PiecesOf(string text)
    {
        var tokenizer = _tokenizer.Value;
        var ids = tokenizer.Tokenize(EncoderText.Of(text));
        return ids.Any(tokenizer.IsWord) ? [.. ids.Take(PieceModel.MaxPieces)] : [];
    }

    private UnigramTokenizer ReadVocabulary()
    {
        try
        {
            return new UnigramTokenizer(_model.Lines(VocabularyFile));
        }
        catch (FormatException e)
        {
            throw new InvalidDataException($"{VocabularyFile} is no vocabulary: {e.Message}", e);
        }
    }

    /// <summary>All that the model gives.</summary>
    private sealed class WideEncoder(OnnxSentenceEncoder model) : ISentenceEncoder
    {
        private readonly RecentVectors _recent = new(MostRecent);

        public string Id => $"{model.Id}-wide";

        public int Dimensions => WideOutputs.Length * model.Dimensions;

        public float[] Encode(string text) => model.Encode(text, _recent, WideOutputs);

        public void Dispose()
        {
            // The session is the model's.
        }
    }
}
