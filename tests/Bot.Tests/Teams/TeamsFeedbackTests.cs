using System.Net;
using System.Text.Json.Nodes;
using HipFaqBot.Bot.Conversation;
using Microsoft.Extensions.DependencyInjection;

namespace HipFaqBot.Bot.Tests.Teams;

public sealed class TeamsFeedbackTests : IClassFixture<TeamsChannel>, IDisposable
{
    private readonly TeamsChannel _teams;
    private readonly List<AnswerFeedback> _given = [];
    private readonly string _chat = Guid.NewGuid().ToString("N");

    public TeamsFeedbackTests(TeamsChannel teams)
    {
        _teams = teams;
        teams.Bot.Services.GetRequiredService<FeedbackEvents>().FeedbackGiven += _given.Add;
    }

    public void Dispose() => _teams.Bot.Services.GetRequiredService<FeedbackEvents>().FeedbackGiven -= _given.Add;

    [Theory]
    [InlineData("like", """{"feedbackText":"clear and short"}""", "clear and short")]
    [InlineData("dislike", "clear and short", "clear and short")]
    [InlineData("like", """{"feedbackText":""}""", null)]
    [InlineData("like", null, null)]
    public async Task Thumbs_are_told_with_the_entry_and_answered_with_an_empty_object(string reaction, string? feedback, string? comment)
    {
        var answer = await _teams.SendAsync(_teams.Message("Can I realign my hips myself?", conversation: _chat));
        _ = await _teams.SendAsync(_teams.Message("How long does hip physical therapy take?", conversation: _chat));

        using var response = await _teams.PostAsync(Feedback(reaction, feedback, answer[0].Id));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("{}", await response.Content.ReadAsStringAsync());
        Assert.Equal(new AnswerFeedback(reaction == "like", "al-self", comment), Assert.Single(_given));
        Assert.Empty(_teams.Requests(_chat));
        Assert.DoesNotContain("clear and short", _teams.Bot.Logs.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("like")]
    [InlineData("dislike")]
    public async Task Thumbs_are_counted_by_entry_and_reaction_and_no_word_of_the_comment_is(string reaction)
    {
        using var counted = new Counted("bot.feedback");
        var answer = await _teams.SendAsync(_teams.Message("Can I realign my hips myself?", conversation: _chat));

        using var response = await _teams.PostAsync(Feedback(reaction, "clear and short", answer[0].Id));

        Assert.Equal($"entry=al-self reaction={reaction} 1", Assert.Single(counted.All));
    }

    [Fact]
    public async Task Without_the_messages_name_it_is_about_the_newest_answer()
    {
        _ = await _teams.SendAsync(_teams.Message("Can I realign my hips myself?", conversation: _chat));

        using var response = await _teams.PostAsync(Feedback("like", null, replyTo: null));

        Assert.Equal("al-self", Assert.Single(_given).Entry);
    }

    [Fact]
    public async Task A_warning_sign_in_a_comment_is_written_about_in_the_persons_own_chat()
    {
        using var response = await _teams.PostAsync(Feedback("dislike", "useless, and now i have crushing chest pain", replyTo: null));

        Assert.Equal("{}", await response.Content.ReadAsStringAsync());
        Assert.StartsWith("**This may be an emergency.", Assert.Single(_teams.Requests("own-chat")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("chest", Assert.Single(_teams.Requests(_chat)).Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"feedback\"")]
    [InlineData("""{"actionName":"other"}""")]
    [InlineData("""{"actionName":"feedback"}""")]
    [InlineData("""{"actionName":"feedback","actionValue":"like"}""")]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"hooray"}}""")]
    public async Task Any_other_value_is_not_implemented(string value)
    {
        var invoke = Feedback("like", null, replyTo: null);
        invoke["value"] = JsonNode.Parse(value);

        using var response = await _teams.PostAsync(invoke);

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Empty(_given);
    }

    private JsonObject Feedback(string reaction, string? feedback, string? replyTo)
    {
        var invoke = _teams.Activity("invoke", conversation: _chat);
        (invoke["name"], invoke["replyToId"]) = ("message/submitAction", replyTo);
        invoke["value"] = new JsonObject
        {
            ["actionName"] = "feedback",
            ["actionValue"] = new JsonObject { ["reaction"] = reaction, ["feedback"] = feedback },
        };
        return invoke;
    }
}
