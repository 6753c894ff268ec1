using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Conversation;

/// <summary>What a person has said of themselves that changes which answers are right for them.</summary>
/// <param name="IsUnder16">Under 16: no medicine entry, and an adult's help.</param>
/// <param name="IsMaternity">Pregnant, or within six weeks of birth.</param>
/// <param name="HadCrisis">Spoke of self-harm in this conversation: nothing that names an amount of medicine.</param>
/// <param name="IsDistressed">Cannot cope, without a thought of dying.</param>
internal sealed record Person(bool IsUnder16, bool IsMaternity, bool HadCrisis, bool IsDistressed)
{
    /// <summary>Whether an entry was left out because of who asks.</summary>
    public bool WasBarred { get; init; }

    /// <summary>What is remembered of them.</summary>
    public static Person Of(PersonMemory memory) => new(memory.IsUnder16, memory.IsMaternity, memory.HadCrisis, IsDistressed: false);

    /// <summary>Whether the entry must not be served to this person.</summary>
    public bool IsBarred(Entry entry) =>
        (IsUnder16 && entry.Category == AnswerReplies.Medicines) || (HadCrisis && (entry.NamesMaximumDose || entry.Category == AnswerReplies.Medicines));
}
