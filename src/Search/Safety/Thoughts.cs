namespace HipFaqBot.Search.Safety;

/// <summary>
/// Cuts a message into thoughts: what stands between commas and words such as "but", or before an "and" with which somebody else or
/// another time begins. Within one, a verb gives its time to the words after it.
/// </summary>
internal sealed class Thoughts
{
    /// <summary>Words that end what a negation denies and yet go on with the same thought.</summary>
    private static readonly HashSet<string> GoingOn = new(["my", "i", "im", "ive", "it", "its", "he", "hes", "she", "shes", "they", "we", "just", "also", "when", "since", "still", "so"], StringComparer.Ordinal);

    /// <summary>With these a thought ends that says again what was said before.</summary>
    private static readonly HashSet<string> TakingUp = new(["am", "do", "does", "is", "has", "have", "did", "back", "same", "too"], StringComparer.Ordinal);

    private static readonly HashSet<string> Held = new(["it", "that", "this", "them", "all", "both", "one", "two", "three", "some", "most"], StringComparer.Ordinal);

    private const int TakenUpReach = 25;

    private readonly List<MessageWord> _words;
    /// <summary>By number: a long message that is one thought is asked for it at each of its words.</summary>
    private readonly List<(int First, int Last, bool HasNow, bool HasNews)> _spans = [];

    private readonly int[] _number;
    private readonly Tense[] _tense;
    private readonly bool[] _isNow;
    private readonly bool[] _isTold;
    private readonly bool[] _isQuality;
    private readonly bool[] _isSettled;

    public Thoughts(List<MessageWord> words, List<(Cue Cue, int First, int Last)> cues, bool[] breaks)
    {
        _words = words;
        _number = new int[words.Count];
        _tense = new Tense[words.Count];
        _isNow = new bool[words.Count];
        _isTold = new bool[words.Count];
        _isQuality = new bool[words.Count];
        _isSettled = new bool[words.Count];
        foreach (var (cue, first, last) in cues.OrderBy(cue => cue.Last - cue.First))
        {
            switch (cue)
            {
                case Cue.PastTense:
                    Array.Fill(_tense, Tense.Past, first, last - first + 1);
                    _isTold[first] = true;
                    break;
                case Cue.PresentTense:
                    // "My groin ached" is "my groin aches" to the reader.
                    Array.Fill(_tense, words[last].Text.EndsWith("ed", StringComparison.Ordinal) ? Tense.Past : Tense.Present, first, last - first + 1);
                    _isTold[first] = true;
                    break;
                case Cue.Present:
                    Array.Fill(_isNow, true, first, last - first + 1);
                    break;
                case Cue.Quality:
                    _isQuality[last] = true;
                    break;
                case Cue.Settled:
                    Array.Fill(_isSettled, true, first, last - first + 1);
                    break;
            }
        }

        for (var i = 1; i < words.Count; i++)
        {
            // "Is fine today": what is told as happening is that it is over.
            _isNow[i] &= !(_isSettled[i - 1] && words[i].Clause == words[i - 1].Clause && words[i].Text is "today" or "now" or "tonight");

            // "I couldn't keep my eyes open" is told of then.
            _isNow[i] &= !(words[i].Text == "keep" && _tense[i - 1] == Tense.Past);
            var begins = (words[i].Clause != words[i - 1].Clause && !IsInList(i)) || words[i].Sentence != words[i - 1].Sentence
                || (breaks[i] && !GoingOn.Contains(words[i].Text)) || (words[i].Text == "and" && i + 1 < words.Count && (breaks[i + 1] || (_tense[i + 1] == Tense.Present && _tense[i - 1] == Tense.Past)));
            _number[i] = _number[i - 1] + (begins ? 1 : 0);
            var before = begins ? Tense.None : _tense[i - 1];
            if (_tense[i] == Tense.None)
            {
                _tense[i] = before == Tense.None && IsRegularPast(i) ? Tense.Past : before;
            }
        }

        for (int first = 0, i = 0; i < words.Count; i++)
        {
            if (i + 1 == words.Count || _number[i + 1] != _number[i])
            {
                bool isNow = false, isNews = false;
                for (var word = first; word <= i; word++)
                {
                    isNow |= _isNow[word] && words[word].Text != "since";
                    isNews |= _isNow[word] && words[word].Text is not ("since" or "worse" or "worsening" or "again" or "still" or "keep" or "keeps");
                }

                _spans.Add((first, i, isNow, isNews));
                first = i + 1;
            }
        }
    }

