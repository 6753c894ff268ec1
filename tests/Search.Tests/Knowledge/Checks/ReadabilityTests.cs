using HipFaqBot.Search.Knowledge.Checks;

namespace HipFaqBot.Search.Tests.Knowledge.Checks;

/// <summary>The Flesch-Kincaid grade, 0.39 words per sentence + 11.8 syllables per word - 15.59, against examples counted by hand.</summary>
public sealed class ReadabilityTests
{
    private static readonly Glossary Known = new(new Dictionary<string, string> { ["osteoarthritis"] = "wear", ["stress fracture"] = "a crack" }, ["paracetamol"]);

    [Theory]
    [InlineData("hip", 1)]
    [InlineData("the", 1)]
    [InlineData("knee", 1)]
    [InlineData("move", 1)]
    [InlineData("while", 1)]
    [InlineData("eased", 1)]
    [InlineData("swelled", 1)]
    [InlineData("sides", 1)]
    [InlineData("strength", 1)]
    [InlineData("30", 1)]
    [InlineData("muscle", 2)]
    [InlineData("muscles", 2)]
    [InlineData("troubled", 2)]
    [InlineData("rested", 2)]
    [InlineData("changes", 2)]
    [InlineData("bodies", 2)]
    [InlineData("agree", 2)]
    [InlineData("rescue", 2)]
    [InlineData("exercise", 3)]
    [InlineData("exercises", 4)]
    [InlineData("activity", 4)]
    public void Syllables_are_those_that_one_hears(string word, int syllables) => Assert.Equal(syllables, Readability.Syllables(word));

    /// <summary>Words, syllables and sentences stand behind each.</summary>
    [Theory]
    [InlineData(-2.81, "Rest the hip.", "Sit down.")] // 5, 5, 2: 0.975 + 11.8 - 15.59
    [InlineData(4.0, "Most people feel better within six weeks.")] // 7, 10, 1: 2.73 + 16.86 - 15.59
    [InlineData(9.18, "The exercises help.")] // 3, 6, 1: 1.17 + 23.6 - 15.59
    [InlineData(-1.84, "Walk 1,000 steps a day.")] // 5, 5, 1: a figure is one word of one syllable
    [InlineData(5.25, "Osteoarthritis is common.")] // 3, 5, 1: the term counts two
    [InlineData(1.31, "A stress fracture heals.")] // 3, 4, 1: the term is one word of two
    [InlineData(0.72, "Paracetamol can ease pain.")] // 4, 5, 1: the drug counts two
    public void The_grade_is_the_formulas(double grade, params string[] sentences) =>
        Assert.Equal(grade, Math.Round(new Readability(Known).Grade(sentences), 2));

    [Theory]
    [InlineData(3, 1.0, 3.0, 9.0)]
    [InlineData(5, 7.0, 3.0)]
    [InlineData(4, 4.0)]
    public void The_median_is_the_middle(double median, params double[] grades) => Assert.Equal(median, Readability.Median(grades));

    [Fact]
    public void Each_list_item_is_a_sentence_and_each_sentence_has_its_line()
    {
        const string answer = "Rest a bit.\nThen walk on,\nslowly. Stop at **noon**.\n\n## Later\n\n- Sit *down*\n- Get up; see [this](https://example.org/a.b)\n";

        Assert.Equal(
            [
                ("Rest a bit.", 10), ("Then walk on, slowly.", 11), ("Stop at noon.", 12), ("Later", 14), ("Sit down", 16), ("Get up; see this", 17),
            ],
            AnswerSentences.Of(answer, 10));
    }

    [Theory]
    [InlineData("Add 0.5 miles, e.g. 20 minutes more. Rest then.", 2)]
    [InlineData("We open at 8 am. Come in.", 2)]
    [InlineData("We open at 8 a.m. on Mondays.", 1)]
    [InlineData("Ask Dr. Smith.", 1)]
    [InlineData("He said \"stop.\" Then he left.", 2)]
    [InlineData("Is it safe? No. Stop!", 3)]
    [InlineData("After that: Walk.", 2)]
    [InlineData("Driving: once you can stop.", 1)]
    public void A_sentence_ends_where_a_reader_stops(string text, int sentences) => Assert.Equal(sentences, AnswerSentences.Of(text, 1).Count);

    [Theory]
    [InlineData("It's a follow-up at 8.30, for 1,000 steps.", 8)]
    [InlineData("and/or", 1)]
    [InlineData("2, 4 or 6", 4)]
    public void Words_are_counted_as_read(string text, int words) => Assert.Equal(words, AnswerSentences.Words(text));
}
