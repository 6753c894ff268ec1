using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Tests.Text;

public sealed class SynonymTests
{
    [Theory]
    [InlineData("physio, physiotherapy, physical therapy, pt", "is physical therapy good", "is", "physio", "good")]
    [InlineData("physio, physiotherapy, physical therapy, pt", "PT or Physiotherapy", "physio", "or", "physio")]
    [InlineData("physio, physiotherapy, physical therapy, pt", "is physical exercise good", "is", "physic", "exercis", "good")]
    [InlineData("physio, physiotherapy, physical therapy, pt", "physical", "physic")]
    public void Every_word_of_a_group_becomes_its_first(string rules, string text, params string[] expected) => AssertWords(rules, text, expected);

    [Theory]
    [InlineData("walking stick, cane", "canes", "walk", "stick")]
    [InlineData("cane, walking stick", "walking sticks", "cane")]
    [InlineData("therapist, physical therapists", "a physical therapist's advice", "a", "therapist", "advic")]
    public void Endings_do_not_count_in_groups_either(string rules, string text, params string[] expected) => AssertWords(rules, text, expected);

    [Theory]
    [InlineData("thr and surgery when", "hip", "replac", "and", "surgeri", "when")]
    [InlineData("when thr surgery", "when", "hip", "replac", "surgeri")]
    [InlineData("tha thr", "hip", "replac", "hip", "replac")]
    [InlineData("avn scan soon", "avascular", "necrosi", "of", "bone", "scan", "soon")]
    public void A_first_of_several_words_stands_in_one_piece(string text, params string[] expected) =>
        AssertWords("hip replacement, thr, tha\navascular necrosis of bone, avn", text, expected);

    [Fact]
    public void The_longest_group_wins() =>
        AssertWords("hip, hips\ndoctor, hip doctor\nsurgeon, hip doctor surgeon", "hip doctor surgeon hip doctor hip", "surgeon", "doctor", "hip");

    [Fact]
    public void A_rule_with_an_arrow_goes_one_way()
    {
        AssertWords("fizio, fysio => physio", "fizio physio", "physio", "physio");
        AssertWords("a => b", "b", "b");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n\n")]
    public void There_may_be_no_rule(string rules) => AssertWords(rules, "sore hips", "sore", "hip");

    [Fact]
    public void Comments_blank_lines_and_windows_line_ends_are_no_rules() =>
        AssertWords("# Pain\r\n\r\nsore, achy\r\n", "achy hips", "sore", "hip");

    [Theory]
    [InlineData("a => b => c")]
    [InlineData("sore, ?!")]
    [InlineData(",")]
    [InlineData("sore =>")]
    [InlineData("=> sore")]
    public void A_broken_rule_is_refused(string rules) =>
        Assert.Throws<FormatException>(() => new QuestionAnalyzer(rules));

    private static void AssertWords(string rules, string text, params string[] expected)
    {
        using var analyzer = new QuestionAnalyzer(rules);
        Assert.Equal(expected, analyzer.Words(text));
    }
}
