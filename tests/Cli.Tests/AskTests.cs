using System.Text.Json;

namespace HipFaqBot.Cli.Tests;

public sealed class AskTests : IDisposable
{
    private readonly KnowledgeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Json_has_the_properties_that_scripts_read()
    {
        var run = HipFaq.Run(_folder, "ask", "how many weeks of physio will i need", "--json");

        Assert.Equal(0, run.Exit);
        Assert.Empty(run.Error);
        var json = run.Json();
        Shape.Has(json, "decision", "entry", "confidence", "candidates", "alert", "milliseconds");
        Assert.Equal("answer", json.GetProperty("decision").GetString());
        Assert.Equal("duration", json.GetProperty("entry").GetString());
        Assert.InRange(json.GetProperty("confidence").GetDouble(), 0.5, 1);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("alert").ValueKind);
        Assert.True(json.GetProperty("milliseconds").GetDouble() > 0);
        var best = json.GetProperty("candidates")[0];
        Shape.Has(best, "id", "question", "confidence");
        Assert.Equal("How long does a course of therapy take?", best.GetProperty("question").GetString());
        Assert.Equal(json.GetProperty("confidence").GetDouble(), best.GetProperty("confidence").GetDouble());
    }

    [Fact]
    public void A_declined_question_has_no_entry()
    {
        var json = HipFaq.Run(_folder, "ask", "What is the capital of France?", "--json").Json();

        Assert.Equal("decline", json.GetProperty("decision").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("entry").ValueKind);
        Assert.InRange(json.GetProperty("candidates").GetArrayLength(), 0, 3);
    }

    [Theory]
    [InlineData("therapy")]
    [InlineData("is therapy number 3 any good")]
    public void Candidates_are_shown_whatever_the_decision_and_never_more_than_three(string question)
    {
        for (var i = 0; i < 5; i++)
        {
            _folder.WriteEntry($"therapy-{i}", $"Is therapy number {i} any good?", $"therapy {i}");
        }

        var json = HipFaq.Run(_folder, "ask", question, "--json").Json();

        Assert.Equal(3, json.GetProperty("candidates").GetArrayLength());
    }

    [Theory]
    [InlineData("")]
    [InlineData("🤕🤕")]
    [InlineData("@file")]
    [InlineData("'; DROP TABLE entries; --")]
    [InlineData("<script>alert(1)</script>")]
    public void Odd_text_is_a_question_like_any_other(string text)
    {
        var run = HipFaq.Run(_folder, "ask", text, "--json");

        Assert.Equal(0, run.Exit);
        Assert.Equal("decline", run.Json().GetProperty("decision").GetString());
    }

    [Fact]
    public void A_raised_sign_shows_the_steps_of_its_urgency()
    {
        var settings = new Dictionary<string, string?> { ["Data:Folder"] = _folder.Data, ["Search:Training"] = "off" };

        var run = HipFaq.Run(settings, "ask", "my hip replacement feels hot and i have been shivering", "--kb", Shipped.Knowledge);

        Assert.StartsWith("alert: rf-fever-joint (emergency)", run.Output, StringComparison.Ordinal);
        Assert.Contains("Say if you have an artificial hip, or had surgery.", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("emergency department or urgent advice line.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Under_an_emergency_the_answer_is_said_to_be_held_back()
    {
        _folder.WriteEntry("stairs", "Can I use the stairs?", "may i climb stairs with chest pain");

        var run = HipFaq.Run(_folder, "ask", "may i climb stairs with chest pain", "--explain");
        var json = HipFaq.Run(_folder, "ask", "may i climb stairs with chest pain", "--json").Json();

        Assert.StartsWith("alert: rf-chest-breath (emergency)", run.Output, StringComparison.Ordinal);
        Assert.Contains("answer held back: stairs (", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("The answer about stairs.", run.Output, StringComparison.Ordinal);
        Assert.Contains("lexical", run.Output, StringComparison.Ordinal);
        Assert.Equal(("answer", "stairs"), (json.GetProperty("decision").GetString(), json.GetProperty("entry").GetString()));
        Shape.Has(json.GetProperty("alert"), "sign", "urgency", "held");
        Assert.Equal(["stairs"], json.GetProperty("alert").GetProperty("held").EnumerateArray().Select(id => id.GetString()));
    }

    [Theory]
    [InlineData("[]", false)]
    [InlineData("[general]", true)]
    public void Under_a_lesser_sign_its_held_categories_alone_are_held_back(string categories, bool isHeld)
    {
        _folder.WriteEntry("stairs", "Can I use the stairs?", "may i climb stairs with a fever");
        var signs = File.ReadAllText(Path.Combine(_folder.Knowledge, "warning-signs.yaml"));
        _folder.Write("knowledge/warning-signs.yaml", signs.Replace("title: Fever,", $"title: Fever, heldCategories: {categories},", StringComparison.Ordinal));

        var run = HipFaq.Run(_folder, "ask", "may i climb stairs with a fever");

        Assert.StartsWith("alert: rf-fever-joint (sameDay)", run.Output, StringComparison.Ordinal);
        Assert.Equal(isHeld, run.Output.Contains("answer held back: stairs (", StringComparison.Ordinal));
        Assert.Equal(!isHeld, run.Output.Contains("The answer about stairs.", StringComparison.Ordinal));
    }

    [Fact]
    public void Under_an_emergency_suggestions_and_a_decline_are_held_back_too()
    {
        for (var i = 0; i < 3; i++)
        {
            _folder.WriteEntry($"stairs-{i}", $"Are stairs number {i} too steep?", $"stairs with chest pain {i}");
        }

        var suggested = HipFaq.Run(_folder, "ask", "stairs with chest pain").Output;
        var declined = HipFaq.Run(_folder, "ask", "i have chest pain what is the capital of france").Output;

        Assert.Contains("suggestions held back: stairs-", suggested, StringComparison.Ordinal);
        Assert.DoesNotContain("too steep?", suggested, StringComparison.Ordinal);
        Assert.Contains("decline (", declined, StringComparison.Ordinal);
        Assert.DoesNotContain("I don't know the answer", declined, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_adds_words_and_features()
    {
        var json = HipFaq.Run(_folder, "ask", "is a daily walk good for me", "--explain", "--json").Json();

        Shape.Has(json, "decision", "entry", "confidence", "candidates", "alert", "milliseconds", "explain");
        var explain = json.GetProperty("explain");
        Assert.NotEqual(0, explain.GetProperty("words").GetArrayLength());
        var best = explain.GetProperty("candidates")[0];
        Shape.Has(best, "id", "confidence", "features");
        Assert.InRange(best.GetProperty("features").GetProperty("lexical").GetDouble(), 0.1, 1);
    }

    /// <summary>Enough phrasings for the ranker to learn from, and a synonym.</summary>
    private void Teach()
    {
        _folder.Write("knowledge/synonyms.txt", "physio, physical therapy\n");
        string[] ends = ["", " please", " for my mother", " in winter", " after a fall", " with a stick", " at my age", " every day", " in the morning", " at work"];
        _folder.WriteEntry("walking", "Should I keep walking with a sore hip?", [.. ends.SelectMany(end => new[] { $"is a daily walk good for me{end}", $"can i go on walking{end}" })]);
        _folder.WriteEntry("duration", "How long does a course of physical therapy take?", [.. ends.SelectMany(end => new[] { $"how many weeks of physical therapy will i need{end}", $"when am i done with therapy{end}" })]);
    }

    [Fact]
    public void Explain_tells_words_repairs_synonyms_the_way_each_feature_and_why()
    {
        Teach();

        var explain = HipFaq.Run(_folder, "ask", "can i walk after weks of physical therapy or is it not good", "--explain", "--json").Json().GetProperty("explain");

        Shape.Has(explain, "words", "candidates", "fired", "way", "corrections", "expansions", "why");
        Assert.Contains("weks→weeks", explain.GetProperty("corrections").EnumerateArray().Select(Replaced));
        Assert.Contains("physical therapy→physio", explain.GetProperty("expansions").EnumerateArray().Select(Replaced));
        Assert.Contains("week", explain.GetProperty("words").EnumerateArray().Select(word => word.GetString()));
        Assert.Equal("learned", explain.GetProperty("way").GetString());
        var best = explain.GetProperty("candidates")[0];
        Shape.Has(best.GetProperty("features"), "lexical", "known", "learned", "discriminant", "nearest");
        Assert.InRange(best.GetProperty("features").GetProperty("learned").GetDouble(), 0.2, 1);
        Assert.InRange(best.GetProperty("features").GetProperty("discriminant").GetDouble(), -10, 0);
        Assert.InRange(best.GetProperty("features").GetProperty("nearest").GetDouble(), 0.3, 1);
        Assert.Matches(@"^[01]\.\d{3} for the best .*: (answered|suggested|declined)$", explain.GetProperty("why").GetString());

        static string Replaced(JsonElement replacement) => $"{replacement.GetProperty("from").GetString()}→{replacement.GetProperty("to").GetString()}";
    }

    [Fact]
    public void A_person_reads_the_same_explanation()
    {
        Teach();

        var output = HipFaq.Run(_folder, "ask", "can i walk after weks of physical therapy or is it not good", "--explain").Output;

        Assert.Contains("weks → weeks", output, StringComparison.Ordinal);
        Assert.Contains("synonyms: ", output, StringComparison.Ordinal);
        Assert.Contains("found by: learned", output, StringComparison.Ordinal);
        Assert.Matches(@"decision: [01]\.\d{3} for the best", output);
        Assert.Contains("nearest", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_reads_the_answer_with_sources_date_and_disclaimer()
    {
        var run = HipFaq.Run(_folder, "ask", "how many weeks of physio will i need", "--explain");

        Assert.Equal(0, run.Exit);
        Assert.StartsWith("answer: duration", run.Output, StringComparison.Ordinal);
        Assert.Contains("The answer about duration.", run.Output, StringComparison.Ordinal);
        Assert.Contains("Hips, Society, 2025. https://example.org/hips", run.Output, StringComparison.Ordinal);
        Assert.Contains("Written 2026-11-23, not yet reviewed by a clinician.", run.Output, StringComparison.Ordinal);
        Assert.Contains("not a diagnosis", run.Output, StringComparison.Ordinal);
        Assert.Contains("lexical", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_reads_an_honest_decline_with_the_emergency_number()
    {
        var run = HipFaq.Run(_folder, "ask", "What is the capital of France?");

        Assert.StartsWith("decline", run.Output, StringComparison.Ordinal);
        Assert.Contains("emergency call 112", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("{", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_a_terminal_gets_no_colour()
    {
        var run = HipFaq.Run(_folder, "ask", "how many weeks of physio will i need", "--explain");

        Assert.DoesNotContain("\u001b", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_index_is_kept_in_the_data_folder_and_shared()
    {
        HipFaq.Run(_folder, "ask", "walking");
        var first = Directory.GetDirectories(Path.Combine(_folder.Data, "index"));
        HipFaq.Run(_folder, "ask", "ice");

        Assert.Single(first);
        Assert.Equal(first, Directory.GetDirectories(Path.Combine(_folder.Data, "index")));
    }

    [Fact]
    public void A_data_folder_that_cannot_be_written_costs_only_a_word_on_standard_error()
    {
        var file = _folder.Write("a-file", "");
        var settings = new Dictionary<string, string?> { ["Knowledge:Folder"] = _folder.Knowledge, ["Data:Folder"] = file };

        var run = HipFaq.Run(settings, "ask", "how many weeks of physio will i need", "--json");

        Assert.Equal(0, run.Exit);
        Assert.Equal("duration", run.Json().GetProperty("entry").GetString());
        Assert.Contains("Data:Folder", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Kb_wins_over_the_setting()
    {
        using var other = new KnowledgeFolder();
        other.WriteEntry("shoes", "Which shoes are best?", "what shoes should i wear");

        var run = HipFaq.Run(_folder, "ask", "what shoes should i wear", "--kb", other.Knowledge, "--json");

        Assert.Equal("shoes", run.Json().GetProperty("candidates")[0].GetProperty("id").GetString());
    }

    [Fact]
    public void A_knowledge_file_is_asked_without_leaving_a_folder_beside_it()
    {
        var file = _folder.Write("set/kb.jsonl", """
            {"id":"alarm","question":"Wake me at eight","alternates":["set an alarm"],"answer":""}
            {"id":"music","question":"Play a song","alternates":["put some jazz on"],"answer":""}
            """);

        var run = HipFaq.Run([], "ask", "put some jazz on", "--kb", file, "--json");

        Assert.Equal("music", run.Json().GetProperty("candidates")[0].GetProperty("id").GetString());
        Assert.Equal([file], Directory.GetFileSystemEntries(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public void Knowledge_with_errors_is_not_asked()
    {
        _folder.Write("knowledge/entries/general/walking.md", "---\nid: walking\n");

        var run = HipFaq.Run(_folder, "ask", "walking", "--json");

        Assert.Equal(1, run.Exit);
        Assert.Empty(run.Output);
        Assert.Contains("entries/general/walking.md:1: error: ", run.Error, StringComparison.Ordinal);
    }
}
