using HipFaqBot.Bot.Conversation;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Tests.Conversation;

/// <summary>Whom an alert tells people to call: the clinic's country first, and every number from <c>site.yaml</c>.</summary>
public sealed class NumbersTests(NumbersTests.Clinics clinics) : IClassFixture<NumbersTests.Clinics>
{
    [Theory]
    [InlineData("GB", "[999](tel:999)", "the UK", "dial 18000 for Relay UK")]
    [InlineData("US", "[911](tel:911)", "the US", "dial 711 for a relay")]
    [InlineData("AU", "[000](tel:000)", "Australia", "dial 106 from a textphone")]
    public async Task The_clinics_country_leads_and_readers_abroad_have_a_line(string region, string link, string country, string relay)
    {
        var bot = clinics.In(region);

        var text = (await bot.SayAsync("i fell and cannot stand")).Text;

        Assert.StartsWith($"**This may be an emergency. Call {link} now.**", text, StringComparison.Ordinal);
        Assert.Contains($"- **Emergency:** {link}. If you cannot speak or hear: ", text, StringComparison.Ordinal);
        Assert.Contains(relay, text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"- Outside {country}: your local emergency number (112 in Europe).", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{number}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_country_each_purpose_has_its_own_number_and_one_that_lacks_it_falls_back_to_the_emergency_number()
    {
        var (britain, states) = (clinics.In("GB"), clinics.In("US"));
        const string today = "my calf is swollen and red since the flight";

        Assert.Contains("**Urgent advice:** [111](tel:111), NHS 111.", (await britain.SayAsync(today)).Text, StringComparison.Ordinal);
        Assert.Contains("**Poison help line:** [111](tel:111), NHS 111.", (await britain.SayAsync("i took too many paracetamol")).Text, StringComparison.Ordinal);
        Assert.Contains("**Crisis line:** [116 123](tel:116123), Samaritans. Text SHOUT to 85258.", (await britain.SayAsync("i want to kill myself")).Text, StringComparison.Ordinal);
        Assert.Contains("**Emergency:** [911](tel:911).", (await states.SayAsync(today)).Text, StringComparison.Ordinal);
        Assert.Contains("**Poison help line:** [1-800-222-1222](tel:18002221222)", (await states.SayAsync("i took too many paracetamol")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_region_the_country_stands_beside_every_number()
    {
        var bot = clinics.In(null);

        var emergency = (await bot.SayAsync("i fell and cannot stand")).Text;
        var overdose = (await bot.SayAsync("i took too many paracetamol")).Text;

        Assert.StartsWith("**This may be an emergency. Call your local emergency number now.**", emergency, StringComparison.Ordinal);
        Assert.All((string[])["[112](tel:112) in Europe", "[999](tel:999) in the UK", "[911](tel:911) in the US", "[000](tel:000) in Australia"],
            number => Assert.Contains(number, emergency, StringComparison.Ordinal));
        Assert.Contains("**If you cannot speak or hear:**", emergency, StringComparison.Ordinal);
        Assert.Contains("The UK: Dial 18000 for Relay UK", emergency, StringComparison.Ordinal);
        Assert.Contains("[111](tel:111) in the UK (dial 18001 111 for Relay UK", overdose, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\]\(tel:\d+\)(?! in )", emergency);
        Assert.DoesNotMatch(@"\]\(tel:\d+\)(?! in )", overdose);
    }

    [Fact]
    public async Task Without_a_region_nobody_is_left_without_a_number()
    {
        var bot = clinics.In(null);

        var today = (await bot.SayAsync("my calf is swollen and red since the flight")).Text;
        var overdose = (await bot.SayAsync("i took too many paracetamol")).Text;
        var despair = (await bot.SayAsync("i cannot cope with the pain any more")).Text;

        Assert.Contains(
            " Elsewhere: your doctor or, if it gets worse, your local emergency number ([112](tel:112) in Europe, [911](tel:911) in the US).", today, StringComparison.Ordinal);
        Assert.Matches(@"\*\*Poison help line:\*\* .* Elsewhere: your local emergency number\.\n", overdose);
        Assert.Matches(@"\*\*Crisis line:\*\* .* Elsewhere: your local emergency number \(\[112\]\(tel:112\) in Europe\)\.\n", despair);
        Assert.DoesNotMatch(@"\]\(tel:\d+\)(?! in )", today);
    }

    [Fact]
    public void Without_a_region_a_purpose_that_no_country_has_falls_back_to_the_emergency_numbers()
    {
        HelpNumber ambulance = new(HelpPurpose.Emergency, "ambulance", "999", null, new Uri("https://example.org"), null);
        var site = new Site { Numbers = new SiteNumbers([new HelpCountry("GB", "the UK", [ambulance])]) };

        Assert.Equal("- **Emergency:** [999](tel:999) in the UK.", HelpLines.Of(site, HelpPurpose.UrgentAdvice));
        Assert.Equal("- **Emergency:** [999](tel:999) in the UK.", HelpLines.Of(site, HelpPurpose.Emergency, HelpPurpose.Poison));
    }

    [Fact]
    public async Task A_number_that_the_clinic_changes_is_the_one_that_is_said()
    {
        using var bot = new RunningBot([], knowledge =>
        {
            knowledge.Edit("site.yaml", "region: null ", "region: GB ");
            knowledge.Edit("site.yaml", "phone: \"999\"", "phone: \"0 1234 567\"");
        });

        Assert.StartsWith("**This may be an emergency. Call [0 1234 567](tel:01234567) now.**", (await bot.SayAsync("i fell and cannot stand")).Text, StringComparison.Ordinal);
        Assert.Contains("**In an emergency call 0 1234 567.**", (await bot.SayAsync("what is the capital of france")).Text, StringComparison.Ordinal);
    }

    /// <summary>A bot for each region, started when it is first asked.</summary>
    public sealed class Clinics : IDisposable
    {
        private readonly Dictionary<string, RunningBot> _bots = [];

        internal RunningBot In(string? region)
        {
            if (!_bots.TryGetValue(region ?? "", out var bot))
            {
                _bots[region ?? ""] = bot = new RunningBot([], knowledge => knowledge.Edit("site.yaml", "region: null ", $"region: {region ?? "null"} "));
            }

            return bot;
        }

        public void Dispose()
        {
            foreach (var bot in _bots.Values)
            {
                bot.Dispose();
            }
        }
    }
}
