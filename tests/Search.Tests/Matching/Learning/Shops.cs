using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Tests.Matching.Learning;

/// <summary>Enough phrasings to learn from, few enough to learn in a moment.</summary>
internal static class Shops
{
    private static readonly string[] Frames =
        ["{0}", "can you tell me about {0}", "i want to know {0} please", "question about {0}", "{0} for my mother", "what is it with {0}", "is there anything on {0}"];

    public static KnowledgeBase Knowledge { get; } = Of("The answer.");

    /// <summary>The same questions with other answers.</summary>
    public static KnowledgeBase Of(string answer, params string[] morePhrasings) => new(
        "test",
        Site.Default,
        [
            Entry("hours", answer, ["opening hours", "when you open", "closing time on sunday"], []),
            Entry("parking", answer, ["parking spaces", "where to leave the car", "a car park nearby"], []),
            Entry("prices", answer, ["the price list", "what a visit costs", "paying by card"], []),
            Entry("refunds", answer, ["money back", "returning a thing", "a refund for broken goods"], morePhrasings),
        ],
        decoys: [["train tickets to london", "when the train leaves", "a seat in the train"], ["weather tomorrow", "will it rain", "is it sunny outside"]])
    {
        OutOfScope = ["who won the match last night", "boil an egg for how long", "the capital of france"],
    };

    private static Entry Entry(string id, string answer, string[] subjects, string[] more) =>
        new(id, $"What about {subjects[0]}?", [.. subjects.SelectMany(subject => Frames.Select(frame => string.Format(null, frame, subject))).Distinct(), .. more], "shop", answer);
}

/// <summary>Gives a text a vector by its letters, and counts how often it was asked.</summary>
internal sealed class CountingEncoder : ISentenceEncoder
{
    public string Id => "letters";

    public int Dimensions => 26;

    public int Asked { get; private set; }

    public float[] Encode(string text)
    {
        Asked++;
        var vector = new float[Dimensions];
        foreach (var letter in text.Where(char.IsAsciiLetterLower))
        {
            vector[letter - 'a']++;
        }

        var length = MathF.Sqrt(vector.Sum(value => value * value));
        return length == 0 ? [] : [.. vector.Select(value => value / length)];
    }

    public void Dispose()
    {
    }
}
