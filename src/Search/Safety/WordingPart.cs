namespace HipFaqBot.Search.Safety;

/// <summary>A part of a wording.</summary>
internal abstract class WordingPart
{
    /// <summary>Between words of a wording: up to three words.</summary>
    public const string Gap = "..";

    /// <summary>In how many ways it can be said.</summary>
    public abstract int Ways { get; }

    public abstract bool CanBeEmpty { get; }

    public abstract bool CanBeginWithGap { get; }

    public abstract bool CanEndWithGap { get; }
}

/// <summary>A word, <see cref="WordingPart.Gap"/>, or a number as <c>#8-15</c>.</summary>
internal sealed class WordingWord(string text) : WordingPart
{
    public string Text { get; } = text;

    public override int Ways => 1;

    public override bool CanBeEmpty => false;

    public override bool CanBeginWithGap => Text == Gap;

    public override bool CanEndWithGap => Text == Gap;
}

/// <summary>One of several.</summary>
internal sealed class WordingChoice(List<WordingSequence> all) : WordingPart
{
    public List<WordingSequence> All { get; } = all;

    public override int Ways { get; } = Sum(all);

    public override bool CanBeEmpty { get; } = all.Exists(one => one.CanBeEmpty);

    public override bool CanBeginWithGap { get; } = all.Exists(one => one.CanBeginWithGap);

    public override bool CanEndWithGap { get; } = all.Exists(one => one.CanEndWithGap);

    private static int Sum(List<WordingSequence> all)
    {
        var ways = 0;
        all.ForEach(one => ways += one.Ways);
        return ways;
    }
}

/// <summary>One after the other.</summary>
internal sealed class WordingSequence(List<WordingPart> parts) : WordingPart
{
    public List<WordingPart> Parts { get; } = parts;

    public override int Ways { get; } = Product(parts);

    public override bool CanBeEmpty { get; } = parts.TrueForAll(part => part.CanBeEmpty);

    public override bool CanBeginWithGap { get; } = parts.SkipWhile(part => part.CanBeEmpty && !part.CanBeginWithGap).FirstOrDefault() is { CanBeginWithGap: true };

    public override bool CanEndWithGap { get; } = Enumerable.Reverse(parts).SkipWhile(part => part.CanBeEmpty && !part.CanEndWithGap).FirstOrDefault() is { CanEndWithGap: true };

    private static int Product(List<WordingPart> parts)
    {
        var ways = 1;
        parts.ForEach(part => ways *= part.Ways);
        return ways;
    }
}
