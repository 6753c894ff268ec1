using HipFaqBot.Search.Safety;

namespace HipFaqBot.Search.Tests.Safety;

/// <summary>Messages in every shape that people send: one grave sentence is found in each.</summary>
public sealed class BadMessageTests
{
    private static readonly WarningSignDetector Detector =
        new(ShippedKnowledge.Knowledge.WarningSigns);

    private static readonly string Story = string.Join(' ', Enumerable.Repeat("We had tea in the garden with the neighbours and it was lovely.", 160));

    [Fact]
    public void In_a_story_of_four_thousand_words_the_one_sentence_that_matters_is_found()
    {
        var story = $"{Story} I fell this morning and cannot stand on my leg. {Story}";

        Assert.InRange(story.Split(' ').Length, 3_800, 4_200);
        Assert.Contains("rf-fall-no-weight", Raised(story));
        Assert.Contains("rf-fall-no-weight", Raised(story.ToUpperInvariant()));
        Assert.Contains("rf-fall-no-weight", Raised(string.Concat(story.Where(letter => letter is not ('.' or ',')))));
        Assert.Empty(Raised($"{Story} {Story}"));
    }

    [Theory]
    [InlineData("I FELL AND CANNOT STAND!!!")]
    [InlineData("i fell and cannot stand i was in the garden it is cold what now")]
    [InlineData("😭😭 i fell 🤕 and cannot stand 😭")]
    [InlineData("hola, me duele la cadera. i fell and cannot stand. gracias por su ayuda")]
    [InlineData("ich bin im Garten, i fell and cannot stand, bitte helfen")]
    public void Capitals_missing_stops_emoji_and_other_languages_do_not_hide_it(string text) =>
        Assert.Contains("rf-fall-no-weight", Raised(text));

    [Fact]
    public void Every_word_of_the_knowledge_can_be_typed_with_any_ending_or_a_slip_at_its_end()
    {
        var words = ShippedKnowledge.Knowledge.SignMessages.SelectMany(message => message.Text.ToLowerInvariant().Split(' ')).Append("christmas")
            .Where(word => word.Length > 2 && word.All(char.IsAsciiLetter)).Distinct().ToList();
        var typed = words.SelectMany(word => new[] { word, $"{word}s", $"{word}es", $"{word}ed", $"{word}ing", $"{word}e", word[..^1], $"{word[..^2]}{word[^1]}{word[^2]}" });

        foreach (var message in typed.Chunk(40))
            Assert.Null(Record.Exception(() => Detector.DetectAll(string.Join(' ', message))));
    }

    private static IEnumerable<string> Raised(string text) => Detector.DetectAll(text).Select(alert => alert.Sign.Id);
}
