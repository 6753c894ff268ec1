namespace HipFaqBot.Search.Text;

/// <summary>What an analyzer made of a text.</summary>
/// <param name="Plain">Normalised, spelt out and repaired, in whole words: what a sentence encoder reads.</param>
/// <param name="Words">The words as they are looked up, in their order.</param>
/// <param name="Corrections">What was repaired or spelt out, as typed and as read.</param>
/// <param name="Expansions">What a synonym stands for, as typed (in stems) and as looked up.</param>
public sealed record QuestionText(
    string Plain, IReadOnlyList<string> Words, IReadOnlyList<Replacement> Corrections, IReadOnlyList<Replacement> Expansions);

/// <summary>One replacement.</summary>
/// <param name="From">Before.</param>
/// <param name="To">After.</param>
public sealed record Replacement(string From, string To);
