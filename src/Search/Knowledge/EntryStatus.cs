namespace HipFaqBot.Search.Knowledge;

/// <summary>Whether an entry is served.</summary>
public enum EntryStatus
{
    /// <summary>Indexed and answered with.</summary>
    Published,

    /// <summary>Checked, but neither indexed nor answered with.</summary>
    Draft,
}
