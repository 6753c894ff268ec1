using System.Text.Json;
using System.Text.RegularExpressions;
using HipFaqBot.Bot.Pages;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Tests.Pages;

/// <summary>The chat's own words in several languages.</summary>
public sealed class PageWordsTests
{
    private static readonly PageWords Words = PageWords.BesideTheProgram();

    [Theory]
    [InlineData("es", "es", "Copiar")]
    [InlineData("es-MX", "es", "Copiar")]
    [InlineData("DE-at", "de", "Kopieren")]
    [InlineData("en-GB", "en", "Copy")]
    [InlineData("ar", "en", "Copy")]
    [InlineData("", "en", "Copy")]
    public void A_language_without_a_file_is_English(string asked, string language, string copy)
    {
        Assert.Equal(language, Words.LanguageOf(asked));
        Assert.Equal(copy, Words.Of(asked)["copy"]);
    }

    [Fact]
    public void Every_file_has_every_word_with_its_places_and_no_other()
    {
        var english = Read("en");
        foreach (var language in Words.Languages)
        {
            var words = Read(language);
            Assert.Equal(english.Keys.Order(StringComparer.Ordinal), words.Keys.Order(StringComparer.Ordinal));
            Assert.All(words, one => Assert.Equal(Places(english[one.Key]), Places(one.Value)));
            Assert.DoesNotContain(words.Values, string.IsNullOrWhiteSpace);
        }
    }

    [Fact]
    public async Task The_page_has_the_words_of_the_language_that_is_asked_for_and_the_answers_keep_theirs()
    {
        using var host = new RunningBot();
        var html = await host.Http.GetStringAsync(new Uri(host.Http.BaseAddress!, "/chat?language=es"));
        var arabic = await host.Http.GetStringAsync(new Uri(host.Http.BaseAddress!, "/chat?language=ar"));
        var nonsense = await host.Http.GetStringAsync(new Uri(host.Http.BaseAddress!, "/chat?language=%3Cscript%3E"));

        Assert.Contains("<html lang=\"en\" dir=\"ltr\">", html, StringComparison.Ordinal);
        Assert.Contains("<span>Empezar de nuevo</span>", html, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Herramientas del chat y número de emergencia\" lang=\"es\"", html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\" dir=\"rtl\">", arabic, StringComparison.Ordinal);
        Assert.Contains("\"language\":\"ar\"", arabic, StringComparison.Ordinal);
        Assert.Contains("<span>Start over</span>", arabic, StringComparison.Ordinal);
        Assert.Contains("\"language\":\"en\"", nonsense, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("es", "Preguntas sobre el dolor de cadera", "En caso de emergencia, llame al número de emergencias de su país (en Europa, el 112).")]
    [InlineData("fr-CA", "Questions sur les douleurs de hanche", "En cas d’urgence, appelez le numéro d’urgence de votre pays (le 112 en Europe).")]
    [InlineData("de", "Fragen zu Hüftschmerzen", "Rufen Sie im Notfall den Notruf Ihres Landes an (in Europa 112).")]
    [InlineData("ar", "Hip pain questions", "In an emergency call your local emergency number (112 in Europe, 999 in the UK, 911 in the US and Canada, 000 in Australia).")]
    public void Title_and_emergency_line_are_in_the_language_that_is_asked_for(string tag, string title, string line)
    {
        var text = PageText.In(Site(region: null), PageWords.BesideTheProgram(), tag);

        Assert.Equal((title, line), (text.Title, text.EmergencyLine));
    }

    [Theory]
    [InlineData("en", "In an emergency call 999.")]
    [InlineData("es", "En caso de emergencia, llame al 999.")]
    [InlineData("fr", "En cas d’urgence, appelez le 999.")]
    [InlineData("de", "Rufen Sie im Notfall die 999 an.")]
    public void In_a_known_country_the_line_names_its_number(string tag, string line) =>
        Assert.Equal(line, PageText.In(Site("GB"), PageWords.BesideTheProgram(), tag).EmergencyLine);

    private static Site Site(string? region) =>
        KnowledgeReader.Read(Repository.Path("knowledge"), new DateOnly(2026, 11, 26)).Knowledge!.Site with { Region = region };

    private static Dictionary<string, string> Read(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Repository.Path($"src/Bot/Pages/words/{language}.json")))!;

    private static IEnumerable<string> Places(string text) => Regex.Matches(text, @"\{\w+\}").Select(one => one.Value).Order(StringComparer.Ordinal);
}
