using System.Net;
using System.Text.Json.Nodes;

namespace HipFaqBot.Bot.Tests.Teams;

public sealed class TeamsEditTests : IClassFixture<TeamsChannel>
{
    private readonly TeamsChannel _teams;
    private readonly string _chat = Guid.NewGuid().ToString("N");

    public TeamsEditTests(TeamsChannel teams)
    {
        _teams = teams;
        _teams.ToUpdates = HttpStatusCode.OK;
    }

    [Theory]
    [InlineData("personal")]
    [InlineData("groupChat")]
    public async Task A_changed_question_changes_its_answer_where_it_stands(string kind)
    {
        var question = _teams.Message("How long does hip physical therapy take?", kind, _chat);
        var first = await _teams.SendAsync(question);
        _ = await _teams.SendAsync(_teams.Message("What is hip arthritis?", kind, _chat));

        var changes = await _teams.SendAsync(Edited(question, "Can I realign my hips myself?", kind));

        Assert.Equal(first.Select(request => ("PUT", request.Id)), changes.Select(change => (change.Method, change.Id)));
        Assert.Equal("al-self", changes[0].Reply.Entry);
        Assert.NotNull(changes[1].Card);
    }

    [Fact]
    public async Task What_the_new_question_has_no_card_for_is_taken_away()
    {
        var question = _teams.Message("How long does hip physical therapy take?", conversation: _chat);
        var first = await _teams.SendAsync(question);

        var changes = await _teams.SendAsync(Edited(question, "What is the capital of France?"));

        Assert.Equal([("PUT", first[0].Id), ("DELETE", first[1].Id)], changes.Select(change => (change.Method, change.Id)));
        Assert.Equal("decline", changes[0].Reply.Decision);
    }

    [Fact]
    public async Task A_warning_sign_in_a_changed_message_is_a_new_message_so_that_it_is_seen()
    {
        var question = _teams.Message("How long does hip physical therapy take?", conversation: _chat);
        _ = await _teams.SendAsync(question);

        var alert = Assert.Single(await _teams.SendAsync(Edited(question, "i have crushing chest pain")));

        Assert.Equal("POST", alert.Method);
        Assert.StartsWith("**This may be an emergency.", alert.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_changed_is_given_anew()
    {
        var question = _teams.Message("How long does hip physical therapy take?", conversation: _chat);
        _ = await _teams.SendAsync(question);
        _teams.ToUpdates = HttpStatusCode.NotFound;

        var answers = await _teams.SendAsync(Edited(question, "Can I realign my hips myself?"));

        Assert.Equal(["POST", "POST"], answers.Select(answer => answer.Method));
        Assert.Equal("al-self", answers[0].Reply.Entry);
    }

    [Fact]
    public async Task A_change_of_a_message_that_was_never_answered_is_answered()
    {
        var answers = await _teams.SendAsync(Edited(_teams.Message("old", conversation: _chat), "Can I realign my hips myself?"));

        Assert.Equal(["POST", "POST"], answers.Select(answer => answer.Method));
    }

    [Theory]
    [InlineData("messageUpdate", "undeleteMessage")]
    [InlineData("messageUpdate", null)]
    [InlineData("messageDelete", "softDeleteMessage")]
    public async Task Other_changes_are_taken_in_silence(string type, string? eventType)
    {
        var change = _teams.Activity(type, conversation: _chat);
        change["channelData"]!["eventType"] = eventType;

        Assert.Empty(await _teams.SendAsync(change));
    }

    private JsonObject Edited(JsonObject message, string text, string kind = "personal")
    {
        var edit = _teams.Message(text, kind, (string)message["conversation"]!["id"]!);
        (edit["type"], edit["id"]) = ("messageUpdate", (string)message["id"]!);
        edit["channelData"]!["eventType"] = "editMessage";
        edit["timestamp"] = "2026-11-24T10:00:00Z";
        return edit;
    }
}
