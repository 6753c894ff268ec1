namespace HipFaqBot.Search.Safety;

/// <summary>
/// What is said of something that is no person: "my dog's foot drags and he keeps tripping", "my pen won't stop bleeding ink". It goes
/// on into the thoughts after it that speak of the same by a pronoun, and ends with the first person, to whom the thing may have done it.
/// </summary>
/// <param name="cues">The cues of the message.</param>
internal sealed class Things(List<MessageWord> words, List<(Cue Cue, int First, int Last)> cues, Thoughts thoughts)
{
    /// <summary>A person so soon after the thing is what it acts on: "the dog tripped me", "the shelf fell on my leg".</summary>
    private const int ActingReach = 4;

    private const int Reach = 25;

    private static readonly HashSet<string> Pronouns = new(["it", "its", "he", "hes", "his", "him", "she", "shes", "her", "they", "them", "their"], StringComparer.Ordinal);

    /// <summary>Before these the thing is what is spoken of; after any other word it may be what somebody fell over.</summary>
    private static readonly HashSet<string> Leading = new(["and", "but", "that", "because", "cos", "if", "when", "while", "so", "said", "says", "then", "my", "our", "how", "why", "once"], StringComparer.Ordinal);

    private readonly bool[] _persons = Persons(words, cues);

    private static bool[] Persons(List<MessageWord> words, List<(Cue Cue, int First, int Last)> cues)
    {
        var persons = new bool[words.Count];
        foreach (var (cue, first, _) in cues)
        {
            persons[first] |= cue == Cue.Self || (cue == Cue.SomeoneElse && !Pronouns.Contains(words[first].Text));
        }

        return persons;
    }

    /// <summary>Marks the words that are said of things.</summary>
    public void Mark(bool[] marks)
    {
        foreach (var (_, first, last) in cues.Where(cue => cue.Cue == Cue.Thing))
        {
            if ((first == thoughts.FirstOf(first) || Leading.Contains(words[first - 1].Text)) && last < thoughts.LastOf(last))
            {
                Mark(marks, last);
            }
        }
    }

    private void Mark(bool[] marks, int last)
    {
        var end = last + 1;
        while (end < words.Count && end - last <= Reach && words[end].Sentence == words[last].Sentence && !_persons[end] && (thoughts[end] == thoughts[end - 1] || SpeaksOn(end)))
        {
            end++;
        }

        if (end == words.Count || !_persons[end] || end - last > ActingReach)
        {
            Array.Fill(marks, true, last + 1, end - last - 1);
        }
    }

    /// <summary>A thought that begins with a pronoun, or goes on with what it did: "…, limps and is hot".</summary>
    private bool SpeaksOn(int first) => Pronouns.Contains(words[first].Text) || (words[first].Text == "and" && first + 1 < words.Count && Pronouns.Contains(words[first + 1].Text));
}
