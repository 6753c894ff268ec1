using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;

namespace HipFaqBot.Search.Encoding;

/// <summary>
/// The Universal Sentence Encoder lite, run in this process by ONNX Runtime on the caller's thread. Reads English; other scripts
/// are unknown to it. <c>tools/encoder/README.md</c> says where its files come from.
/// </summary>
public sealed class OnnxSentenceEncoder : ISentenceEncoder
{
    private const string Name = "use-lite";
    private const string ModelFile = $"{Name}.onnx";
    private const string VocabularyFile = $"{Name}.vocabulary";
    private const string HashFile = $"{Name}.sha256";
    private const string Cure = "build or publish again, or write the file anew as tools/encoder/README.md tells, or set Search:Encoder to none to go without";

    /// <summary>The model was trained on so many pieces and drops the rest: 80 to 100 words.</summary>
    private const int MaxPieces = 128;

    /// <summary>Vectors that are kept of what was asked last, 2 KB each.</summary>
    private const int MostRecent = 4_096;

    private static readonly string[] Inputs = ["ids"];
    private static readonly string[] Outputs = ["embedding"];
    private static readonly string[] WideOutputs = ["embedding", "inner"];

    private readonly string _folder;
    private readonly string _hashes;
    private readonly Lazy<Loaded> _loaded;
    private readonly RecentVectors _recent = new(MostRecent);

    /// <summary>Finds the model's files. They are read by <see cref="Load"/> or with the first text.</summary>
    /// <param name="folder">Where the files are; default <c>encoder</c> beside the program.</param>
    /// <exception cref="InvalidDataException">A file is missing; the message names it and the cure.</exception>
    public OnnxSentenceEncoder(string? folder = null)
    {
        _folder = folder ?? Path.Combine(AppContext.BaseDirectory, "encoder");
        _hashes = System.Text.Encoding.UTF8.GetString(Read(HashFile)).ReplaceLineEndings("\n");
        foreach (var file in new[] { ModelFile, VocabularyFile }.Where(file => !File.Exists(PathOf(file))))
        {
            throw new InvalidDataException($"The sentence encoder's file {PathOf(file)} is missing ({Cure}).");
        }

        Id = $"{Name}-{Hash(System.Text.Encoding.UTF8.GetBytes(_hashes))[..16]}";
        _loaded = new Lazy<Loaded>(ReadAll);
        Wide = new WideEncoder(this);
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public int Dimensions => 512;

    /// <summary>With the mean over the pieces of what the second layer's feed-forward net is given, which is nearer to the words.</summary>
    public ISentenceEncoder Wide { get; }

    /// <summary>Reads and checks the files, if that is not done yet: 100 to 300 ms.</summary>
    /// <exception cref="InvalidDataException">A file is missing or damaged, or this machine cannot run the model; the message says what to do.</exception>
    public void Load() => _ = _loaded.Value;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">As <see cref="Load"/>.</exception>
    public float[] Encode(string text) => Encode(text, _recent, Outputs);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_loaded.IsValueCreated)
        {
            _loaded.Value.Session.Dispose();
        }
    }

    /// <summary>The ids of a text as it stands, and their vector, to hold against the published model's.</summary>
    internal (IReadOnlyList<int> Ids, float[] Vector) EncodeRaw(string text)
    {
        var (tokenizer, session) = _loaded.Value;
        var ids = tokenizer.Tokenize(text);
        return (ids, Embed(session, ids, Outputs));
    }

    private float[] Encode(string text, RecentVectors recent, string[] outputs)
    {
        var (tokenizer, session) = _loaded.Value;
        var ids = tokenizer.Tokenize(EncoderText.Of(text));
        return ids.Any(tokenizer.IsWord) ? recent.Of([.. ids.Take(MaxPieces)], pieces => Embed(session, pieces, outputs)) : [];
    }

    private static float[] Embed(InferenceSession session, IReadOnlyList<int> ids, string[] outputs)
    {
        var input = new long[Math.Min(ids.Count, MaxPieces)];
        for (var i = 0; i < input.Length; i++)
        {
            input[i] = ids[i];
        }

        using var run = new RunOptions();
        using var value = OrtValue.CreateTensorValueFromMemory(input, [input.Length]);
        using var results = session.Run(run, Inputs, [value], outputs);
        var vector = Array.Empty<float>();
        foreach (var result in results)
        {
            vector = [.. vector, .. result.GetTensorDataAsSpan<float>()];
        }

        return vector;
    }

    private Loaded ReadAll()
    {
        try
        {
            var vocabulary = System.Text.Encoding.UTF8.GetString(ReadChecked(VocabularyFile)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var model = ReadChecked(ModelFile);

            RuntimeTelemetry.SwitchOff();
            // One thread for one question, and none that spins in wait for the next: the service answers many at once on few cores.
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            return new Loaded(new UnigramTokenizer(vocabulary), new InferenceSession(model, options));
        }
        catch (Exception e) when (e is OnnxRuntimeException or DllNotFoundException or TypeInitializationException or BadImageFormatException or FormatException)
        {
            throw new InvalidDataException($"The sentence encoder in {_folder} cannot be run on this machine: {e.Message} (set Search:Encoder to none to go without).", e);
        }
    }

    private byte[] ReadChecked(string file)
    {
        var bytes = Read(file);
        return _hashes.Split('\n').Contains($"{Hash(bytes)}  {file}")
            ? bytes
            : throw new InvalidDataException($"The sentence encoder's file {PathOf(file)} is damaged: its hash is not the one in {HashFile} ({Cure}).");
    }

    private byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(PathOf(file));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"The sentence encoder's file {PathOf(file)} is missing ({Cure}).", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The sentence encoder's file {PathOf(file)} cannot be read: {e.Message} ({Cure}).", e);
        }
    }

    private string PathOf(string file) => Path.Combine(_folder, file);

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed record Loaded(UnigramTokenizer Tokenizer, InferenceSession Session);

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
