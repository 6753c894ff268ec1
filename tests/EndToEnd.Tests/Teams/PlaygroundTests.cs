namespace HipFaqBot.EndToEnd.Tests.Teams;

/// <summary>Microsoft's own client for Teams conversations, in a browser, against the running service.</summary>
public sealed class PlaygroundTests(PlaygroundFixture fixture) : IClassFixture<PlaygroundFixture>
{
    private const string Question = "Can I realign my hips myself?";
    private const string Answer = "No, there is no good proof that exercise moves a hip or pelvis bone back into place.";
    private const string CardHeading = "Where this comes from";

    [PlaygroundFact]
    public async Task In_a_personal_chat_people_are_welcomed_answered_and_asked_what_they_think()
    {
        await using var window = await fixture.OpenAsync();
        await window.SeesAsync("it is not advice about you");

        await window.SayAsync(Question);
        await window.SeesAsync(Answer);
        await window.SeesAsync(CardHeading);
        await window.ShowAsync("teams-card");
        await window.ShowAsync("teams-personal", earlier: 500);
        await window.ThumbUpAsync("clear and short");
        await window.PressAsync("How long would \"realigning\" my hips take?");
        await window.SeesAsync(CardHeading, times: 2);
        await window.SeesAsync("it is not advice about you");
    }

    [PlaygroundFact]
    public async Task A_message_that_is_changed_changes_its_answer_where_it_stands()
    {
        await using var window = await fixture.OpenAsync();
        await window.MockAsync("message", "first-question", "How long does hip physical therapy take?");
        await window.SeesAsync("Most hip physical therapy takes from about");
        await window.SeesAsync(CardHeading);

        await window.MockAsync("messageUpdate", "first-question", "Who can see what I type here?", "editMessage");

        await window.SeesAsync("Source: Your Clinic");
        await window.SeesNotAsync("Most hip physical therapy takes from about");
        await window.SeesAsync(CardHeading);
    }

    [PlaygroundFact]
    public async Task In_a_group_chat_a_mention_is_answered()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoToAsync("Group Chat");
        await window.SeesAsync("Mention me with a question");

        await window.SayAsync(Question, mention: true);

        await window.SeesAsync(Answer);
        await window.SeesAsync(CardHeading);
        await window.ShowAsync("teams-group", earlier: 500);
    }

    [PlaygroundFact]
    public async Task In_a_channel_a_mention_is_answered_in_its_thread()
    {
        await using var window = await fixture.OpenAsync();
        await window.GoToAsync("My Team - General");
        await window.SeesAsync("Mention me with a question");

        await window.SayAsync(Question, mention: true);

        await window.SeesAsync(Answer);
        await window.SeesAsync(CardHeading);
        await window.SeesNotAsync("Invalid message");
        await window.ShowAsync("teams-channel");
    }
}
