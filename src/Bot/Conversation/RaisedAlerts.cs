using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Conversation;

/// <summary>What a message raised, in the order in which it is told, with what the person has been told already.</summary>
internal sealed class RaisedAlerts
{
    private const int MostNamed = 2;

    private readonly HashSet<string> _given;

    public RaisedAlerts(IReadOnlyList<Alert> raised, PersonMemory memory)
    {
        // Self-harm goes before all else, then the higher urgency; what is sure before what is asked, unless the question is graver.
        All = [.. raised.OrderByDescending(alert => alert.Sign.Kind == SignKind.Crisis).ThenByDescending(alert => alert.Urgency).ThenBy(alert => alert.IsQuestion)];
        _given = [.. All.Where(memory.HasGiven).Select(alert => alert.Sign.Id)];
        Fresh = (!IsGiven(Lead) && !Lead.IsQuestion) || Lead.Sign.Kind != SignKind.Medical ? null
            : All.Skip(1).FirstOrDefault(alert => IsSecond(alert) && alert.Urgency > Urgency.Soon && !memory.HasTold(alert));
    }

    /// <summary>All of them, the one that leads first.</summary>
    public IReadOnlyList<Alert> All { get; }

    /// <summary>The one by which the reply begins.</summary>
    public Alert Lead => All[0];

    /// <summary>A second sign that is new while the leading one is known or only asked: it gets its whole advice. Null mostly.</summary>
    public Alert? Fresh { get; }

    /// <summary>Whether there is nothing new in it.</summary>
    public bool IsOneLine => Fresh is null && IsGiven(Lead) && !Lead.IsQuestion;

    /// <summary>Those that are named beside the advice.</summary>
    public IReadOnlyList<Alert> Named => Lead.Sign.Kind != SignKind.Medical ? []
        : [.. All.Skip(1).Where(alert => alert != Fresh && IsSecond(alert)).Take(MostNamed)];

    /// <summary>Whether the full advice was given within the hour.</summary>
    public bool IsGiven(Alert alert) => _given.Contains(alert.Sign.Id);

    /// <summary>What is remembered of them.</summary>
    public PersonMemory NotedIn(PersonMemory memory, DateTimeOffset now)
    {
        memory = Lead.IsQuestion ? memory : memory.Gave(Lead, now);
        memory = Fresh is { } fresh ? memory.Gave(fresh, now) with { Standing = memory.Standing } : memory;
        return Named.Aggregate(memory, (noted, alert) => noted.Told(alert, now));
    }

    private static bool IsSecond(Alert alert) => alert.Sign.Kind == SignKind.Medical && !alert.IsQuestion;
}
