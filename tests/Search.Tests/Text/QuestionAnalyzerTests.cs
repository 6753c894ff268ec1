using System.Text;
using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Tests.Text;

public sealed class QuestionAnalyzerTests
{
    [Theory]
    [InlineData("HIP Pain", "hip", "pain")]
    [InlineData("is my hip OK?", "is", "my", "hip", "ok")]
    [InlineData("  hip\t\r\n pain ", "hip", "pain")]
    public void Case_and_punctuation_do_not_count(string text, params string[] expected) => AssertWords(text, expected);

    [Theory]
    [InlineData("café naïve Müller", "cafe", "naiv", "muller")]
    [InlineData("cafe\u0301", "cafe")]
    public void Accents_do_not_count_composed_or_not(string text, params string[] expected) => AssertWords(text, expected);

    [Theory]
    [InlineData("therapy's", "therapi")]
    [InlineData("therapy’s", "therapi")]
    [InlineData("THERAPY'S role", "therapi", "role")]
    public void A_possessive_counts_as_its_word(string text, params string[] expected) => AssertWords(text, expected);

    [Fact]
    public void Both_apostrophes_are_one() => Assert.Equal(Words("can't don't"), Words("can’t don’t"));

    [Theory]
    [InlineData("exercise exercises exercised exercising", "exercis", "exercis", "exercis", "exercis")]
    [InlineData("therapy therapies", "therapi", "therapi")]
    [InlineData("hips realigned", "hip", "realign")]
    public void Endings_do_not_count(string text, params string[] expected) => AssertWords(text, expected);

    [Theory]
    [InlineData("my hip hurts.what now", "my", "hip", "hurt", "what", "now")]
    [InlineData("hip_pain", "hip", "pain")]
    [InlineData("38.5 degrees", "38.5", "degre")]
    public void A_missing_space_does_not_join_words(string text, params string[] expected) => AssertWords(text, expected);

    [Theory]
    [InlineData("how long not when", "how", "long", "not", "when")]
    public void Words_that_tell_questions_apart_are_kept(string text, params string[] expected) => AssertWords(text, expected);

    [Theory]
    [InlineData("𝐡𝐢𝐩 𝓹𝓪𝓲𝓷", "hip", "pain")]
    [InlineData("ｈｉｐ　ｐａｉｎ", "hip", "pain")]
    [InlineData("ⓗⓘⓟ", "hip")]
    [InlineData("ﬁrst", "first")]
    public void Fancy_letters_are_letters(string text, params string[] expected) => AssertWords(text, expected);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("?!… --- ()")]
    [InlineData("\0\0\0")]
    [InlineData("😀🦴👩‍⚕️")]
    [InlineData("\ud83d")]
    [InlineData("\udc00\ud800")]
    public void A_text_without_words_has_none(string text) => AssertWords(text);

    [Theory]
    [InlineData("hip\0pain", "hip", "pain")]
    [InlineData("hip \ud83d pain", "hip", "pain")]
    [InlineData("my 🦴 hip😀 hurts", "my", "hip", "hurt")]
    public void What_is_no_word_stands_between_words(string text, params string[] expected) => AssertWords(text, expected);

    [Fact]
    public void Markup_and_database_language_are_words_like_others()
    {
        AssertWords("<script>alert('hip')</script>", "script", "alert", "hip", "script");
        AssertWords("'; DROP TABLE entries; -- hip", "drop", "tabl", "entri", "hip");
        AssertWords("hip AND pain* OR +sore~2 (", "hip", "and", "pain", "or", "sore", "2");
    }

    [Fact]
    public void Of_a_very_long_text_the_beginning_is_read()
    {
        var words = Words(string.Concat(Enumerable.Repeat("hip ", 25_000)));

        Assert.Equal(QuestionAnalyzer.MaxCharacters / 4, words.Count);
        Assert.All(words, word => Assert.Equal("hip", word));
    }

    [Theory]
    [InlineData('x')]
    [InlineData('\ufdfa')]
    [InlineData('\u0301')]
    [InlineData('\ud83d')]
    [InlineData('\'')]
    public void A_hundred_thousand_of_one_character_are_no_trouble(char character) => Words(new string(character, 100_000));

    [Fact]
    public void A_pair_of_characters_cut_at_the_limit_is_no_trouble() =>
        AssertWords(new string(' ', QuestionAnalyzer.MaxCharacters - 5) + "hip \ud83e\uddb4", "hip");

    [Fact]
    public void Random_text_never_throws()
    {
        var random = new Random(20261123);
        for (var i = 0; i < 2_000; i++)
        {
            var text = new StringBuilder();
            for (var length = random.Next(40); length > 0; length--)
            {
                text.Append((char)random.Next(random.Next(2) == 0 ? 0x80 : 0x10000));
            }

            Words(text.ToString());
        }
    }

    [Fact]
    public void Many_threads_share_an_analyzer()
    {
        using var analyzer = new QuestionAnalyzer("");

        Parallel.For(0, 1_000, i => Assert.Equal(["hip", $"{i}"], analyzer.Words($"hips {i}")));
    }

    private static void AssertWords(string text, params string[] expected) => Assert.Equal(expected, Words(text));

    private static IReadOnlyList<string> Words(string text)
    {
        using var analyzer = new QuestionAnalyzer("");
        return analyzer.Words(text);
    }
}
