using System.Text.Json;
using HipFaqBot.Bot.Conversation;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Tests.Conversation;

public class MemoryTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 8, 30, 15, 250, TimeSpan.FromHours(2));

    private static readonly PersonMemory Full = new()
    {
        Traces =
        [
            new MessageTrace(Now, [new TracedMention("fever", 7, 6, MentionScope.Denied | MentionScope.Past), new TracedMention("hip", 2, 1, MentionScope.None)], "rf-fever")
            {
                LastWords = [0, 4_000_000_000],
            },
            new MessageTrace(Now.AddMinutes(1), [], null),
        ],
        Given = [new GivenAlert("rf-\"a\"", Urgency.SameDay, Now, InFull: false, IsOver: true), new GivenAlert("rf-b", Urgency.Soon, Now)],
        Standing = new GivenAlert("rf-c", Urgency.Emergency, Now),
        Held = new Finding(Decision.Suggest, ["pt-duration", "übung"], 0.1 + 0.2),
        IsUnder16 = true,
        IsMaternity = true,
        HadCrisis = true,
        Overheard = [new OverheardSign("rf-d", Now)],
    };

    [Fact]
    public void It_is_what_the_contract_would_write()
    {
        Assert.Equal(JsonSerializer.Serialize(Full, MemoriesJson.Default.PersonMemory), Memories.Write(Full));
        Assert.Equal(JsonSerializer.Serialize(PersonMemory.Empty, MemoriesJson.Default.PersonMemory), Memories.Write(PersonMemory.Empty));
    }

    [Fact]
    public void No_member_is_forgotten()
    {
        var unset = typeof(PersonMemory).GetProperties()
            .Where(member => member.CanWrite && Equals(member.GetValue(Full), member.GetValue(PersonMemory.Empty)))
            .Select(member => member.Name);

        Assert.Empty(unset);
        Assert.Equal(Memories.Write(Full), Memories.Write(Memories.Read(Memories.Write(Full))));
    }
}
