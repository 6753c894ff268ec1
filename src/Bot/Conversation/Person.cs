using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Conversation;

/// <summary>What a person has said of themselves that changes which answers are right for them.</summary>
/// <param name="IsUnder16">Under 16: no medicine entry, and an adult's help.</param>
/// <param name="IsMaternity">Pregnant, or within six weeks of birth.</param>
/// <param name="HadCrisis">Spoke of self-harm in this conversation: nothing that names an amount of medicine.</param>
/// <param name="IsDistressed">Cannot cope, without a thought of dying.</param>
internal sealed record Person(bool IsUnder16, bool IsMaternity, bool HadCrisis, bool IsDistressed)
{
    /// <summary>Categories of answers that could do harm before somebody has looked at what the person wrote of.</summary>
    public IReadOnlySet<string> HeldCategories { get; init; } = new HashSet<string>();

    /// <summary>Whether they asked about a medicine of their own: of an entry they read the cautions, and not its first words, which may be a yes.</summary>
    public bool ReadsCautions { get; init; }

    /// <summary>Whether an entry was left out because of who asks.</summary>
    public bool WasBarred { get; init; }

    /// <summary>What is remembered of them.</summary>
    /// <param name="raised">Signs in what they have just written.</param>
    public static Person Of(PersonMemory memory, WarningSigns signs, params IEnumerable<WarningSign> raised) =>
        new(memory.IsUnder16, memory.IsMaternity, memory.HadCrisis, IsDistressed: false)
        {
            HeldCategories = memory.Given.Where(given => !given.IsOver).Select(given => signs.Find(given.Sign)).OfType<WarningSign>()
                .Concat(raised).SelectMany(sign => sign.HeldCategories).ToHashSet(),
        };

    /// <summary>
    /// The entry as this person reads it: on a medicine of their own, or any medicine with a child on the way, the cautions, and not the
    /// first paragraph, in which an entry answers its own question.
    /// </summary>
    public Entry AsRead(Entry entry) =>
        (ReadsCautions || (IsMaternity && entry.Category == AnswerReplies.Medicines)) && entry.Answer.IndexOf("\n\n", StringComparison.Ordinal) is > 0 and var end
            ? entry with { Answer = entry.Answer[end..].TrimStart() }
            : entry;

    /// <summary>Whether the entry must not be served to this person at all.</summary>
    public bool IsBarred(Entry entry) =>
        (IsUnder16 && entry.Category == AnswerReplies.Medicines) || (HadCrisis && (entry.NamesMaximumDose || entry.Category == AnswerReplies.Medicines));

    /// <summary>Whether the entry has to wait until the person has been checked.</summary>
    public bool IsHeld(Entry entry) => HeldCategories.Contains(entry.Category);
}
