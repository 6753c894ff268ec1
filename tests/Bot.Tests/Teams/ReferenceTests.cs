using System.Text.Json.Nodes;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace HipFaqBot.Bot.Tests.Teams;

/// <summary>
/// Who holds a reference of a conversation can write in it. The service keeps none and gives none away; what is to be said unasked one
/// day needs a store of references by opaque tickets first, and an operator's sign-in.
/// </summary>
public sealed class ReferenceTests(TeamsChannel teams) : IClassFixture<TeamsChannel>
{
    /// <summary>The members by which every message is addressed; the channel knows them, and shows them to nobody.</summary>
    private static readonly string[] Addressing = ["serviceUrl", "channelId", "conversation", "from", "recipient", "replyToId", "id"];

    [Theory]
    [InlineData("personal", "How long does hip physical therapy take?")]
    [InlineData("groupChat", "How long does hip physical therapy take?")]
    [InlineData("channel", "What is hip arthritis?")]
    [InlineData("personal", "i have crushing chest pain")]
    [InlineData("groupChat", "i have crushing chest pain")]
    [InlineData("personal", "hip")]
    public async Task No_text_card_button_or_entity_has_part_of_a_reference(string kind, string text)
    {
        var question = teams.Message(text, kind);
        var conversation = (string)question["conversation"]!["id"]!;

        var said = (await teams.SendAsync(question)).Concat(teams.Requests("own-chat")).ToList();

        Assert.NotEmpty(said);
        AssertHasNone(question, conversation, [.. said.Select(request => Shown(request.Reply.Activity))]);
    }

    [Fact]
    public async Task No_card_of_the_search_has_part_of_a_reference()
    {
        var query = teams.Activity("invoke");
        query["name"] = "composeExtension/query";
        query["value"] = JsonNode.Parse("""{"commandId":"searchFaq","parameters":[{"name":"question","value":"how long does physio take"}]}""");

        using var response = await teams.PostAsync(query);
        var found = await response.Content.ReadAsStringAsync();

        Assert.Contains("attachments", found, StringComparison.Ordinal);
        AssertHasNone(query, (string)query["conversation"]!["id"]!, [found]);
    }

    [Fact]
    public void Nothing_in_the_service_speaks_unasked_in_a_conversation_of_the_past()
    {
        using var service = ModuleDefinition.ReadModule(typeof(FaqBot).Assembly.Location);
        var calls = service.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions)
            .Where(instruction => instruction.OpCode == OpCodes.Callvirt || instruction.OpCode == OpCodes.Call)
            .Select(instruction => ((MethodReference)instruction.Operand).Name).ToHashSet();

        Assert.Contains("CreateConversationAsync", calls);
        Assert.DoesNotContain("ContinueConversationAsync", calls);
    }

    private static void AssertHasNone(JsonObject heard, string conversation, IReadOnlyList<string> shown)
    {
        string[] parts = [conversation, (string)heard["serviceUrl"]!, new Uri((string)heard["serviceUrl"]!).Authority, (string)heard["from"]!["id"]!, "serviceUrl", "own-chat"];
        Assert.All(shown, what => Assert.All(parts, part => Assert.DoesNotContain(part, what, StringComparison.Ordinal)));
    }

    private static string Shown(JsonObject activity)
    {
        var shown = (JsonObject)activity.DeepClone();
        foreach (var member in Addressing)
        {
            shown.Remove(member);
        }

        return shown.ToJsonString();
    }
}
