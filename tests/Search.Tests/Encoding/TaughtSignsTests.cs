using System.Text.Json;
using HipFaqBot.Search.Encoding;

namespace HipFaqBot.Search.Tests.Encoding;

public sealed class TaughtSignsTests : IDisposable
{
    private readonly OnnxSentenceEncoder _encoder = new();

    public static TheoryData<string> References => [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Encoding", "signs-reference.jsonl"))];

    private TaughtSigns Signs => ((ISentenceEncoder)_encoder).Signs!;

    public void Dispose() => _encoder.Dispose();

    [Theory]
    [MemberData(nameof(References))]
    public void A_message_gets_the_probabilities_that_it_had_where_the_network_was_taught(string line)
    {
        var reference = JsonDocument.Parse(line).RootElement;
        var expected = reference.GetProperty("probabilities").EnumerateArray().Select(number => number.GetSingle()).ToList();

        var probabilities = Signs.Judge(reference.GetProperty("text").GetString()!);

        Assert.Equal(1, probabilities.Sum(), 1e-4);
        Assert.All(expected.Zip(probabilities), pair => Assert.Equal(pair.First, pair.Second, 5e-3));
    }

    [Fact]
    public void It_knows_every_sign_of_the_knowledge()
    {
        Assert.Equal("none", Signs.Classes[0]);
        Assert.Empty(ShippedKnowledge.Knowledge.WarningSigns.All.Select(sign => sign.Id).Except(Signs.Classes));
    }

    [Theory]
    [InlineData("no fever, I just ache after the stairs", "I have a fever and ache after the stairs, my new hip is hot")]
    [InlineData("when I was ten I fell and could not stand, all fine since", "I fell an hour ago and cannot stand")]
    [InlineData("what are the signs of a clot in the leg", "my calf is hot and twice its size since the operation")]
    public void It_hears_what_the_words_around_do_to_a_word(string calm, string grave) =>
        Assert.True(Signs.Judge(calm)[0] > Signs.Judge(grave)[0] + 0.5);

    [Theory]
    [InlineData("")]
    [InlineData("?!…")]
    public void Where_nothing_can_be_read_it_says_nothing(string text) => Assert.Empty(Signs.Judge(text));

    [Fact]
    public void A_very_long_text_is_read_as_far_as_it_can()
    {
        var probabilities = Signs.Judge(string.Join(' ', Enumerable.Repeat("my hip aches", 5_000)));

        Assert.Equal(1, probabilities.Sum(), 1e-4);
    }
}
