using HipFaqBot.Search.Safety;
using Xunit.Abstractions;

namespace HipFaqBot.Search.Tests.Safety;

/// <summary>
/// What the bot never does, over messages that were written before the patterns were run on them: <c>limits.tsv</c> as people mostly ask,
/// <c>limits-paraphrased.tsv</c> and <c>limits-roundabout.tsv</c> in roundabout words. <c>limits-personal.tsv</c>, about medicines for one
/// person, was written beside the patterns, and <c>limits-held-out.tsv</c> was never mended on.
/// </summary>
public sealed class LimitsTests(ITestOutputHelper output)
{
    private static readonly Limits Shipped = ShippedKnowledge.Knowledge.Limits;

    public static TheoryData<string> Files => ["limits.tsv", "limits-paraphrased.tsv", "limits-roundabout.tsv", "limits-personal.tsv"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Nine_of_ten_requests_are_known_for_what_they_are(string file)
    {
        var asked = Messages(file).Where(message => message.Expected != "-").ToList();
        var missed = asked.Where(message => Shipped.Detect(message.Text)?.Id != message.Expected).ToList();

        output.WriteLine($"{asked.Count - missed.Count} of {asked.Count}; missed:\n{string.Join('\n', missed.Select(message => $"{message.Expected} <- {Shipped.Detect(message.Text)?.Id}: {message.Text}"))}");
        Assert.All(asked.GroupBy(message => message.Expected), rule => Assert.True(rule.Count() >= 8, rule.Key));
        Assert.True(missed.Count <= asked.Count / 10);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Ordinary_questions_are_left_alone(string file)
    {
        var calm = Messages(file).Where(message => message.Expected == "-").ToList();
        var taken = calm.Where(message => Shipped.Detect(message.Text) is not null).ToList();

        output.WriteLine($"{taken.Count} of {calm.Count} taken:\n{string.Join('\n', taken.Select(message => $"{Shipped.Detect(message.Text)!.Id}: {message.Text}"))}");
        Assert.True(taken.Count <= calm.Count / 20);
    }

    [Fact]
    public void Of_requests_that_nothing_was_mended_on_four_of_five_are_known()
    {
        var messages = Messages("limits-held-out.tsv").ToList();
        var asked = messages.Where(message => message.Expected != "-").ToList();
        var known = asked.Count(message => Shipped.Detect(message.Text)?.Id == message.Expected);
        var taken = messages.Count(message => message.Expected == "-" && Shipped.Detect(message.Text) is not null);

        output.WriteLine($"{known} of {asked.Count} known, {taken} of {messages.Count - asked.Count} ordinary questions taken");
        Assert.True(known >= asked.Count * 0.8, $"{known} of {asked.Count}");
        Assert.True(taken <= 2, $"{taken}");
    }

    [Fact]
    public void Nearly_none_of_the_shipped_phrasings_is_taken_for_a_request()
    {
        var knowledge = ShippedKnowledge.Knowledge;
        var phrasings = knowledge.Entries.SelectMany(entry => entry.Phrasings.Prepend(entry.Question)).ToList();
        var withheld = phrasings.Where(phrasing => Shipped.Detect(phrasing) is { ShowsAnswer: false }).ToList();

        output.WriteLine($"{withheld.Count} of {phrasings.Count}:\n{string.Join('\n', withheld)}\n\nAbove the answer:\n{string.Join('\n', phrasings.Where(phrasing => Shipped.Detect(phrasing) is { ShowsAnswer: true }))}");
        Assert.InRange(withheld.Count, 0, phrasings.Count / 200);
    }

    private static IEnumerable<(string Expected, string Text)> Messages(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Safety", file))
            .Where(line => !line.StartsWith('#')).Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1]));
}
