namespace HipFaqBot.Search.Safety;

/// <summary>A concept said in a message.</summary>
/// <param name="Concept">Number of the concept.</param>
/// <param name="First">Its first word.</param>
/// <param name="Last">Its last word.</param>
internal record struct Mention(int Concept, int First, int Last)
{
    public bool Denied { get; set; }

    public bool Past { get; set; }

    public bool Settled { get; set; }

    public bool Educational { get; set; }

    public bool Hypothetical { get; set; }
}
