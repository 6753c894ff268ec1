namespace HipFaqBot.Cli.Tests;

public sealed class CheckTests : IDisposable
{
    private readonly KnowledgeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Json_counts_entries_and_phrasings_and_lists_problems()
    {
        var run = HipFaq.Run(_folder, "check", "--json");

        Assert.Equal(0, run.Exit);
        Assert.Empty(run.Error);
        var json = run.Json();
        Shape.Has(json, "errors", "warnings", "entries", "phrasings", "problems");
        Assert.Equal(0, json.GetProperty("errors").GetInt32());
        Assert.Equal(3, json.GetProperty("entries").GetInt32());
        Assert.Equal(6, json.GetProperty("phrasings").GetInt32());
        Assert.Equal(json.GetProperty("problems").GetArrayLength(), json.GetProperty("warnings").GetInt32());
        var problem = json.GetProperty("problems").EnumerateArray().First(problem => problem.GetProperty("rule").GetString() == "few-phrasings");
        Shape.Has(problem, "path", "line", "severity", "rule", "message");
        Assert.Equal("warning", problem.GetProperty("severity").GetString());
        Assert.Equal("entries/general/duration.md", problem.GetProperty("path").GetString());
        Assert.Equal(5, problem.GetProperty("line").GetInt32());
    }

    [Fact]
    public void An_error_ends_with_1_and_is_named_with_file_and_line()
    {
        var file = Path.Combine(_folder.Knowledge, "entries", "general", "ice.md");
        File.WriteAllText(file, File.ReadAllText(file).Replace("[KEY]", "[OTHER]", StringComparison.Ordinal));

        var run = HipFaq.Run(_folder, "check");
        var json = HipFaq.Run(_folder, "check", _folder.Knowledge, "--json");

        Assert.Equal(1, run.Exit);
        Assert.StartsWith($"{file}:8: error: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 error, ", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, json.Exit);
        Assert.Equal(1, json.Json().GetProperty("errors").GetInt32());
        Assert.Equal("error", json.Json().GetProperty("problems")[0].GetProperty("severity").GetString());
    }

    [Fact]
    public void Errors_come_first_and_a_summary_by_rule_last()
    {
        var file = Path.Combine(_folder.Knowledge, "entries", "general", "ice.md");
        File.WriteAllText(file, File.ReadAllText(file).Replace("[KEY]", "[OTHER]", StringComparison.Ordinal));

        var lines = HipFaq.Run(_folder, "check").Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

        var problems = lines.TakeWhile(line => line.Contains(": error: ", StringComparison.Ordinal) || line.Contains(": warning: ", StringComparison.Ordinal)).ToList();
        Assert.All(problems, line => Assert.Matches(@"^.+:\d+: (error|warning): .+ \(.+\)\.$", line));
        Assert.Equal(1, problems.FindLastIndex(line => line.Contains(": error: ", StringComparison.Ordinal)) + 1);
        Assert.Single(problems, line => line.Contains("Not signed by a clinician: ", StringComparison.Ordinal));
        Assert.Equal("errors: 1 unknown-source", lines[problems.Count]);
        Assert.Matches(@"^warnings: \d+ \S+, ", lines[problems.Count + 1]);
        Assert.EndsWith("Mend the errors before patients meet this version.", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_below_the_current_directory_are_short()
    {
        var name = Path.GetRandomFileName();
        Directory.CreateDirectory(name);
        try
        {
            var run = HipFaq.Run([], "check", name);

            Assert.StartsWith($"{Path.Combine(name, "site.yaml")}:0: error: ", run.Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(name);
        }
    }

    [Fact]
    public void A_folder_that_the_settings_name_wrongly_is_an_error_with_its_cure()
    {
        var run = HipFaq.Run(new Dictionary<string, string?> { ["Knowledge:Folder"] = Path.Combine(_folder.Root, "lost") }, "check");

        Assert.Equal(1, run.Exit);
        Assert.Contains("set Knowledge:Folder", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_knowledge_has_no_errors()
    {
        var run = HipFaq.Run([], "check", Shipped.Knowledge, "--json");

        Assert.Equal(0, run.Exit);
        Assert.True(run.Json().GetProperty("entries").GetInt32() >= 17);
    }
}
