namespace HipFaqBot.Search.Safety;

/// <summary>How far a question, a quotation or an "if" reaches.</summary>
/// <param name="facts">The words with which something begins that no question takes back: "I took".</param>
/// <param name="said">Whether each word is part of something that can be denied or over.</param>
internal sealed class Frames(List<MessageWord> words, List<(Cue Cue, int First, int Last)> cues, bool[] breaks, bool[] facts, bool[] said, Thoughts thoughts)
{
    private const int QuestionReach = 12;
    private const int FrameReach = 25;

    /// <summary>The verb of a condition follows within so many words.</summary>
    private const int ConditionReach = 5;

    /// <summary>After these a fact is only imagined or asked about: "what if my calf is swollen".</summary>
    private static readonly HashSet<string> Joining = new(["if", "when", "whether", "that", "once", "whenever", "because"], StringComparer.Ordinal);

    /// <summary>With these a question goes on after a comma.</summary>
    private static readonly HashSet<string> GoingOn = new(["or", "and", "if", "when", "who", "which", "with", "that"], StringComparer.Ordinal);

    /// <summary>What follows is not imagined: "I cannot tell if the water is hot".</summary>
    private static readonly HashSet<string> Sensing = new(["tell", "know", "feel", "notice"], StringComparer.Ordinal);

    /// <summary>What these begin goes on over an "and": "what if it gets hot and I'm shivering".</summary>
    private static readonly HashSet<string> Imagining = new(["what", "suppose", "supposing", "imagine", "imagining", "ever", "lest", "case"], StringComparer.Ordinal);

    /// <summary>A list that goes on says so within so many words.</summary>
    private const int ListReach = 6;

    private readonly bool[] _persons = Persons(words, cues);

    private static bool[] Persons(List<MessageWord> words, List<(Cue Cue, int First, int Last)> cues)
    {
        var persons = new bool[words.Count];
        foreach (var (_, first, _) in cues.Where(cue => cue.Cue is Cue.Self or Cue.SomeoneElse))
        {
            persons[first] = true;
        }

        return persons;
    }

    /// <summary>
    /// A question or an "if" reaches through its sentence, past commas where it goes on with an "or" or "when", until a fact stands in it
    /// ("what can I take, I fell on the ice", "could it be a clot my calf is hot") or something is happening.
    /// </summary>
    public void Mark(bool[] marks, int first, int last, bool isQuoted = false)
    {
        Array.Fill(marks, true, first, last - first + 1);
        if (thoughts.IsTakenUp(last) || (isQuoted && last + 1 < words.Count && words[last + 1].Text == "me") || (first > 0 && Sensing.Contains(words[first - 1].Text)))
        {
            return;
        }

        var isImagined = Enumerable.Range(first, last - first + 1).Any(i => Imagining.Contains(words[i].Text)) && (words[last].Text is "if" || words[first].Text is not "what");
        for (var i = last + 1; i < words.Count && i - last <= FrameReach && IsNear(i, last); i++)
        {
            var isJoined = i == last + 1 || Joining.Contains(words[i - 1].Text);
            if ((words[i].Clause != words[i - 1].Clause && !thoughts.IsInList(i) && !(isQuoted && !HasPerson(i)) && !GoingOn.Contains(words[i].Text) && !ListGoesOn(words, breaks, i) && !IsShortList(i))
                || (facts[i] && !isJoined && CueScopes.Selves.Contains(words[i].Text))
                || (i > last + 1 && thoughts[i] != thoughts[i - 1] && EndsFrame(i, isQuoted) && !(isImagined && words[i].Text == "and" && !thoughts.HasNews(i)))
                || (i > last + 1 && thoughts.IsNow(i) && words[i].Text is not ("worse" or "again" or "still")))
            {
                return;
            }

            // "The trainer talked about strokes today": the talk is today's.
            marks[i] |= !thoughts.HasNews(i) || (isQuoted && thoughts[i] == thoughts[last]);
        }
    }

    /// <summary>"If our son couldn't stand, would we ring": a past after "if", in a sentence that says what would be, is no past.</summary>
    public void MarkConditions(bool[] marks)
    {
        for (var i = 0; i + 2 < words.Count; i++)
        {
            if (words[i].Text is "if" && !marks[i] && Enumerable.Range(i + 1, ConditionReach).Any(k => k < words.Count && IsNear(k, i) && thoughts.IsTold(k) && thoughts.TenseOf(k) == Tense.Past) && SaysWhatWouldBe(i))
            {
                Mark(marks, i, i);
            }
        }
    }

    private bool SaysWhatWouldBe(int i)
    {
        for (var k = Math.Max(0, i - FrameReach); k < words.Count && k <= i + FrameReach; k++)
        {
            if (IsNear(k, i) && words[k].Text is "would" or "should" or "could" or "might")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A new thought does, unless it says why a thing is told ("taught not to bend because a new hip can come out") or goes on imagining ("if my legs were weak and I couldn't pee").</summary>
    private bool EndsFrame(int i, bool isQuoted) =>
        words[i].Text == "and" ? !thoughts.IsPast(i, thoughts.LastOf(i)) : breaks[i] && !(isQuoted && words[i].Text is "because" or "cos" && !HasPerson(i));

    private bool HasPerson(int from)
    {
        for (var i = from; i < words.Count && words[i].Clause == words[from].Clause && i - from <= FrameReach; i++)
        {
            if (_persons[i])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The end of a list: "if stitches get hot, red and smelly".</summary>
    private bool IsShortList(int from)
    {
        for (var i = from; i < words.Count && words[i].Clause == words[from].Clause && i - from < 4 && !breaks[i]; i++)
        {
            if (words[i].Text is "and" or "or")
            {
                return i > from && said[i - 1];
            }
        }

        return false;
    }

    public void MarkBefore(bool[] marks, int first, int last)
    {
        Array.Fill(marks, true, first, last - first + 1);
        for (var i = last + 1; i < words.Count && IsNear(i, last); i++)
        {
            if (thoughts.IsNow(i) || (facts[i] && CueScopes.Selves.Contains(words[i].Text)))
            {
                return;
            }
        }

        for (var i = first - 1; i >= 0 && first - i <= QuestionReach && IsNear(i, first) && (!breaks[i + 1] || words[i + 1].Text == "my" || i + 1 == first) && !facts[i]; i--)
        {
            marks[i] |= thoughts.TenseOf(i) != Tense.Present && !thoughts.IsNow(i);
        }
    }

    /// <summary>Whether a list goes on after a comma to its "or": "no fever, chills or swelling".</summary>
    public static bool ListGoesOn(List<MessageWord> words, bool[] breaks, int from)
    {
        for (var i = from; i < words.Count && i - from < ListReach && !breaks[i]; i++)
        {
            if (words[i].Text is "or" or "nor")
            {
                return true;
            }
        }

        return false;
    }

    private bool IsNear(int one, int other) => words[one].Sentence == words[other].Sentence;
}
