using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using HipFaqBot.Search.Evaluation;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching.Learning;

namespace HipFaqBot.Cli;

/// <summary><c>hipfaq eval FILE…</c>: how well questions with known answers are met, and whether that got worse.</summary>
internal static class EvalCommand
{
    public static Command Create(KnowledgeFinder knowledge)
    {
        var files = new Argument<string[]>("file")
        {
            Description = "Questions files (.jsonl).",
            Arity = ArgumentArity.OneOrMore,
        };
        files.Validators.Add(EachMustExist);
        var kb = Parts.Kb();
        var baseline = new Option<string>("--baseline")
        {
            Description = "An earlier report.json: compare with it, and exit with 1 if a guarded figure is worse by more than half a point.",
            HelpName = "report",
        };
        baseline.Validators.Add(result => Parts.MustExist(result, result.GetValueOrDefault<string>()));
        var folder = new Option<string>("--out") { Description = "Write report.json, report.html (figures, plots, worst mistakes) and mistakes.csv to this folder.", HelpName = "dir" };
        var signs = new Option<bool>("--signs") { Description = "Measure the detector of warning signs alone: questions files, labelled messages or pairs (.tsv). See docs/warning-signs.md." };
        var folds = new Option<int>("--folds") { Description = "With --signs: deal the messages into so many parts, and judge each by what is learned without it.", HelpName = "n" };
        folds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is not (0 or (> 1 and <= 100)))
            {
                result.AddError("'--folds' must be a number from 2 to 100.");
            }
        });
        var part = new Option<SignPart>("--part") { Description = "With --signs: the part of the detector that judges, all, patterns or learned.", HelpName = "part" };
        var json = Parts.Json();
        var change = new Option<MessageChange>("--changed") { Description = "With --signs: change the messages first, capitals, noPunctuation, typo, wordy (300 harmless words around) or cut (in two messages).", HelpName = "how" };
        var command = new Command("eval", "Measure how well questions with known answers are met.") { files, kb, baseline, folder, signs, folds, part, change, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(signs) ? result.GetValue(baseline) is not null || result.GetValue(folder) is not null : result.GetValue(folds) != 0 || result.GetValue(part) != SignPart.All || result.GetValue(change) != MessageChange.None)
            {
                result.AddError(result.GetValue(signs) ? "'--signs' goes with neither '--baseline' nor '--out'." : "'--folds', '--part' and '--changed' go with '--signs' only.");
            }
        });
        command.SetAction(parsed => parsed.GetValue(signs) ? EvalSignsAlone.Run(
            new Screen(parsed.InvocationConfiguration),
            knowledge,
            new SignEvalRequest(parsed.GetRequiredValue(files), parsed.GetValue(kb), parsed.GetValue(part), parsed.GetValue(folds), parsed.GetValue(change), parsed.GetValue(json))) : Run(
            new Screen(parsed.InvocationConfiguration),
            knowledge,
            new EvalRequest(
                parsed.GetRequiredValue(files), parsed.GetValue(kb), parsed.GetValue(baseline), parsed.GetValue(folder), parsed.GetValue(json))));
        return command;
    }

    private static int Run(Screen screen, KnowledgeFinder finder, EvalRequest request)
    {
        EvaluationReport? baseline = null;
        if (request.Baseline is not null && (baseline = ReadBaseline(request.Baseline, screen)) is null)
        {
            return ExitCode.BadUsage;
        }

        using var encoder = finder.OpenEncoder(screen);
        if (encoder is null || ReadQuestions(request.Files, QuestionFile.Read, screen) is not { } questions || finder.ReadOrExplain(request.Kb, screen) is not { } knowledge)
        {
            return ExitCode.Failed;
        }

        WarnOfUnknownEntries(questions, knowledge, screen);
        TellOfTraining(knowledge, screen);
        var run = new Evaluator(encoder, TimeProvider.System).Run(knowledge, questions);
        var comparison = baseline is null ? null : ReportComparison.Of(baseline, run.Report);
        if (request.Folder is not null && !EvalFiles.TryWrite(request.Folder, run, comparison, screen))
        {
            return ExitCode.Failed;
        }

        if (request.Json)
        {
            screen.Line(run.Report.ToJson());
        }
        else
        {
            EvalText.Print(run, screen);
        }

        return comparison is null || Compare(comparison, screen, request.Json) ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Says what the first half minute is spent on. Standard output is the report's alone.</summary>
    private static void TellOfTraining(KnowledgeBase knowledge, Screen screen)
    {
        if (Rankers.CanLearn(knowledge))
        {
            var phrasings = knowledge.Entries.Sum(entry => entry.Phrasings.Count + 1);
            var decoys = knowledge.Decoys.Sum(topic => topic.Count);
            screen.Progress(string.Create(CultureInfo.InvariantCulture, $"Learning from {phrasings:N0} phrasings{(decoys > 0 ? $" and {decoys:N0} decoys" : "")} …"));
        }
    }

    private static bool Compare(ReportComparison comparison, Screen screen, bool json)
    {
        if (!json)
        {
            screen.Line();
            EvalText.Print(comparison, screen);
        }

        foreach (var row in comparison.Worse)
        {
            screen.Complain($"hipfaq: {row.Name} is worse than in the baseline: {EvalText.Share(row.Baseline)} then, {EvalText.Share(row.Now)} now.");
        }

        return !comparison.Worse.Any();
    }

    private static void EachMustExist(ArgumentResult files)
    {
        foreach (var file in files.Tokens.Select(token => token.Value).Where(file => !Parts.IsOption(files, file)))
        {
            Parts.MustExist(files, file);
        }
    }

    private static EvaluationReport? ReadBaseline(string path, Screen screen)
    {
        try
        {
            return EvaluationReport.FromJson(File.ReadAllText(path));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            screen.Complain($"hipfaq: the baseline {path} is no report: {e.Message} (name a report.json that 'hipfaq eval --out' has written).");
            return null;
        }
    }

    internal static List<EvaluationQuestion>? ReadQuestions(IReadOnlyList<string> files, Func<string, QuestionReading> read, Screen screen)
    {
        var readings = files.Select(read).ToList();
        var problems = readings.SelectMany(reading => reading.Problems).ToList();
        if (problems.Count == 0)
        {
            return [.. readings.SelectMany(reading => reading.Questions)];
        }

        foreach (var problem in problems)
        {
            screen.Complain(problem.ToString());
        }

        screen.Complain("hipfaq: the questions have errors, so nothing was measured (mend what is listed above).");
        return null;
    }

    private static void WarnOfUnknownEntries(List<EvaluationQuestion> questions, KnowledgeBase knowledge, Screen screen)
    {
        var lost = questions.Where(question => question.Kind == QuestionKind.In && !question.Ids.Any(id => knowledge.Find(id) is not null)).ToList();
        if (lost.Count > 0)
        {
            screen.Complain($"hipfaq: {lost.Count} of the questions cannot be met, because the knowledge has none of their entries, such as '{lost[0].Ids[0]}' ({lost[0].Path}:{lost[0].Line}).");
        }
    }
}

internal sealed record EvalRequest(IReadOnlyList<string> Files, string? Kb, string? Baseline, string? Folder, bool Json);
