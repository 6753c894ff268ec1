using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HipFaqBot.BotBuilder.Tests.Fuzz;

/// <summary>
/// Makes request bodies that nobody would send in earnest: the recorded ones with other values, members, types and bytes, and
/// some that are random from the ground. The same number makes the same body.
/// </summary>
internal sealed class Mutator
{
    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512 };

    private static readonly string[] Names =
    [
        "type", "id", "channelId", "serviceUrl", "from", "recipient", "conversation", "replyToId", "text", "locale", "name", "value",
        "attachments", "entities", "membersAdded", "membersRemoved", "reactionsAdded", "channelData", "timestamp", "localTimestamp",
        "deliveryMode", "suggestedActions", "relatesTo", "action", "code", "callerId", "inputHint", "expiration", "semanticAction",
        "textHighlights", "TYPE", "Text", "", "__proto__", "$type", "a\u0000b", "\ud83d\ude00",
    ];

    private static readonly string[] Strings =
    [
        "message", "invoke", "event", "typing", "conversationUpdate", "messageUpdate", "messageReaction", "endOfConversation",
        "installationUpdate", "trace", "handoff", "command", "delay", "invokeResponse", "unknown", "MESSAGE", "expectReplies", "normal",
        "stream", "test", "msteams", "msteams:COPILOT", "emulator", "directline", "", " ", ".", "..", "../../etc", "a/b?c#d", "%2e%2e",
        "adaptiveCard/action", "message/submitAction", "composeExtension/query", "signin/verifyState", "custom/known", "custom/conflict",
        "throw", "update", "typing+two", "all", "trace", "eoc", "en-US", "xx-YY", "not a locale", "2026-11-23T07:24:50.3269155+99:99",
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999-14:00", "\u0000", "\r\nX-Injected: 1", "\u202e", "\ufeff", "\ud800", "e\u0301\u0301",
        "http://127.0.0.1:9/", "http://localhost:9/", "http://169.254.169.254/latest/meta-data/", "https://10.0.0.1/", "https://evil.test/",
        "https://smba.trafficmanager.net/amer/", "https://smba.trafficmanager.net.evil.test/", "http://127.0.0.1:9@evil.test/", "http://[::1]:9/",
        "http://[fe80::1]/", "file:///etc/passwd", "gopher://127.0.0.1:9/", "javascript:alert(1)", "//evil.test/", "http://127.1/", "http://0x7f000001/",
        "http://2130706433/", "http://localhost.evil.test/", "http://127.0.0.1:99999/", "http://\u2488\u24ea.test/",
    ];

    private readonly Random _random;

    private Mutator(int number) => _random = new Random(number);

    /// <summary>The body of that number.</summary>
    public static byte[] Body(int number, IReadOnlyList<string> seeds) => new Mutator(number).Make(seeds);

    private byte[] Make(IReadOnlyList<string> seeds)
    {
        var json = One(20) ? Text(RandomNode(0)) : Changed(seeds[_random.Next(seeds.Count)]);
        var bytes = Encoding.UTF8.GetBytes(json);
        return One(5) ? Broken(bytes) : bytes;
    }

    private string Changed(string seed)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(seed, documentOptions: new JsonDocumentOptions { MaxDepth = 512 });
            node?.ToJsonString(Written);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return seed;
        }

        // Or else almost every body would be a copy of an activity that was answered already.
        if (node is JsonObject activity && activity.ContainsKey("id") && !One(10)) activity["id"] = $"a{_random.Next()}";
        for (var change = _random.Next(4); change > 0; change--) Change(node);
        return Text(node);
    }

    private void Change(JsonNode? root)
    {
        var places = Places(root).ToList();
        if (places.Count == 0) return;
        var (parent, name, index) = places[_random.Next(places.Count)];
        switch (parent)
        {
            case JsonObject members when One(4):
                members.Remove(name!);
                break;
            case JsonObject members when One(3):
                members[Pick(Names)] = RandomNode(0);
                break;
            case JsonObject members:
                members[name!] = RandomNode(0);
                break;
            case JsonArray elements when One(3):
                elements.RemoveAt(index);
                break;
            case JsonArray elements:
                elements[index] = RandomNode(0);
                break;
        }
    }

    private static IEnumerable<(JsonNode Parent, string? Name, int Index)> Places(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, child) in members.ToList())
            {
                yield return (node, name, 0);
                foreach (var place in Places(child)) yield return place;
            }
        }
        else if (node is JsonArray elements)
        {
            for (var index = 0; index < elements.Count; index++)
            {
                yield return (node, null, index);
                foreach (var place in Places(elements[index])) yield return place;
            }
        }
    }

    private JsonNode? RandomNode(int depth) => _random.Next(depth > 4 ? 7 : 10) switch
    {
        0 => null,
        1 => One(2),
        2 => _random.Next(-3, 4),
        3 => One(2) ? JsonNode.Parse("1e400") : JsonNode.Parse("-123456789012345678901234567890.5"),
        4 => new string(One(2) ? 'x' : '\u6f22', One(10) ? 70_000 : _random.Next(200)),
        5 or 6 => Pick(Strings),
        7 => Nested(),
        8 => new JsonArray([.. Enumerable.Range(0, _random.Next(4)).Select(_ => RandomNode(depth + 1))]),
        _ => RandomObject(depth),
    };

    private JsonObject RandomObject(int depth)
    {
        var members = new JsonObject();
        for (var count = _random.Next(8); count > 0; count--) members[Pick(Names)] = RandomNode(depth + 1);
        return members;
    }

    private JsonNode? Nested()
    {
        JsonNode? node = null;
        for (var depth = _random.Next(200); depth > 0; depth--) node = One(2) ? new JsonArray(node) : new JsonObject { ["value"] = node };
        return node;
    }

    private string Text(JsonNode? node)
    {
        var json = node?.ToJsonString(Written) ?? "null";

        // A name twice: the library's own nodes cannot say that.
        return One(30) && json.StartsWith('{') && json.Length > 2 ? $"{{\"{Pick(Names[..10])}\":{Text(RandomNode(3))},{json[1..]}" : json;
    }

    private byte[] Broken(byte[] bytes)
    {
        var broken = bytes.ToList();
        for (var change = _random.Next(1, 5); change > 0 && broken.Count > 0; change--)
        {
            var place = _random.Next(broken.Count);
            switch (_random.Next(5))
            {
                case 0: broken[place] = (byte)_random.Next(256); break;
                case 1: broken.RemoveAt(place); break;
                case 2: broken.Insert(place, (byte)_random.Next(256)); break;
                case 3: broken.RemoveRange(place, Math.Min(broken.Count - place, _random.Next(50))); break;
                default: broken.InsertRange(place, broken.GetRange(place, Math.Min(broken.Count - place, _random.Next(50)))); break;
            }
        }

        return [.. broken];
    }

    private bool One(int of) => _random.Next(of) == 0;

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
