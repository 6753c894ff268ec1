namespace HipFaqBot.Search.Safety;

/// <summary>Sentences that ask and speak of nobody: "can an artificial hip come out", "when a child limps what do doctors look for".</summary>
internal static class GeneralQuestions
{
    /// <summary>Said before the question itself.</summary>
    private static readonly HashSet<string> Openers = new(["so", "and", "but", "ok", "okay", "hi", "hello", "hey", "please", "also", "or"], StringComparer.Ordinal);

    private static readonly HashSet<string> Asking = new(["can", "could", "would", "will", "do", "does", "did", "should", "why", "which", "who", "what", "how", "where", "is", "are", "when"], StringComparer.Ordinal);

    /// <summary>People leave out "I": "can not put weight on it". After these, what asks speaks of things or people at large.</summary>
    private static readonly HashSet<string> AtLarge = new(
        ["a", "an", "any", "all", "you", "people", "someone", "somebody", "anyone", "anybody", "everyone", "patients", "carers", "relatives", "families", "parents", "hospitals", "surgeons", "physios", "children", "kids", "babies", "toddlers", "adults", "women", "men", "doctors", "nurses"], StringComparer.Ordinal);

    /// <summary>What could or would do so is a thing: "would shivering after surgery be sepsis".</summary>
    private static readonly HashSet<string> Effects = new(["be", "mean", "cause", "make", "lead", "give", "happen", "hide", "bring", "trigger", "come", "show"], StringComparer.Ordinal);

    /// <summary>Who asks with these asks about people at large: "is a cold, pale foot common after surgery".</summary>
    private static readonly HashSet<string> Frequent = new(
        ["common", "commoner", "rare", "rarer", "frequent", "unusual", "hereditary", "inherited", "contagious", "preventable", "treatable", "curable", "avoidable", "reversible"], StringComparer.Ordinal);

    private static readonly HashSet<string> Learning = new(["understand", "know", "learn", "explain", "explained", "explains", "wonder", "wondering", "out", "ask", "asks", "asked", "curious", "interested"], StringComparer.Ordinal);

    private static readonly HashSet<string> Auxiliaries = new(["should", "would", "do", "does", "can", "could", "must", "might"], StringComparer.Ordinal);

    private static readonly HashSet<string> Barely = new(["not", "barely", "hardly", "only", "just", "no", "still"], StringComparer.Ordinal);

    private static readonly HashSet<string> TheirOwn = new(["they", "them", "their"], StringComparer.Ordinal);

    /// <summary>Whether words begin as a question does, whoever it speaks of: "so can I …".</summary>
    public static bool BeginsToAsk(List<MessageWord> words) => Asking.Contains(words.Find(word => !Openers.Contains(word.Text)).Text ?? "");

    /// <summary>The sentences' first and last words, and whether they can be nothing else; the others may be of somebody who does not say so ("is a hot hip normal").</summary>
    public static List<(int First, int Last, bool IsPlain)> Of(List<MessageWord> words, List<(Cue Cue, int First, int Last)> cues)
    {
        var questions = new List<(int, int, bool)>();
        for (int first = 0, last; first < words.Count; first = last + 1)
        {
            last = first;
            while (last + 1 < words.Count && words[last + 1].Sentence == words[first].Sentence)
            {
                last++;
            }

            var start = first;
            while (start < last && Openers.Contains(words[start].Text))
            {
                start++;
            }

            if (last - start >= 2 && Asking.Contains(words[start].Text) && !SpeaksOfSomebody(words, cues, start, last))
            {
                // "Can a twelve year old have arthritis? She limps": the question may be about her.
                var isPlain = IsPlain(words, start, EndOf(words, start, last)) && !cues.Exists(cue => cue.Cue is Cue.Self or Cue.SomeoneElse && (cue.First < first || cue.First > last));
                questions.Add((start, EndOf(words, start, last), isPlain));
            }
            else if (Wondering(words, cues, first, last) is > 0 and var from)
            {
                questions.Add((from, EndOf(words, from, last), true));
            }
        }

        return questions;
    }

    /// <summary>"I'd like to understand why people faint": who wants to know of people at large tells nothing; -1 where nobody does.</summary>
    private static int Wondering(List<MessageWord> words, List<(Cue Cue, int First, int Last)> cues, int first, int last)
    {
        for (var i = first; i + 2 <= last; i++)
        {
            if (Learning.Contains(words[i].Text) && words[i + 1].Text is "why" or "how" or "what" or "which" or "when" or "whether" && (i == 0 || words[i - 1].Text is not ("dont" or "not" or "didnt" or "doesnt"))
                && Enumerable.Range(i + 1, last - i).Any(k => AtLarge.Contains(words[k].Text) && words[k].Text is not ("any" or "all" or "you")) && !SpeaksOfSomebody(words, cues, i + 1, last))
            {
                return i + 1;
            }
        }

        return -1;
    }

    /// <summary>At the comma, unless a list or the question itself goes on: "will a heat pad help, both legs weak" tells something after it.</summary>
    private static int EndOf(List<MessageWord> words, int first, int last)
    {
        for (var i = first + 1; i <= last; i++)
        {
            if (words[i].Clause != words[i - 1].Clause && words[first].Text != "when" && words[i].Text is not ("or" or "and" or "if" or "when" or "who" or "with"))
            {
                return i - 1;
            }
        }

        return last;
    }

    private static bool SpeaksOfSomebody(List<MessageWord> words, List<(Cue Cue, int First, int Last)> cues, int first, int last)
    {
        var atLarge = Enumerable.Range(first, last - first + 1).Any(i => AtLarge.Contains(words[i].Text));
        return cues.Exists(cue => cue.Cue is Cue.Self or Cue.SomeoneElse && cue.First >= first && cue.First <= last && words[cue.First].Text != "a" && !(atLarge && TheirOwn.Contains(words[cue.First].Text)));
    }

    private static bool IsPlain(List<MessageWord> words, int first, int last) => words[first].Text switch
    {
        "can" or "could" or "would" or "will" => AtLarge.Contains(words[first + 1].Text)
            || (!Barely.Contains(words[first + 1].Text) && !Effects.Contains(words[first + 1].Text) && words[first + 1].Text is not ("it" or "this" or "that" or "the")
                && Enumerable.Range(first + 2, Math.Max(0, last - first - 1)).Any(i => Effects.Contains(words[i].Text))),
        "should" => AtLarge.Contains(words[first + 1].Text),
        "do" or "did" => AtLarge.Contains(words[first + 1].Text) && words[first + 1].Text is not ("a" or "an"),
        "does" => words[first + 1].Text is not ("not" or "it" or "this" or "that") || words[first + 2].Text is "happen" or "ever" or "always",
        "why" => words[first + 1].Text is "do" or "does" or "did" or "is" or "are" or "would",
        "is" or "are" => Enumerable.Range(first + 1, last - first).Any(i => Frequent.Contains(words[i].Text)),
        "who" or "what" or "which" or "where" or "how" => Auxiliaries.Contains(words[first + 1].Text) && AtLarge.Contains(words[first + 2].Text) && words[first + 2].Text is not ("a" or "an" or "any" or "all" or "you"),
        "when" => AtLarge.Contains(words[first + 1].Text) && Enumerable.Range(first + 1, last - first).Any(i => Asking.Contains(words[i].Text) && words[i].Text != "is"),
        _ => false,
    };
}
