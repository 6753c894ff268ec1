using System.Collections.Frozen;

namespace HipFaqBot.Search.Knowledge;

/// <summary>The clinic's own settings, read from <c>site.yaml</c>: everything an operator changes without touching an answer.</summary>
public sealed record Site
{
    /// <summary>What a knowledge base without <c>site.yaml</c> (a single file) is served with.</summary>
    public static Site Default { get; } = new();

    /// <summary>The clinic's name.</summary>
    public string Name { get; init; } = "Your clinic";

    /// <summary>ISO 3166 country code, or null where it is not known.</summary>
    public string? Region { get; init; }

    /// <summary>The language that is served, BCP 47.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The numbers to call, by country and purpose.</summary>
    public SiteNumbers Numbers { get; init; } = SiteNumbers.None;

    /// <summary>What a person calls in an emergency: a number, or words for it where the country is not known.</summary>
    public string EmergencyNumber => Numbers.Emergency(Region);

    /// <summary>From which confidence an entry is answered with or suggested.</summary>
    public Thresholds Thresholds { get; init; } = Thresholds.Default;

    /// <summary>Stands under every answer, in every channel: <see cref="MostDisclaimerWords"/> words at most.</summary>
    public string Disclaimer { get; init; } =
        "General information, not a diagnosis. Check with your doctor or physiotherapist; if it gets worse, don't wait.";

    /// <summary>The same at length, for the welcome and the FAQ page.</summary>
    public string LongDisclaimer { get; init; } =
        "What you read here is general information about hip pain. It is not a diagnosis, and it is not advice about you: nobody here has "
        + "seen or examined you. Please check with your doctor or physiotherapist before you act on it. If it gets worse, don't wait.";

    /// <summary>A longer disclaimer is not read, words.</summary>
    public const int MostDisclaimerWords = 20;

    /// <summary>What the bot says besides answers.</summary>
    public SiteTexts Texts { get; init; } = new();

    /// <summary>The clinic's own facts by their placeholder's name (<see cref="ClinicFacts"/>); a name that is missing is not set yet.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>
    /// Fills the placeholders of a text: <c>{name}</c>, <c>{number}</c> (for emergencies) and those of <see cref="ClinicFacts"/>.
    /// What the clinic has not set yet is said to be so.
    /// </summary>
    public string Fill(string text) => ClinicFacts.Fill(text, placeholder => placeholder switch
    {
        "name" => Name,
        "number" => EmergencyNumber,
        _ => Facts.GetValueOrDefault(placeholder),
    });
}

/// <summary>
/// Confidences, fractions from 0 to 1, at which the bot answers or suggests.
/// With a wrong answer costing 10, a suggestion 1 and a needless decline 3, a calibrated confidence makes 0.9 and 1/3 the cheapest.
/// </summary>
/// <param name="Answer">At least this sure: the entry is the answer.</param>
/// <param name="Suggest">At least this sure: the entry is offered as "did you mean".</param>
public sealed record Thresholds(double Answer, double Suggest)
{
    /// <summary>The built-in thresholds.</summary>
    public static Thresholds Default { get; } = new(0.9, 1.0 / 3);
}

/// <summary>The bot's sentences, Markdown. <c>{number}</c> stands for the emergency number, <c>{name}</c> for the clinic's name.</summary>
public sealed record SiteTexts
{
    /// <summary>The first message.</summary>
    public string Welcome { get; init; } =
        "Hello. I answer common questions about hip pain. I am a computer program: nobody reads this chat, and I cannot diagnose. "
        + "**In an emergency call {number}.** Ask in your own words.";

    /// <summary>Above the "did you mean" buttons.</summary>
    public string Suggest { get; init; } = "I am not sure what you mean. Did you mean one of these?";

    /// <summary>When nothing fits.</summary>
    public string Decline { get; init; } =
        "I don't know the answer to that. I only answer common questions about hip pain. "
        + "Please try other words, or ask your doctor or another clinician. **In an emergency call {number}.**";

    /// <summary>When a message holds no words.</summary>
    public string Empty { get; init; } = "Please type your question about hip pain in a few words. **In an emergency call {number}.**";

    /// <summary>When a message is too long to be matched.</summary>
    public string TooLong { get; init; } =
        "That message is too long for me. Please ask one question in a few sentences. **In an emergency call {number}.**";

    /// <summary>When the service has failed.</summary>
    public string Failure { get; init; } =
        "Sorry, something went wrong on our side and I could not answer. Please try again in a minute. **In an emergency call {number}.**";

    /// <summary>Every text with its name in <c>site.yaml</c>.</summary>
    public IEnumerable<(string Name, string Text)> All =>
        [("welcome", Welcome), ("suggest", Suggest), ("decline", Decline), ("empty", Empty), ("tooLong", TooLong), ("failure", Failure)];

    /// <summary>Those that a person is left alone with, so that they must say what to call.</summary>
    public IEnumerable<(string Name, string Text)> Refusals => All.Where(text => text.Name != "suggest");
}
