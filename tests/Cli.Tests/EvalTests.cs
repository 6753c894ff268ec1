using System.Text.Json;
using HipFaqBot.Search.Evaluation;

namespace HipFaqBot.Cli.Tests;

public sealed class EvalTests : IDisposable
{
    private const string Questions = """
        {"text":"how many weeks of physio will i need","ids":["duration"],"kind":"in","signs":[]}
        {"text":"can i go on walking","ids":["ice"],"kind":"in","signs":[]}
        {"text":"capital of, \"well\", France","ids":[],"kind":"out","signs":[],"note":1}
        """;

    private readonly KnowledgeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Json_is_the_report_and_nothing_else()
    {
        var run = HipFaq.Run(_folder, "eval", _folder.Write("q.jsonl", Questions), "--json");

        Assert.Equal(0, run.Exit);
        Assert.Empty(run.Error);
        var json = run.Json();
        Shape.Has(json, "questions", "in", "out", "red", "calm", "falseAlarmsIn", "auroc", "outRefusedAt95", "joint", "ece", "latencyMs", "buildMs", "memoryMb", "calibration", "signs", "rankedBy", "ways");
        Assert.Equal(3, json.GetProperty("questions").GetInt32());
        Assert.Equal(0.5, json.GetProperty("in").GetProperty("top1").GetDouble());
        Assert.Equal(1, json.GetProperty("out").GetProperty("n").GetInt32());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("red").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("calm").ValueKind);
        var decided = new[] { "answeredRight", "answeredWrong", "suggestedRight", "suggestedWrong", "declined" };
        Assert.Equal(1, decided.Sum(name => json.GetProperty("in").GetProperty(name).GetDouble()), 12);
    }

    [Fact]
    public void Several_files_are_one_set()
    {
        var more = _folder.Write("more.jsonl", """{"text":"ice pack or not","ids":["ice"],"kind":"in"}""");

        var json = HipFaq.Run(_folder, "eval", _folder.Write("q.jsonl", Questions), more, "--json").Json();

        Assert.Equal(4, json.GetProperty("questions").GetInt32());
    }

    [Fact]
    public void A_person_reads_a_table()
    {
        var run = HipFaq.Run(_folder, "eval", _folder.Write("q.jsonl", Questions));

        Assert.StartsWith("3 questions", run.Output, StringComparison.Ordinal);
        Assert.Contains("in.top1", run.Output, StringComparison.Ordinal);
        Assert.Contains("50.0 %", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("red.alerted", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_knowledge_file_is_measured_in_place_of_the_folder()
    {
        var kb = _folder.Write("kb.jsonl", """{"id":"music","question":"Play a song","alternates":["put some jazz on"],"answer":""}""");
        var questions = _folder.Write("q.jsonl", """{"text":"put some jazz on","ids":["music"],"kind":"in"}""");

        var json = HipFaq.Run([], "eval", questions, "--kb", kb, "--json").Json();

        Assert.Equal(1, json.GetProperty("in").GetProperty("top1").GetDouble());
    }

    [Fact]
    public void It_says_what_it_learns_from_before_it_does_beside_the_report()
    {
        string[] things = ["kettle", "bicycle", "window", "umbrella", "guitar", "ladder", "mirror", "pillow", "candle", "hammer"];
        var kb = _folder.Write("kb.jsonl", string.Join('\n', things.Select(thing =>
            $$"""{"id":"{{thing}}","question":"Where is my {{thing}}?","alternates":["find the {{thing}}","i lost a {{thing}}","who took our {{thing}}"],"answer":""}""")));
        var questions = _folder.Write("q.jsonl", """{"text":"my kettle is gone","ids":["kettle"],"kind":"in"}""");

        var run = HipFaq.Run([], "eval", questions, "--kb", kb, "--json");

        Assert.Equal("Learning from 40 phrasings …", run.Error.Trim());
        Assert.Equal("learned", run.Json().GetProperty("rankedBy").GetString());
    }

    [Fact]
    public void Out_leaves_the_report_and_the_mistakes()
    {
        var folder = Path.Combine(_folder.Root, "deep", "reports");

        var run = HipFaq.Run(_folder, "eval", _folder.Write("q.jsonl", Questions), "--out", folder, "--json");

        Assert.Equal(run.Json().GetRawText(), JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "report.json"))).RootElement.GetRawText());
        var lines = File.ReadAllLines(Path.Combine(folder, "mistakes.csv"));
        Assert.Equal("mistake,kind,text,expected,best,rank,confidence,file,line", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("answered wrong,in,can i go on walking,ice,walking,", StringComparison.Ordinal) && line.EndsWith(",2", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_shows_figures_plots_and_mistakes_and_needs_no_other_file()
    {
        HipFaq.Run(_folder, "eval", _folder.Write("q.jsonl", Questions.Replace("France", "<b>France", StringComparison.Ordinal)), "--out", _folder.Root, "--json");

        var page = File.ReadAllText(Path.Combine(_folder.Root, "report.html"));

        Assert.Contains("<td>in.top1</td><td class=n>50.0 %</td>", page, StringComparison.Ordinal);
        Assert.Equal(3, page.Split("<svg").Length - 1);
        Assert.Contains("<td>answered wrong</td><td>can i go on walking</td><td>ice</td><td>walking</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>ice</td><td>walking</td><td>1</td><td>can i go on walking</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>France", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"http", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_a_comparison_marks_what_is_worse()
    {
        var questions = _folder.Write("q.jsonl", Questions);
        var report = EvaluationReport.FromJson(HipFaq.Run(_folder, "eval", questions, "--json").Output);
        var baseline = _folder.Write("before.json", (report with { In = report.In! with { Top1 = 0.9 } }).ToJson());

        HipFaq.Run(_folder, "eval", questions, "--baseline", baseline, "--out", _folder.Root);

        Assert.Contains(
            "<tr class=worse><td>in.top1</td><td class=n>90.0 %</td><td class=n>50.0 %</td><td>worse</td>",
            File.ReadAllText(Path.Combine(_folder.Root, "report.html")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_reads_the_gravest_mistakes_and_the_entries_taken_for_each_other()
    {
        var run = HipFaq.Run(_folder, "eval", _folder.Write("q.jsonl", Questions));

        Assert.Contains("answered wrong", run.Output, StringComparison.Ordinal);
        Assert.Contains("taken for each other", run.Output, StringComparison.Ordinal);
        Assert.Contains("0.9 to 1.0", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_knowledge_is_no_worse_than_itself()
    {
        var questions = _folder.Write("q.jsonl", Questions);
        HipFaq.Run(_folder, "eval", questions, "--out", _folder.Root, "--json");

        var run = HipFaq.Run(_folder, "eval", questions, "--baseline", Path.Combine(_folder.Root, "report.json"));

        Assert.Equal(0, run.Exit);
        Assert.Contains("baseline", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Worse_than_the_baseline_ends_with_1()
    {
        var questions = _folder.Write("q.jsonl", Questions);
        var report = EvaluationReport.FromJson(HipFaq.Run(_folder, "eval", questions, "--json").Output);
        var baseline = _folder.Write("report.json", (report with { In = report.In! with { Top1 = 0.506 } }).ToJson());

        var text = HipFaq.Run(_folder, "eval", questions, "--baseline", baseline);
        var json = HipFaq.Run(_folder, "eval", questions, "--baseline", baseline, "--json");

        Assert.Equal(1, text.Exit);
        Assert.Contains("worse", text.Output, StringComparison.Ordinal);
        Assert.Equal(1, json.Exit);
        Assert.Equal(3, json.Json().GetProperty("questions").GetInt32());
        Assert.Contains("in.top1 is worse", json.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("no json")]
    public void A_baseline_that_is_no_report_is_bad_usage(string text)
    {
        var run = HipFaq.Run(_folder, "eval", _folder.Write("q.jsonl", Questions), "--baseline", _folder.Write("report.json", text));

        Assert.Equal(2, run.Exit);
        Assert.Empty(run.Output);
        Assert.Contains("is no report", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", ":0: error: ")]
    [InlineData("{\"text\":\"a\",\"kind\":\"out\"}\n{\"text\":", ":2: error: ")]
    public void Questions_with_errors_are_named_and_not_measured(string text, string place)
    {
        var file = _folder.Write("q.jsonl", text);

        var run = HipFaq.Run(_folder, "eval", file, "--json");

        Assert.Equal(1, run.Exit);
        Assert.Empty(run.Output);
        Assert.StartsWith(file + place, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Questions_about_entries_that_are_not_there_are_counted_on_standard_error()
    {
        var file = _folder.Write("q.jsonl", """{"text":"ice pack or not","ids":["cold"],"kind":"in"}""");

        var run = HipFaq.Run(_folder, "eval", file, "--json");

        Assert.Equal(0, run.Exit);
        Assert.Contains("'cold'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Knowledge_with_errors_is_not_measured()
    {
        _folder.Write("knowledge/site.yaml", "name: [");

        var run = HipFaq.Run(_folder, "eval", _folder.Write("q.jsonl", Questions), "--json");

        Assert.Equal(1, run.Exit);
        Assert.Empty(run.Output);
        Assert.StartsWith("site.yaml:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_ends_with_1()
    {
        var file = _folder.Write("taken", "");

        var run = HipFaq.Run(_folder, "eval", _folder.Write("q.jsonl", Questions), "--out", file);

        Assert.Equal(1, run.Exit);
        Assert.Contains("--out", run.Error, StringComparison.Ordinal);
    }
}
