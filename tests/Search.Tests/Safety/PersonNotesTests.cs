using HipFaqBot.Search.Safety;
using Xunit.Abstractions;

namespace HipFaqBot.Search.Tests.Safety;

/// <summary>Who says of themselves that they are under 16, expect a baby or had one lately.</summary>
public sealed class PersonNotesTests(ITestOutputHelper output)
{
    private static readonly WarningSignDetector Detector =
        new(ShippedKnowledge.Knowledge.WarningSigns);

    private static readonly (string Expected, string Text)[] Messages =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Safety", "notes.tsv"))
            .Where(line => !line.StartsWith('#')).Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1]))];

    [Theory]
    [InlineData("under16")]
    [InlineData("maternity")]
    public void Nine_of_ten_who_say_it_are_understood(string note)
    {
        var said = Messages.Where(message => message.Expected == note).ToList();
        var missed = said.Where(message => !Notes(message.Text).Contains(note)).ToList();

        output.WriteLine($"{said.Count - missed.Count} of {said.Count}; missed:\n{string.Join('\n', missed)}");
        Assert.True(said.Count >= 10);
        Assert.True(missed.Count <= said.Count / 10);
    }

    [Fact]
    public void Who_only_speaks_of_it_is_not_taken_for_it()
    {
        var calm = Messages.Where(message => message.Expected == "-").ToList();
        var taken = calm.Where(message => Notes(message.Text).Any(note => note is "under16" or "maternity")).ToList();

        output.WriteLine($"{taken.Count} of {calm.Count} taken:\n{string.Join('\n', taken.Select(message => $"{string.Join(' ', Notes(message.Text))}: {message.Text}"))}");
        Assert.True(taken.Count <= calm.Count / 10);
    }

    private static IReadOnlyList<string> Notes(string text) => Detector.Detect(text, [], DateTimeOffset.UnixEpoch).Notes;
}
