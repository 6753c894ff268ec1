using HipFaqBot.Search.Tests.Matching.Learning;

namespace HipFaqBot.Search.Tests.Safety;

/// <summary>The detector as it is in service, with the sentence encoder and the taught network; the other tests go by words.</summary>
public sealed class SignsWithEncoderTests(ShippedRanker shipped) : IClassFixture<ShippedRanker>
{
    [Fact]
    public void A_harmless_question_around_a_grave_fact_alarms()
    {
        var texts = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Safety", "mixed.tsv")).Select(line => line.Split('\t')[1]).ToList();

        var missed = texts.Where(text => shipped.Detector.Detect(text) is null).ToList();

        Assert.Equal(40, texts.Count);
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }
}
