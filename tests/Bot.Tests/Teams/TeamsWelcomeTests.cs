using System.Text.Json.Nodes;

namespace HipFaqBot.Bot.Tests.Teams;

public sealed class TeamsWelcomeTests(TeamsChannel teams) : IClassFixture<TeamsChannel>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_installation_that_is_told_twice_is_welcomed_once(bool membersFirst)
    {
        var chat = Guid.NewGuid().ToString("N");
        JsonObject[] events = [Installed("personal", chat), Joined("personal", chat, "29:person", "28:bot")];

        foreach (var told in membersFirst ? events.Reverse() : events)
        {
            using var response = await teams.PostAsync(told);
        }

        var welcome = Assert.Single(teams.Requests(chat));
        Assert.Contains("it is not advice about you", welcome.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_at_the_same_time_are_one_welcome()
    {
        foreach (var chat in Enumerable.Range(0, 10).Select(number => $"at-once-{number}"))
        {
            var responses = await Task.WhenAll(
                teams.PostAsync(Installed("personal", chat)), teams.PostAsync(Joined("personal", chat, "29:person", "28:bot")));

            Assert.All(responses, response => Assert.True(response.IsSuccessStatusCode));
            Assert.Single(teams.Requests(chat));
        }
    }

    [Theory]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task In_a_group_it_introduces_itself_once_and_says_nothing_to_who_joins_later(string kind)
    {
        var chat = Guid.NewGuid().ToString("N");

        var introduction = Assert.Single(await teams.SendAsync(Joined(kind, chat, "28:bot")));

        Assert.StartsWith("Hello. I answer common questions about hip pain.", introduction.Text, StringComparison.Ordinal);
        Assert.Contains("General information, not a diagnosis.", introduction.Text, StringComparison.Ordinal);
        Assert.Contains("In an emergency call", introduction.Text, StringComparison.Ordinal);
        Assert.Empty(await teams.SendAsync(Installed(kind, chat)));
        Assert.Empty(await teams.SendAsync(Joined(kind, chat, "29:another")));
    }

    [Fact]
    public async Task A_new_version_of_the_app_is_no_new_acquaintance()
    {
        var upgrade = Installed("personal", "upgraded");
        upgrade["action"] = "add-upgrade";

        Assert.Empty(await teams.SendAsync(upgrade));
    }

    [Fact]
    public async Task Who_removes_the_bot_and_installs_it_again_is_welcomed_again()
    {
        const string Chat = "again";
        var removed = Installed("personal", Chat);
        removed["action"] = "remove";

        Assert.Single(await teams.SendAsync(Installed("personal", Chat)));
        Assert.Empty(await teams.SendAsync(removed));
        Assert.Single(await teams.SendAsync(Installed("personal", Chat)));
    }

    private JsonObject Installed(string kind, string chat)
    {
        var activity = teams.Activity("installationUpdate", kind, chat);
        activity["action"] = "add";
        return activity;
    }

    private JsonObject Joined(string kind, string chat, params string[] ids)
    {
        var activity = teams.Activity("conversationUpdate", kind, chat);
        activity["membersAdded"] = new JsonArray([.. ids.Select(id => new JsonObject { ["id"] = id })]);
        return activity;
    }
}
