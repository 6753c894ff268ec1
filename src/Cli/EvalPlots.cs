using HipFaqBot.Search.Evaluation;
using ScottPlot;

namespace HipFaqBot.Cli;

/// <summary>The plots of the evaluation's page, as SVG that stands in the page itself.</summary>
internal static class EvalPlots
{
    private const int Width = 560;
    private const int Height = 360;
    private const int Bars = 20;

    private static readonly Color InColor = Color.FromHex("#0b6e6e");
    private static readonly Color OutColor = Color.FromHex("#b4531f");
    private static readonly Color Faint = Color.FromHex("#9aa5a5");

    /// <summary>Share right by confidence. On the diagonal the confidence is honest; below it the bot is surer than it should be.</summary>
    public static string Calibration(IReadOnlyList<CalibrationBin> table)
    {
        var plot = Shares("confidence of the best entry", "share right");
        var diagonal = plot.Add.Line(0, 0, 1, 1);
        diagonal.Color = Faint;
        diagonal.LinePattern = LinePattern.Dashed;
        var line = plot.Add.Scatter(table.Select(bin => bin.Confidence).ToArray(), table.Select(bin => bin.Right).ToArray());
        line.Color = InColor;
        line.LineWidth = 2;
        line.MarkerSize = 8;
        return Svg(plot);
    }

    /// <summary>How confidences spread over questions that an entry answers and questions that nothing answers.</summary>
    public static string Confidences(IReadOnlyList<Outcome> outcomes)
    {
        var plot = Shares("confidence of the best entry", "share of the questions");
        Spread(plot, QuestionKind.In, "an entry answers it", InColor, outcomes, shift: 0);
        Spread(plot, QuestionKind.Out, "nothing answers it", OutColor, outcomes, shift: 0.5);
        plot.Axes.AutoScaleY();
        plot.ShowLegend(Alignment.UpperCenter);
        return Svg(plot);
    }

    /// <summary>What a threshold costs: which share of the questions is answered rightly, and which wrongly, from that confidence on.</summary>
    public static string Thresholds(IReadOnlyList<Outcome> outcomes)
    {
        var plot = Shares("answer from this confidence", "share of the questions");
        var inside = outcomes.Where(outcome => outcome.Question.Kind == QuestionKind.In).ToList();
        var outside = outcomes.Where(outcome => outcome.Question.Kind == QuestionKind.Out).ToList();
        Curve("answered rightly", InColor, inside, outcome => outcome.Rank == 1);
        Curve("answered wrongly", OutColor, inside, outcome => outcome.Rank != 1);
        Curve("answered though nothing answers it", Faint, outside, _ => true);
        plot.ShowLegend(Alignment.UpperRight);
        return Svg(plot);

        void Curve(string name, Color color, List<Outcome> of, Func<Outcome, bool> counts)
        {
            if (of.Count == 0)
            {
                return;
            }

            var thresholds = Enumerable.Range(0, 101).Select(step => step / 100.0).ToArray();
            var shares = thresholds.Select(threshold => of.Count(outcome => outcome.Confidence >= threshold && counts(outcome)) / (double)of.Count).ToArray();
            var line = plot.Add.ScatterLine(thresholds, shares, color);
            line.LineWidth = 2;
            line.LegendText = name;
        }
    }

    private static void Spread(Plot plot, QuestionKind kind, string name, Color color, IReadOnlyList<Outcome> outcomes, double shift)
    {
        var asked = outcomes.Where(outcome => outcome.Question.Kind == kind).ToList();
        if (asked.Count == 0)
        {
            return;
        }

        var bars = asked
            .GroupBy(outcome => Math.Min(Bars - 1, (int)(outcome.Confidence * Bars)))
            .Select(bar => new Bar
            {
                Position = (bar.Key + 0.25 + shift) / Bars,
                Value = bar.Count() / (double)asked.Count,
                Size = 0.5 / Bars,
                FillColor = color,
                LineWidth = 0,
            });
        plot.Add.Bars(bars.ToArray()).LegendText = name;
    }

    private static Plot Shares(string x, string y)
    {
        var plot = new Plot();
        plot.XLabel(x);
        plot.YLabel(y);
        plot.Axes.SetLimits(0, 1, 0, 1);
        return plot;
    }

    private static string Svg(Plot plot)
    {
        using (plot)
        {
            // A page holds the element alone, without the line that begins an XML file.
            var svg = plot.GetSvgXml(Width, Height);
            return svg[svg.IndexOf("<svg", StringComparison.Ordinal)..];
        }
    }
}
