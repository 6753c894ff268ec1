using System.Text.Json;
using System.Text.Json.Serialization;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Search.Evaluation;

/// <summary>How often messages alert, by what they hold.</summary>
/// <param name="Of">A sign's id, an urgency (<c>emergency</c>, <c>sameDay</c>, <c>soon</c>), or <c>calm</c> or <c>in</c> for false alarms.</param>
/// <param name="N">How many messages.</param>
/// <param name="Alerted">How many of them raised any sign.</param>
/// <param name="RightSign">How many raised a sign that was expected, and it leads; 0 for false alarms.</param>
/// <param name="Low">Lower end of the 95 % interval of the share alerted.</param>
/// <param name="High">Upper end.</param>
public sealed record SignFigures(string Of, int N, int Alerted, int RightSign, double Low, double High)
{
    /// <summary>How many raised a sign that was expected, leading or not; null where only the leading one is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Among { get; init; }

    /// <summary>Quantile of the normal distribution for 95 %.</summary>
    private const double Z = 1.959964;

    /// <summary>By urgency, by sign, and the false alarms; empty where no message has a sign or must have none.</summary>
    internal static IReadOnlyList<SignFigures> All(IReadOnlyList<Outcome> outcomes, WarningSigns signs)
    {
        var red = Figures.Of(QuestionKind.Red, outcomes);
        var rows = new List<SignFigures>();
        foreach (var urgency in Enum.GetValues<Urgency>().Reverse())
        {
            Add(JsonNamingPolicy.CamelCase.ConvertName(urgency.ToString()), red.FindAll(outcome => signs.Find(outcome.Question.Signs[0])?.Urgency == urgency));
        }

        foreach (var sign in red.Select(outcome => outcome.Question.Signs[0]).Distinct().Order(StringComparer.Ordinal))
        {
            Add(sign, red.FindAll(outcome => outcome.Question.Signs[0] == sign));
        }

        Add("calm", Figures.Of(QuestionKind.Calm, outcomes));
        if (rows.Count > 0)
        {
            Add("in", Figures.Of(QuestionKind.In, outcomes));
        }

        return rows;

        void Add(string name, List<Outcome> of)
        {
            if (of.Count > 0)
            {
                var alerted = of.Count(outcome => outcome.Alerted);
                var (low, high) = Interval(alerted, of.Count);
                rows.Add(new SignFigures(name, of.Count, alerted, of.Count(outcome => outcome.RightSign), low, high));
            }
        }
    }

    /// <summary>Wilson's score interval (1927), which stays honest near 0 and 1 and with few messages.</summary>
    internal static (double Low, double High) Interval(int hits, int n)
    {
        var share = hits / (double)n;
        var middle = (share + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z / (1 + (Z * Z / n)) * Math.Sqrt((share * (1 - share) / n) + (Z * Z / (4.0 * n * n)));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