    /// <summary>"A red, hot, open scar": the comma parts no thoughts.</summary>
    public bool IsInList(int i) => _isQuality[i] && _isQuality[i - 1] && _words[i].Sentence == _words[i - 1].Sentence;

    /// <summary>"My thigh ached": the past of a regular verb, where no verb stands before it in its thought. "A swollen, bruised leg" tells no time.</summary>
    private bool IsRegularPast(int i) =>
        _words[i].Text is { Length: >= 5 } text && text.EndsWith("ed", StringComparison.Ordinal) && !text.EndsWith("eed", StringComparison.Ordinal) && !_isQuality[i]
        && _words[i - 1].Text is not ("a" or "an" or "my" or "the" or "her" or "his" or "very" or "so" or "too" or "and" or "get" or "gets" or "getting" or "feel" or "feels" or "be" or "being" or "been");

    /// <summary>Number of a word's thought.</summary>
    public int this[int word] => _number[word];

    /// <summary>The time of the last verb before a word in its thought.</summary>
    public Tense TenseOf(int word) => _tense[word];

    /// <summary>Whether a word is a verb that tells a time.</summary>
    public bool IsTold(int word) => _isTold[word];

    /// <summary>Whether a word says that it is happening: today, still.</summary>
    public bool IsNow(int word) => _isNow[word];

    /// <summary>The first word of a word's thought.</summary>
    public int FirstOf(int word) => _spans[_number[word]].First;

    /// <summary>The last word of a word's thought.</summary>
    public int LastOf(int word) => _spans[_number[word]].Last;

    /// <summary>Whether the thought between two words is told in the past and of nothing that is happening.</summary>
    public bool IsPast(int first, int last)
    {
        var past = false;
        for (var i = first; i <= last; i++)
        {
            if (_isNow[i] || _tense[i] == Tense.Present)
            {
                return false;
            }

            past |= _tense[i] == Tense.Past;
        }

        return past;
    }

    /// <summary>
    /// Whether a later thought takes up what was said before: "he hit me years ago and now it began again", "I said no, but since last night I am".
    /// </summary>
    public bool IsTakenUp(int word)
    {
        var now = false;
        for (var i = word + 1; i <= LastOf(word); i++)
        {
            if (IsOwn(i))
            {
                return true;
            }
        }

        for (var i = LastOf(word) + 1; i < _words.Count && i - word <= TakenUpReach; i++)
        {
            now = (now && _number[i] == _number[i - 1]) || _isNow[i] || _words[i].Text == "mine";
            if ((_words[i].Text == "again" && !_isSettled[i]) || IsHeld(i) || (now && i == LastOf(i) && TakingUp.Contains(_words[i].Text)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"And that is what I have", "exactly how she feels".</summary>
    private bool IsOwn(int i) =>
        i >= 2 && i == LastOf(i) && _words[i].Text is "have" or "got" or "feel" or "has" && _words[i - 1].Text is "i" or "ive" or "she" or "he" && _words[i - 2].Text is "what" or "how" or "which" or "exactly"
        && !_words.Skip(i - 6).Take(Math.Min(6, i)).Any(word => word.Text is "not" or "isnt" or "ask" or "asks" or "asked" or "tell" or "know" or "sure" or "if");

    /// <summary>"And I have that", "my husband has three of those".</summary>
    private bool IsHeld(int i) =>
        IsOwn(i)
        || _words[i].Text is "have" or "has" or "got" or "like" && i + 1 < _words.Count && Held.Contains(_words[i + 1].Text)
        && !_words.Skip(i - 3).Take(3).Any(word => word.Text is "dont" or "doesnt" or "havent" or "hasnt" or "never" or "nothing" or "nobody" or "not" or "if");

    /// <summary>Whether anything in a word's thought says that it is happening; what has been "since" may be over.</summary>
    public bool HasNow(int word) => _spans[_number[word]].HasNow;

    /// <summary>The same without what goes for any time: "what if it gets worse", "does it come again".</summary>
    public bool HasNews(int word) => _spans[_number[word]].HasNews;
}

/// <summary>The time that a verb tells.</summary>
internal enum Tense
{
    /// <summary>No verb tells it.</summary>
    None,

    /// <summary>Was, had, went.</summary>
    Past,

    /// <summary>Is, have, cannot.</summary>
    Present,
}
