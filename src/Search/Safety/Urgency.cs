namespace HipFaqBot.Search.Safety;

/// <summary>How fast a person with a warning sign needs to be seen; the higher value leads.</summary>
public enum Urgency
{
    /// <summary>A doctor within days.</summary>
    Soon,

    /// <summary>A clinician or an urgent line today.</summary>
    SameDay,

    /// <summary>The emergency number, now.</summary>
    Emergency,
}
