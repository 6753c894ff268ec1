using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace HipFaqBot.Bot.Tests.Teams;

public sealed class TeamsSearchTests : IClassFixture<TeamsChannel>
{
    private readonly TeamsChannel _teams;
    private readonly string _chat = Guid.NewGuid().ToString("N");

    public TeamsSearchTests(TeamsChannel teams)
    {
        _teams = teams;
        _teams.ToNewChats = HttpStatusCode.Created;
    }

    [Fact]
    public async Task A_search_finds_answers_as_cards_with_all_that_stands_by_an_answer()
    {
        var result = await FindAsync("how long does physio take");

        Assert.Equal(("result", "list"), ((string?)result["type"], (string?)result["attachmentLayout"]));
        var finds = result["attachments"]!.AsArray();
        Assert.InRange(finds.Count, 1, 10);
        var first = finds[0]!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)first["contentType"]);
        Assert.Equal("How long does a course of hip physical therapy take?", (string?)first["preview"]!["content"]!["title"]);
        var card = first["content"]!.ToJsonString();
        Assert.Contains("General information, not a diagnosis.", card, StringComparison.Ordinal);
        Assert.Contains("https://", card, StringComparison.Ordinal);
        Assert.Contains("Written ", card, StringComparison.Ordinal);
        Assert.Empty(_teams.Requests(_chat));
    }

    [Fact]
    public async Task Before_anything_is_typed_it_shows_what_can_be_asked()
    {
        var invoke = Query("true");
        invoke["value"]!["parameters"]![0]!["name"] = "initialRun";

        var result = await ResultAsync(invoke);

        Assert.InRange(result["attachments"]!.AsArray().Count, 5, 10);
    }

    [Fact]
    public async Task Further_finds_can_be_asked_for()
    {
        var invoke = Query("true");
        invoke["value"]!["parameters"]![0]!["name"] = "initialRun";
        var all = (await ResultAsync(invoke))["attachments"]!.AsArray();
        invoke["id"] = "another"; // What comes twice under one id is answered once.
        invoke["value"]!["queryOptions"] = new JsonObject { ["skip"] = 1, ["count"] = 2 };

        var some = (await ResultAsync(invoke))["attachments"]!.AsArray();

        Assert.InRange(all.Count, 4, 10);
        Assert.Equal(all.Skip(1).Take(2).Select(find => find!.ToJsonString()), some.Select(find => find!.ToJsonString()));
    }

    [Fact]
    public async Task What_nothing_answers_is_a_line_of_plain_text()
    {
        var result = await FindAsync("what is the capital of france");

        Assert.Equal("message", (string?)result["type"]);
        Assert.StartsWith("I don't know the answer to that.", (string?)result["text"], StringComparison.Ordinal);
        Assert.DoesNotContain("*", (string)result["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_bot_never_does_stands_in_the_card_above_the_cautions()
    {
        var result = await FindAsync("can i have paracetamol with apixaban");

        var find = Assert.Single(result["attachments"]!.AsArray())!;
        Assert.StartsWith("I can't say whether it is safe to take those together.", (string?)find["preview"]!["content"]!["text"], StringComparison.Ordinal);
        var texts = find["content"]!["body"]!.AsArray().Select(block => (string?)block!["text"] ?? "").ToList();
        Assert.StartsWith("**I can't say whether it is safe to take those together.**", texts[0], StringComparison.Ordinal);
        Assert.Contains(texts, text => text.Contains("**Ask a pharmacist first** if you", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.StartsWith("Most adults can take", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("how much naproxen for a 7 year old", "I can't work out an amount of medicine for anybody.")]
    [InlineData("i am 12 can i have ibuprofen for my hip", "Tell an adult you trust now.")]
    public async Task Where_no_card_may_follow_it_is_a_line_of_plain_text(string typed, string line)
    {
        var result = await FindAsync(typed);

        Assert.Equal("message", (string?)result["type"]);
        Assert.StartsWith(line, (string?)result["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_pregnant_finds_the_maternity_team_first_on_a_medicines_card()
    {
        var result = await FindAsync("i am 24 weeks pregnant, do steroid injections help hip pain");

        var first = result["attachments"]![0]!["content"]!.ToJsonString();
        Assert.Contains("Ask your midwife or maternity team first", first, StringComparison.Ordinal);
        Assert.DoesNotContain("They can ease hip pain for a while", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_sign_shows_a_line_that_names_nothing_and_goes_once_to_the_persons_own_chat()
    {
        foreach (var typed in new[] { "i have crushing chest pain", "i have crushing chest pain and", "i have crushing chest pain and my hip" })
        {
            var result = await FindAsync(typed);

            Assert.Equal("message", (string?)result["type"]);
            Assert.Contains("I have written to you privately.", (string?)result["text"], StringComparison.Ordinal);
            Assert.DoesNotContain("chest", (string)result["text"]!, StringComparison.OrdinalIgnoreCase);
            Assert.Null(result["attachments"]);
        }

        Assert.StartsWith("**This may be an emergency.", Assert.Single(_teams.Requests("own-chat")).Text, StringComparison.Ordinal);
        Assert.Empty(_teams.Requests(_chat));
    }

    [Fact]
    public async Task Where_no_chat_can_be_opened_the_advice_stands_in_the_search_without_the_signs_name()
    {
        _teams.ToNewChats = HttpStatusCode.Forbidden;

        var result = await FindAsync("i have crushing chest pain");
        var harm = await FindAsync("i want to kill myself");

        Assert.Contains("This may be an emergency.", (string?)result["text"], StringComparison.Ordinal);
        Assert.DoesNotContain("**", (string)result["text"]!, StringComparison.Ordinal);
        Assert.Contains("Please write to me in a chat of your own.", (string?)harm["text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("""{"parameters":7}""")]
    public async Task A_value_that_is_no_search_is_a_bad_request(string value)
    {
        var invoke = Query("x");
        invoke["value"] = JsonNode.Parse(value);

        using var response = await _teams.PostAsync(invoke);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"parameters":[null,{"value":7},{"name":"search"}],"queryOptions":{"skip":-5,"count":-1}}""")]
    public async Task A_search_without_words_is_the_first_one(string value)
    {
        var invoke = Query("x");
        invoke["value"] = JsonNode.Parse(value);

        Assert.Equal("result", (string?)(await ResultAsync(invoke))["type"]);
    }

    private Task<JsonObject> FindAsync(string typed) => ResultAsync(Query(typed));

    private async Task<JsonObject> ResultAsync(JsonObject invoke)
    {
        using var response = await _teams.PostAsync(invoke);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!["composeExtension"]!.AsObject();
    }

    private JsonObject Query(string typed)
    {
        var invoke = _teams.Activity("invoke", "groupChat", _chat);
        invoke["name"] = "composeExtension/query";
        invoke["value"] = new JsonObject
        {
            ["commandId"] = "searchFaq",
            ["parameters"] = new JsonArray(new JsonObject { ["name"] = "question", ["value"] = typed }),
            ["queryOptions"] = new JsonObject { ["skip"] = 0, ["count"] = 25 },
        };
        return invoke;
    }
}
