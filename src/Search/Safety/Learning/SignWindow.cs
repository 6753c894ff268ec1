namespace HipFaqBot.Search.Safety.Learning;

/// <summary>Words of a message that are judged together.</summary>
/// <param name="First">Its first word.</param>
/// <param name="Last">Its last word.</param>
internal readonly record struct SignWindow(int First, int Last)
{
    /// <summary>How many words.</summary>
    public int Length => Last - First + 1;

    /// <summary>A message of so many words is judged whole as well; in a longer one a grave sentence would drown.</summary>
    private const int LongestWhole = 45;

    /// <summary>Words of a piece of a sentence without full stops; the next piece begins in its middle.</summary>
    private const int Piece = 24;

    /// <summary>A sentence longer than this is cut.</summary>
    private const int LongestSentence = 32;

    /// <summary>
    /// The whole of a short message: a piece of it knows less, and by 9,400 messages of six hands finds nothing that the whole does not. Of a
    /// longer one every sentence, with the one after it, and pieces of what has no full stop.
    /// </summary>
    public static List<SignWindow> Of(IReadOnlyList<MessageWord> words)
    {
        if (words.Count is > 0 and <= LongestWhole)
        {
            return [new SignWindow(0, words.Count - 1)];
        }

        var windows = new List<SignWindow>();
        var sentences = Sentences(words);
        for (var i = 0; i < sentences.Count; i++)
        {
            Add(sentences[i]);
            if (i > 0 && sentences[i].Last - sentences[i - 1].First < LongestWhole)
            {
                Add(new SignWindow(sentences[i - 1].First, sentences[i].Last));
            }
        }

        return windows;

        void Add(SignWindow window)
        {
            // A lone letter between full stops ("u. s. d.") says nothing.
            if (window.Length > 1 || words[window.First].Text.Length > 2)
            {
                windows.Add(window);
            }
        }
    }

    private static List<SignWindow> Sentences(IReadOnlyList<MessageWord> words)
    {
        var sentences = new List<SignWindow>();
        for (int first = 0, last; first < words.Count; first = last + 1)
        {
            last = first;
            while (last + 1 < words.Count && words[last + 1].Sentence == words[first].Sentence)
            {
                last++;
            }

            if (last - first < LongestSentence)
            {
                sentences.Add(new SignWindow(first, last));
                continue;
            }

            for (var start = first; ; start += Piece / 2)
            {
                var end = Math.Min(last, start + Piece - 1);
                sentences.Add(new SignWindow(start, end));
                if (end == last)
                {
                    break;
                }
            }
        }

        return sentences;
    }
}
