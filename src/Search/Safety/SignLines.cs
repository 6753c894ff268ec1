using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Safety;

/// <summary>Where a sign stands in its file, for what an editor is told of it.</summary>
/// <param name="Entry">Line of its entry.</param>
/// <param name="HeldCategories">Those of <see cref="WarningSign.HeldCategories"/>, each with its line.</param>
/// <param name="Unsourced">Line that says that no source was found for it; null where it has one.</param>
internal sealed record SignLines(long Entry, IReadOnlyList<YamlText> HeldCategories, long? Unsourced)
{
    /// <summary>Those of a sign that stands in no file.</summary>
    public static SignLines None { get; } = new(0, [], null);
}
