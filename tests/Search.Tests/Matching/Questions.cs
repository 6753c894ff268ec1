using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Text;
using Lucene.Net.Store;

namespace HipFaqBot.Search.Tests.Matching;

/// <summary>Entries as few as a test can read, and a matcher over them.</summary>
internal static class Questions
{
    public static KnowledgeBase Hips { get; } = Knowledge(
        Entry("duration", "How long does a course of physical therapy take?", "how many weeks of therapy will i need", "when is therapy done"),
        Entry("walking", "Should I keep walking with a sore hip?", "is walking good for me", "can i go for walks"),
        Entry("rest", "Is it better to rest or to exercise?", "should i lie down all day", "rest against exercise"),
        Entry("surgery", "When is a hip replacement needed?", "do i need an operation", "is an artificial joint for me"));

    public static KnowledgeBase Knowledge(params Entry[] entries) => new("test", Site.Default, entries);

    public static Entry Entry(string id, string question, params string[] phrasings) =>
        new(id, question, phrasings, "care", $"The answer about {id}.");

    public static FaqIndex Index(KnowledgeBase knowledge)
    {
        using var analyzer = new QuestionAnalyzer(knowledge.Synonyms);
        var directory = new RAMDirectory();
        FaqIndex.Write(directory, knowledge, analyzer);
        return FaqIndex.Open(directory, knowledge);
    }

    public static Matcher Over(KnowledgeBase knowledge) => Over(KnowledgeSnapshot.InMemory(knowledge));

    public static Matcher Over(KnowledgeSnapshot snapshot)
    {
        var current = new CurrentKnowledge();
        current.Publish(snapshot);
        return new Matcher(current);
    }

    /// <summary>All that a match says, to the last bit.</summary>
    public static string Said(Match match) =>
        string.Join('\n', match.Candidates.Select(candidate => $"{candidate.Entry.Id} {candidate.Confidence:R}").Prepend($"{match.Decision}"));
}
