using System.Globalization;

namespace HipFaqBot.Bench.Sockets;

/// <summary>How much load, for how long.</summary>
/// <param name="Conversations">Conversations with one open WebSocket each.</param>
/// <param name="Duration">How long they ask; opening them and the last answers come on top.</param>
/// <param name="Every">Each conversation asks once in so long, whether its last question was answered or not (open loop).</param>
internal sealed record LoadPlan(int Conversations, TimeSpan Duration, TimeSpan Every)
{
    public const string Usage = "sockets [--conversations 2000] [--minutes 10] [--every 10]";

    /// <summary>Questions of all conversations in a second.</summary>
    public double PerSecond => Conversations / Every.TotalSeconds;

    /// <summary>Questions in all.</summary>
    public int Questions => (int)(PerSecond * Duration.TotalSeconds);

    /// <summary>When the question of this number is due, from the beginning; they are spread evenly.</summary>
    public TimeSpan DueAt(int question) => Every * ((double)question / Conversations);

    /// <summary>The plan of these arguments, null where they make none.</summary>
    public static LoadPlan? Read(string[] arguments)
    {
        var plan = new LoadPlan(2000, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(10));
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length
                || !double.TryParse(arguments[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value <= 0)
            {
                return null;
            }

            switch (arguments[i])
            {
                case "--conversations":
                    plan = plan with { Conversations = (int)value };
                    break;
                case "--minutes":
                    plan = plan with { Duration = TimeSpan.FromMinutes(value) };
                    break;
                case "--every":
                    plan = plan with { Every = TimeSpan.FromSeconds(value) };
                    break;
                default:
                    return null;
            }
        }

        return plan;
    }
}
