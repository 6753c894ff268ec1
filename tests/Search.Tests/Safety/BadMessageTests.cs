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

    private static IEnumerable<string> Raised(string text) => Detector.DetectAll(text).Select(alert => alert.Sign.Id);
}
