using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Search.Encoding;

/// <summary>Which sentence encoder is used and whether rankers are trained, section <c>Search</c>.</summary>
public sealed record EncoderOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Search";

    private const string UseLite = "use-lite";
    private const string None = "none";
    private const string On = "on";
    private const string Off = "off";
    private const string Only = "only";

    /// <summary><c>use-lite</c>, the default, or <c>none</c>: matching by words alone, in less memory.</summary>
    public string Encoder { get; init; } = UseLite;

    /// <summary>
    /// <c>on</c>, the default, or <c>off</c>: no ranker is trained here, only one that another instance has left in the data folder is
    /// used, and without one words alone decide. <c>only</c>: what the knowledge teaches is learned into <see cref="Learned"/>, and the
    /// program ends; <c>dotnet publish</c> does so.
    /// </summary>
    public string Training { get; init; } = On;

    /// <summary>
    /// The folder of what was learned when the program was published; default <c>learned</c> beside it. It is only read, and what the
    /// data folder has goes first.
    /// </summary>
    public string? Learned { get; init; }

    /// <summary>Whether rankers are trained.</summary>
    public bool Trains => Is(Training, On, On);

    /// <summary>Whether the program only learns, and ends.</summary>
    public bool OnlyTrains => Is(Training, Only, On);

    /// <summary>Full path of <see cref="Learned"/>.</summary>
    public string LearnedFolder => Path.GetFullPath(string.IsNullOrWhiteSpace(Learned) ? Path.Combine(AppContext.BaseDirectory, "learned") : Learned);

    /// <summary>From the settings, for a program without a host.</summary>
    public static EncoderOptions From(IConfiguration configuration) =>
        configuration.GetSection(Section).Get<EncoderOptions>() ?? new EncoderOptions();

    /// <summary>What cannot work, with key, value and cure.</summary>
    public IEnumerable<string> Problems()
    {
        if (!Is(UseLite) && !Is(None))
        {
            yield return $"{Section}:{nameof(Encoder)} is '{Encoder}': set {UseLite} or {None}.";
        }

        if (!Is(Training, On, On) && !Is(Training, Off, On) && !OnlyTrains)
        {
            yield return $"{Section}:{nameof(Training)} is '{Training}': set {On}, {Off} or {Only}.";
        }
    }

    /// <summary>The encoder that the setting names.</summary>
    /// <exception cref="InvalidDataException">A file of the model is missing, or the setting names no encoder; the message says what to do.</exception>
    public ISentenceEncoder Open() =>
        Is(UseLite) ? new OnnxSentenceEncoder()
        : Is(None) ? new NoSentenceEncoder()
        : throw new InvalidDataException(Problems().First());

    private bool Is(string encoder) => Is(Encoder, encoder, UseLite);

    /// <summary>A setting without a value counts as not set.</summary>
    private static bool Is(string value, string name, string standard) =>
        string.Equals(string.IsNullOrWhiteSpace(value) ? standard : value.Trim(), name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// Holds the start of the service until the encoder is known to work. A service that went on without it would answer worse than
/// its operator was shown, and nobody would notice.
/// </summary>
internal sealed class EncoderValidator(Lazy<ISentenceEncoder> encoder) : IValidateOptions<EncoderOptions>
{
    public ValidateOptionsResult Validate(string? name, EncoderOptions options)
    {
        if (options.Problems().ToList() is { Count: > 0 } problems)
        {
            return ValidateOptionsResult.Fail(problems);
        }

        try
        {
            (encoder.Value as OnnxSentenceEncoder)?.Load();
            return ValidateOptionsResult.Success;
        }
        catch (InvalidDataException e)
        {
            return ValidateOptionsResult.Fail(e.Message);
        }
    }
}
