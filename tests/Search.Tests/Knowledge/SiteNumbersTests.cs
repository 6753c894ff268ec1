using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Tests.Knowledge;

public sealed class SiteNumbersTests
{
    private static readonly SiteNumbers Shipped = ShippedKnowledge.Knowledge.Site.Numbers;

    [Theory]
    [InlineData("GB", HelpPurpose.UrgentAdvice, "111")]
    [InlineData("AU", HelpPurpose.UrgentAdvice, "1800 022 222")]
    [InlineData("CA", HelpPurpose.UrgentAdvice, "811")]
    [InlineData("US", HelpPurpose.Crisis, "988")]
    [InlineData("GB", HelpPurpose.Crisis, "116 123")]
    [InlineData("AU", HelpPurpose.Crisis, "13 11 14")]
    [InlineData("ES", HelpPurpose.Crisis, "024")]
    [InlineData("US", HelpPurpose.Poison, "1-800-222-1222")]
    [InlineData("AU", HelpPurpose.Poison, "13 11 26")]
    [InlineData("GB", HelpPurpose.Poison, "111")]
    public void A_countrys_number_for_a_purpose_is_its_own(string region, HelpPurpose purpose, string phone) =>
        Assert.Equal(phone, Assert.Single(Shipped.For(region, purpose)).Number.Phone);

    [Fact]
    public void A_purpose_without_a_number_falls_back_to_the_emergency_number() =>
        Assert.Equal("911", Assert.Single(Shipped.For("US", HelpPurpose.UrgentAdvice)).Number.Phone);

    [Fact]
    public void Without_a_region_every_countrys_number_is_given_and_Europes_once()
    {
        var numbers = Shipped.For(null, HelpPurpose.Emergency);

        Assert.Equal(["EU", "GB", "US", "CA", "AU"], numbers.Select(row => row.Country.Code));
        Assert.Equal(
            "your local emergency number (112 in Europe, 999 in the UK, 911 in the US and Canada, 000 in Australia)",
            Shipped.Emergency(null));
    }

    [Fact]
    public void Where_a_country_has_no_number_for_a_purpose_people_fall_back_on_its_emergency_number() =>
        Assert.Equal(["112 EU", "911 US"], Shipped.Instead(HelpPurpose.UrgentAdvice).Select(row => $"{row.Number.Phone} {row.Country.Code}"));

    [Fact]
    public void A_country_that_is_not_in_the_table_is_as_good_as_none() =>
        Assert.StartsWith("your local emergency number (", Shipped.Emergency("FR"), StringComparison.Ordinal);

    [Fact]
    public void Readers_abroad_are_told_what_to_call() =>
        Assert.Equal("Outside the UK: your local emergency number (112 in Europe).", Shipped.Abroad("GB"));

    [Fact]
    public void A_tap_calls_the_digits() =>
        Assert.Equal("tel:18002221222", Shipped.Find("US")!.For(HelpPurpose.Poison)!.Call);

    [Theory]
    [InlineData("phone: call us", "phone")]
    [InlineData("page: example.org", "url")]
    [InlineData("checked: yesterday", "wrong-type")]
    public void A_mistake_in_the_table_is_named(string line, string rule)
    {
        var problems = new ProblemList();
        var name = line.Split(':')[0];
        string[] fields = ["label: L", "phone: '999'", "page: 'https://example.org'", "checked: null"];
        var number = string.Join(", ", fields.Where(field => !field.StartsWith(name, StringComparison.Ordinal)).Append(line));

        SiteFile.Parse($"name: x\nnumbers: {{GB: {{name: y, emergency: {{{number}}}}}}}", problems);

        Assert.Equal(rule, Assert.Single(problems.Sorted()).Rule);
    }

    [Fact]
    public void A_disclaimer_left_blank_is_the_standard_one()
    {
        var problems = new ProblemList();

        Assert.Equal(Site.Default.Disclaimer, SiteFile.Parse("name: x\ndisclaimer: '  '", problems).Disclaimer);
        Assert.Empty(problems.Sorted());
    }
}
