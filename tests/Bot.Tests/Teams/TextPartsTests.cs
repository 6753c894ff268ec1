using HipFaqBot.Bot.Teams;

namespace HipFaqBot.Bot.Tests.Teams;

public sealed class TextPartsTests
{
    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("one para\n\ntwo para", 12, "one para", "two para")]
    [InlineData("one line\ntwo line", 12, "one line", "two line")]
    [InlineData("One two. Three four.", 12, "One two.", "Three four.")]
    [InlineData("aaaa bbbb cccc", 10, "aaaa bbbb", "cccc")]
    [InlineData("aaaaaaaaaaaaaaa", 10, "aaaaaaaaaa", "aaaaa")]
    public void A_long_text_is_cut_where_a_reader_would_pause(string text, int most, params string[] parts) =>
        Assert.Equal(parts, TextParts.Of(text, most));

    [Fact]
    public void A_character_of_two_places_stays_whole() => Assert.Equal(["a😀", "😀b"], TextParts.Of("a😀😀b", 4));

    [Fact]
    public void No_word_is_lost_and_no_part_is_too_long()
    {
        var text = string.Join("\n\n", Enumerable.Range(0, 200).Select(i => string.Join(' ', Enumerable.Range(0, (i % 37) + 1).Select(j => $"word{j}."))));

        var parts = TextParts.Of(text, 500);

        Assert.All(parts, part => Assert.InRange(part.Length, 1, 500));
        Assert.Equal(Words(text), Words(string.Join(' ', parts)));

        static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
