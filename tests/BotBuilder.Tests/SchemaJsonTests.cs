using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder.Tests;

public sealed class SchemaJsonTests
{
    [Fact]
    public void Unknown_members_survive_a_round_trip_at_every_level()
    {
        const string Json = """
            {"type":"message","from":{"id":"u","x1":{"a":[1,null,"s"]}},"conversation":{"id":"c","x2":1.50},
             "suggestedActions":{"actions":[{"type":"imBack","title":"t","value":"v","x3":true}]},
             "attachments":[{"contentType":"c","content":{"deep":{"er":[]}},"x4":"é"}],
             "entities":[{"type":"clientInfo","locale":"de","x5":{"y":null}}],
             "channelData":{"postBack":true,"Same":1,"same":2},"value":[1,2.5,"3",null],"x6":{"Case":1,"case":2},"x7":null,"x9":[true,7,-0.25,"s"],"x10":7,"x11":false,"x8":123456789012345678901234567890}
            """;

        var activity = ActivityJson.Deserialize<Activity>(Json)!;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Json), JsonNode.Parse(ActivityJson.Serialize(activity))), ActivityJson.Serialize(activity));
        Assert.Equal("""{"Case":1,"case":2}""", activity.Properties["x6"]!.ToJsonString());
        Assert.Equal(1.5, (double?)activity.Conversation!.Properties["x2"]);
    }

    [Fact]
    public void Names_are_found_in_any_case()
    {
        var activity = ActivityJson.Deserialize<Activity>("""{"TYPE":"message","From":{"ID":"u"},"CHANNELDATA":{"Kept":1}}""")!;

        Assert.Equal(("message", "u", """{"Kept":1}"""), (activity.Type, activity.From!.Id, ((JsonNode)activity.ChannelData!).ToJsonString()));
        Assert.Empty(activity.Properties);
    }

    [Fact]
    public void Null_members_are_left_out_and_empty_lists_are_written()
    {
        var json = ActivityJson.Serialize(Activity.CreateMessageActivity());

        Assert.Equal("""{"type":"message","attachments":[],"entities":[]}""", json);
    }

    [Theory]
    [InlineData("\"5\"", "5")]
    [InlineData("\"2026-01-02T03:04:05Z\"", "2026-01-02T03:04:05Z")]
    [InlineData("true", true)]
    [InlineData("7", 7L)]
    [InlineData("7.25", 7.25)]
    public void A_scalar_in_an_object_member_is_the_plain_value(string json, object expected)
    {
        var activity = ActivityJson.Deserialize<Activity>($$"""{"type":"event","value":{{json}}}""")!;

        Assert.Equal(expected, activity.Value);
        Assert.Equal($$"""{"type":"event","value":{{json}}}""", ActivityJson.Serialize(activity));
    }

    [Theory]
    [InlineData("""{"a":{"b":[1,"ü"]}}""")]
    [InlineData("[]")]
    public void An_object_member_says_its_JSON(string json)
    {
        var activity = ActivityJson.Deserialize<Activity>($$"""{"type":"event","value":{{json}}}""")!;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(activity.Value!.ToString()!)));
    }

    [Theory]
    [InlineData("12345678901234567890123")]
    [InlineData("1e400")]
    public void A_number_too_great_for_its_type_keeps_its_digits(string number)
    {
        var json = $$"""{"type":"event","value":{{number}}}""";

        Assert.Equal(json, ActivityJson.Serialize(ActivityJson.Deserialize<Activity>(json)));
    }

    [Fact]
    public void What_a_bot_puts_into_object_members_is_written_as_its_names_stand()
    {
        var activity = new Activity(ActivityTypes.Event)
        {
            Value = new { type = "x", Inner = new { n = (string?)null, list = new[] { 1, 2 } } },
            ChannelData = new Dictionary<string, object?> { ["k"] = 1, ["o"] = new { a = 1.5 } },
            Attachments = [new HeroCard("t", buttons: ["go"]).ToAttachment()],
        };

        Assert.Equal(
            """
            {"type":"event","attachments":[{"contentType":"application/vnd.microsoft.card.hero","content":{"title":"t","buttons":[{"title":"go","value":"go"}]}}],"channelData":{"k":1,"o":{"a":1.5}},"value":{"type":"x","Inner":{"list":[1,2]}}}
            """.Trim(),
            ActivityJson.Serialize(activity));
    }

    [Fact]
    public void An_entity_is_written_as_what_it_is()
    {
        var answer = new Entity();
        answer.SetAs(new { type = "hipfaq/answer", confidence = 0.5 });
        var activity = new Activity(ActivityTypes.Message)
        {
            Entities = [answer, new Mention(new ChannelAccount("b"), "<at>b</at>"), new OwnEntity { Score = 3 }],
        };

        Assert.Equal(
            """{"type":"message","entities":[{"type":"hipfaq/answer","confidence":0.5},{"mentioned":{"id":"b"},"text":"<at>b</at>","type":"mention"},{"Score":3,"type":"own"}]}""",
            ActivityJson.Serialize(activity));
        Assert.Equal(["b"], activity.GetMentions().Select(mention => mention.Mentioned!.Id));
        Assert.Equal("b", ActivityJson.Deserialize<Activity>(ActivityJson.Serialize(activity))!.GetMentions().Single().Mentioned!.Id);
    }

    [Fact]
    public void An_entity_keeps_the_nulls_of_the_object_that_it_is_set_as()
    {
        const string Json = """{"type":"hipfaq/answer","entry":null,"alert":{"sign":null},"list":[null,1]}""";
        var answer = new Entity("old");

        answer.SetAs(new { type = "hipfaq/answer", entry = (string?)null, alert = new { sign = (string?)null }, list = new int?[] { null, 1 } });
        var read = ActivityJson.Deserialize<Activity>(ActivityJson.Serialize(new Activity { Entities = [answer] }))!;

        Assert.Equal("hipfaq/answer", answer.Type);
        Assert.Equal(Json, ActivityJson.Serialize(answer));
        Assert.Equal(Json, ActivityJson.Serialize(read.Entities!.Single()));
        answer.SetAs<object?>(null);
        Assert.Equal("{}", ActivityJson.Serialize(answer));
    }

    [Fact]
    public void Letters_of_all_languages_and_quotes_in_markup_stand_as_they_are()
    {
        var json = ActivityJson.Serialize(new Activity(ActivityTypes.Message) { Text = "héllo 髋 <b>'&+" });

        Assert.Equal("""{"type":"message","text":"héllo 髋 <b>'&+"}""", json);
    }

    [Theory]
    [InlineData("2026-01-02T03:04:05Z", "2026-01-02T03:04:05+00:00")]
    [InlineData("2026-01-02T03:04:05.1234567Z", "2026-01-02T03:04:05.1234567+00:00")]
    [InlineData("2026-01-02T03:04:05.123456789Z", "2026-01-02T03:04:05.1234568+00:00")]
    [InlineData("2026-01-02T05:04:05.678+02:00", "2026-01-02T05:04:05.678+02:00")]
    [InlineData("2026-01-02T03:04:05", "2026-01-02T03:04:05+00:00")]
    public void Times_are_read_leniently(string text, string expected)
    {
        var activity = ActivityJson.Deserialize<Activity>($$"""{"type":"message","timestamp":"{{text}}"}""")!;

        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), activity.Timestamp);
    }

    [Theory]
    [InlineData("2026-01-02T03:04:05.678+00:00")]
    [InlineData("2026-01-02T05:04:05.678+02:00")]
    public void A_time_is_written_as_it_came(string text)
    {
        var json = $$"""{"type":"message","localTimestamp":"{{text}}"}""";

        Assert.Equal(json, ActivityJson.Serialize(ActivityJson.Deserialize<Activity>(json)));
    }

    [Theory]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"type":"message","from":"u"}""")]
    [InlineData("""{"type":"message","from":[]}""")]
    [InlineData("""{"type":"message","text":{}}""")]
    [InlineData("""{"type":"message","attachments":{}}""")]
    [InlineData("""{"type":"message","entities":["mention"]}""")]
    [InlineData("""{"type":"message","entities":[{"type":1}]}""")]
    [InlineData("""{"type":"message","timestamp":"yesterday"}""")]
    [InlineData("""{"type":"message","timestamp":5}""")]
    [InlineData("""{"type":"message","conversation":{"id":"c","isGroup":"yes"}}""")]
    [InlineData("""{"type":"message"} trailing""")]
    [InlineData("""{"type":"message"}{}""")]
    [InlineData("""{"type":"message",}""")]
    [InlineData("""{'type':'message'}""")]
    [InlineData("""{"type":"message"/* why */}""")]
    [InlineData("""{"type":"message","x":{"y":"\ud800"}}""")]
    [InlineData("""{"type":"message","value":["\ud800"]}""")]
    [InlineData("""{"type":"message","text":"\ud800"}""")]
    [InlineData("""{"type":"message","entities":[{"\ud800":1}]}""")]
    [InlineData("""{"type":"message","\ud800":1}""")]
    [InlineData("[]")]
    [InlineData("\"message\"")]
    [InlineData("{")]
    [InlineData("")]
    public void What_is_no_activity_is_refused_and_only_as_bad_JSON(string json)
    {
        Assert.Throws<JsonException>(() => ActivityJson.Deserialize<Activity>(Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData("""{"type":"message","text":"~"}""")]
    [InlineData("""{"type":"message","value":"~"}""")]
    [InlineData("""{"type":"message","channelData":{"~":["~"]}}""")]
    [InlineData("""{"type":"message","x":{"~":1}}""")]
    [InlineData("""{"type":"message","entities":[{"type":"~"}]}""")]
    public async Task Bytes_that_are_no_UTF8_are_refused(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json).Select(one => one == (byte)'~' ? (byte)0xFF : one).ToArray();

        Assert.Throws<JsonException>(() => ActivityJson.Deserialize<Activity>(bytes));
        await Assert.ThrowsAsync<JsonException>(async () =>
            await ActivityJson.DeserializeAsync<Activity>(new MemoryStream(bytes), TestContextToken));
    }

    [Theory]
    [InlineData("""{"type":"message","value":@}""")]
    [InlineData("""{"type":"message","x":@}""")]
    [InlineData("""{"type":"message","entities":[{"type":"e","x":@}]}""")]
    public void A_hundred_levels_are_accepted_and_two_hundred_are_not(string shape)
    {
        static string Nested(int depth) => new string('[', depth) + new string(']', depth);

        var read = ActivityJson.Deserialize<Activity>(shape.Replace("@", Nested(100), StringComparison.Ordinal))!;
        Assert.Contains(Nested(100), ActivityJson.Serialize(new ExpectedReplies([read])), StringComparison.Ordinal);
        Assert.Throws<JsonException>(() => ActivityJson.Deserialize<Activity>(shape.Replace("@", Nested(200), StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_read_at_the_greatest_depth_can_be_written_in_an_envelope()
    {
        var nested = new string('[', ActivityJson.MaxDepth - 1) + new string(']', ActivityJson.MaxDepth - 1);
        var activity = ActivityJson.Deserialize<Activity>($$"""{"type":"message","value":{{nested}}}""")!;

        Assert.Contains(nested, ActivityJson.Serialize(new ExpectedReplies([activity])), StringComparison.Ordinal);
        Assert.NotNull(new Activity { ChannelData = activity.Value }.GetChannelData<object>());
    }

    [Fact]
    public void A_name_that_stands_twice_has_its_last_value()
    {
        var activity = ActivityJson.Deserialize<Activity>("""{"type":"a","type":"b","x":{"y":1,"y":2},"value":{"z":1,"z":2}}""")!;

        Assert.Equal(("b", 2, """{"z":2}"""), (activity.Type, (int?)activity.Properties["x"]!["y"], ((JsonNode)activity.Value!).ToJsonString()));
    }

    [Fact]
    public void A_null_in_a_list_is_dropped()
    {
        var activity = ActivityJson.Deserialize<Activity>(
            """{"type":"conversationUpdate","membersAdded":[null,{"id":"u"},null],"entities":[null],"value":[null]}""")!;

        Assert.Equal(
            """{"type":"conversationUpdate","membersAdded":[{"id":"u"}],"entities":[],"value":[null]}""", ActivityJson.Serialize(activity));
    }

    [Fact]
    public void Channel_data_is_had_as_a_type_whatever_it_was()
    {
        var read = ActivityJson.Deserialize<Activity>("""{"type":"message","channelData":{"ID":"x","name":"n"}}""")!;
        var made = new Activity { ChannelData = new { id = "x" } };
        var account = new ChannelAccount("x");

        Assert.Equal(("x", "n"), (read.GetChannelData<ChannelAccount>()!.Id, read.GetChannelData<ChannelAccount>()!.Name));
        Assert.Equal("x", made.GetChannelData<ChannelAccount>()!.Id);
        Assert.Same(account, new Activity { ChannelData = account }.GetChannelData<ChannelAccount>());
        Assert.Equal(0, new Activity().GetChannelData<int>());
        Assert.False(new Activity().TryGetChannelData<ChannelAccount>(out _));
        Assert.False(new Activity { ChannelData = "text" }.TryGetChannelData<ChannelAccount>(out _));
        Assert.True(read.TryGetChannelData<ChannelAccount>(out var found) && found.Id == "x");
    }

    [Fact]
    public async Task A_body_that_arrives_byte_by_byte_is_read_the_same()
    {
        var bytes = """{"type":"message","x":{"y":[1,"é"]},"x2":-12.5,"value":{"a":[true]},"entities":[{"type":"e","z":{"n":null}}]}"""u8.ToArray();

        var read = await ActivityJson.DeserializeAsync<Activity>(new Trickle(bytes), TestContextToken);

        Assert.Equal(ActivityJson.Serialize(ActivityJson.Deserialize<Activity>(bytes)), ActivityJson.Serialize(read));
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_text()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. """{"type":"message"}"""u8];

        Assert.Equal("message", ActivityJson.Deserialize<Activity>(bytes)!.Type);
        Assert.Equal("message", (await ActivityJson.DeserializeAsync<Activity>(new MemoryStream(bytes), TestContextToken))!.Type);
    }

    [Fact]
    public void The_generated_contracts_cover_every_schema_type()
    {
        var missing = typeof(Activity).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(Activity).Namespace && type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false })
            .Where(type => type != typeof(ErrorCodes) && !type.IsAssignableTo(typeof(Exception)) && ActivityJsonContext.Default.GetTypeInfo(type) is null);

        Assert.Equal([], missing);
    }

    [Fact]
    public void Every_schema_property_has_the_SDKs_JSON_name()
    {
        var names = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Recorded", "sdk-api.txt"))
            .Where(line => line.StartsWith("P Microsoft.Bot.Schema.", StringComparison.Ordinal) && line.Contains(" json=", StringComparison.Ordinal))
            .ToDictionary(line => line.Split(' ')[1]["Microsoft.Bot.Schema.".Length..], line => line.Split(" json=")[1].Split(' ')[0]);
        var wrong = new List<string>();
        foreach (var type in typeof(Activity).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(Activity).Namespace && type.IsClass))
        {
            foreach (var property in type.GetProperties().Where(found => found.DeclaringType == type))
            {
                var declared = property.GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonPropertyNameAttribute), false)
                    .Cast<System.Text.Json.Serialization.JsonPropertyNameAttribute>().SingleOrDefault()?.Name;
                if (declared != names.GetValueOrDefault($"{type.Name}.{property.Name}"))
                {
                    wrong.Add($"{type.Name}.{property.Name} is {declared}");
                }
            }
        }

        Assert.Equal([], wrong);
    }

    private static CancellationToken TestContextToken => CancellationToken.None;

    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }

    private sealed class OwnEntity() : Entity("own")
    {
        public int Score { get; init; }
    }
}
