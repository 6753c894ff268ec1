using HipFaqBot.Search.Safety;

namespace HipFaqBot.Search.Tests.Safety;

public sealed class TellingTests
{
    [Theory]
    [InlineData("I've a fever and a sore groin, are hip bridges fine", "I've a fever and a sore groin,")]
    [InlineData("Heat or ice? I slipped in the shower - and I cannot stand up", "I slipped in the shower and I cannot stand up")]
    [InlineData("so how do I sleep tonight: came off my bike\nmy leg is numb", "came off my bike my leg is numb")]
    public void What_is_asked_is_left_out(string text, string told) => Assert.Equal(told, Telling.Of(text));

    [Theory]
    [InlineData("")]
    [InlineData("which stretch is good for a swollen calf")]
    [InlineData("Can I swim? Is it safe?")]
    [InlineData("my calf is swollen, it came up since my operation")]
    public void Of_a_mere_question_or_a_mere_story_there_is_nothing_to_leave_out(string text) => Assert.Null(Telling.Of(text));
}
