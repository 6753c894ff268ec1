namespace HipFaqBot.Search.Matching;

/// <summary>How the candidates of a question were found.</summary>
public enum MatchWay
{
    /// <summary>By words alone: there is no ranker (yet).</summary>
    Words,

    /// <summary>The question comes down to an entry's own phrasing: no encoder was asked.</summary>
    Phrasing,

    /// <summary>An entry leads so far by its words that no encoder was asked.</summary>
    CertainWords,

    /// <summary>By the learned ranker.</summary>
    Learned,

    /// <summary>By the nearest phrasing and BM25: the knowledge is too large to be learned.</summary>
    Nearest,
}
