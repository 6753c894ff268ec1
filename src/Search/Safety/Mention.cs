namespace HipFaqBot.Search.Safety;

/// <summary>A concept said in a message.</summary>
/// <param name="Concept">Number of the concept.</param>
/// <param name="First">Its first word.</param>
/// <param name="Last">Its last word.</param>
/// <param name="Start">Place of its first word; below 0 in an earlier message.</param>
/// <param name="End">Place of its last word.</param>
/// <param name="Scope">What the words around do to it.</param>
internal sealed record Mention(int Concept, int First, int Last, int Start, int End, MentionScope Scope)
{
    public bool IsEarlier => Start < 0;

    public bool Has(MentionScope scope) => (Scope & scope) != 0;
}
