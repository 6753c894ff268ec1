using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;

namespace HipFaqBot.Search.Encoding;

/// <summary>
/// A network that reads the pieces of one text, run in this process by ONNX Runtime on the caller's thread. Its files are checked by
/// the hashes that came with them. <c>tools/encoder/README.md</c> says where they come from.
/// </summary>
internal sealed class PieceModel : IDisposable
{
    /// <summary>The models were trained on so many pieces and drop the rest: 80 to 100 words.</summary>
    public const int MaxPieces = 128;

    private const string Cure = "build or publish again, or write the file anew as tools/encoder/README.md tells, or set Search:Encoder to none to go without";

    private static readonly string[] Inputs = ["ids"];

    private readonly string _folder;
    private readonly string _name;
    private readonly string _hashes;
    private readonly Lazy<InferenceSession> _session;

    /// <summary>The model as it was checked, until it is made ready.</summary>
    private byte[]? _checked;

    /// <summary>Finds the model's files.</summary>
    /// <param name="name">Of the model: <c>name.onnx</c>, and <c>name.sha256</c> with the hashes.</param>
    /// <param name="other">The name of the file that belongs to it.</param>
    /// <exception cref="InvalidDataException">A file is missing; the message names it and the cure.</exception>
    public PieceModel(string folder, string name, string other)
    {
        _folder = folder;
        _name = name;
        _hashes = System.Text.Encoding.UTF8.GetString(Read($"{name}.sha256")).ReplaceLineEndings("\n");
        foreach (var file in new[] { $"{name}.onnx", other }.Where(file => !File.Exists(PathOf(file))))
        {
            throw new InvalidDataException($"The sentence encoder's file {PathOf(file)} is missing ({Cure}).");
        }

        Id = $"{name}-{Hash(System.Text.Encoding.UTF8.GetBytes(_hashes))[..16]}";
        _session = new Lazy<InferenceSession>(Open);
    }

    /// <summary>The model's name and the hash of its files.</summary>
    public string Id { get; }

    /// <summary>Reads and checks the model, if that is not done yet.</summary>
    /// <exception cref="InvalidDataException">A file is damaged, or this machine cannot run the model; the message says what to do.</exception>
    public void Load() => _ = _session.Value;

    /// <summary>Reads the model and holds it against its hash, without making it ready.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; the message says what to do.</exception>
    public void Check() => _checked = ReadChecked($"{_name}.onnx");

    /// <summary>The lines of a text file of the model.</summary>
    /// <exception cref="InvalidDataException">As <see cref="Load"/>.</exception>
    public string[] Lines(string file) => System.Text.Encoding.UTF8.GetString(ReadChecked(file)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What the model gives for a text, one output after the other.</summary>
    public float[] Run(IReadOnlyList<int> ids, string[] outputs)
    {
        var input = new long[Math.Min(ids.Count, MaxPieces)];
        for (var i = 0; i < input.Length; i++)
        {
            input[i] = ids[i];
        }

        using var run = new RunOptions();
        using var value = OrtValue.CreateTensorValueFromMemory(input, [input.Length]);
        using var results = _session.Value.Run(run, Inputs, [value], outputs);
        var vector = Array.Empty<float>();
        foreach (var result in results)
        {
            vector = [.. vector, .. result.GetTensorDataAsSpan<float>()];
        }

        return vector;
    }

    public void Dispose()
    {
        if (_session.IsValueCreated)
        {
            _session.Value.Dispose();
        }
    }

    private InferenceSession Open()
    {
        var model = Interlocked.Exchange(ref _checked, null) ?? ReadChecked($"{_name}.onnx");
        try
        {
            RuntimeTelemetry.SwitchOff();
            // One thread for one question, and none that spins in wait for the next: the service answers many at once on few cores.
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            return new InferenceSession(model, options);
        }
        catch (Exception e) when (e is OnnxRuntimeException or DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            throw new InvalidDataException($"The sentence encoder in {_folder} cannot be run on this machine: {e.Message} (set Search:Encoder to none to go without).", e);
        }
    }

    private byte[] ReadChecked(string file)
    {
        var bytes = Read(file);
        return _hashes.Split('\n').Contains($"{Hash(bytes)}  {file}")
            ? bytes
            : throw new InvalidDataException($"The sentence encoder's file {PathOf(file)} is damaged: its hash is not the one in {_name}.sha256 ({Cure}).");
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
}
