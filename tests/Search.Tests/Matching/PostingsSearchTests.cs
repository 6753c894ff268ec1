using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Text;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Terms = HipFaqBot.Search.Matching.Terms;

namespace HipFaqBot.Search.Tests.Matching;

public sealed class PostingsSearchTests
{
    [Fact]
    public void The_sums_are_the_scores_of_Lucenes_own_query()
    {
        var knowledge = ShippedKnowledge.Knowledge;
        using var analyzer = new QuestionAnalyzer(knowledge.Synonyms);
        using var directory = new RAMDirectory();
        FaqIndex.Write(directory, knowledge, analyzer);
        using var reader = DirectoryReader.Open(directory);
        var searcher = new IndexSearcher(reader) { Similarity = new BM25Similarity() };
        var search = new PostingsSearch(reader, Terms.Fields.Select(field => field.Name));
        string[] questions = ["should i keep walking or rest when my hip hurts", "zebra", "how how how long", knowledge.Entries[0].Question];

        foreach (var question in questions)
        {
            var words = analyzer.Words(question);
            var query = new BooleanQuery(disableCoord: true);
            using var sum = search.Begin();
            foreach (var field in Terms.Fields)
            {
                foreach (var term in field.Of(words).Distinct())
                {
                    sum.Add(field.Name, term, field.Weight);
                    query.Add(new TermQuery(new Term(field.Name, term)) { Boost = (float)field.Weight }, Occur.SHOULD);
                }
            }

            var expected = searcher.Search(query, 50).ScoreDocs;
            var found = sum.Best(reader.MaxDoc).Take(50).ToList();
            Assert.Equal(expected.Length, found.Count);
            foreach (var (hit, (document, score)) in expected.Zip(found))
            {
                Assert.Equal(hit.Score, score, hit.Score * 1e-5);
                Assert.True(hit.Doc == document || Math.Abs(hit.Score - score) < hit.Score * 1e-5);
            }
        }
    }

    [Fact]
    public void What_one_search_leaves_does_not_reach_the_next()
    {
        var index = Questions.Index(Questions.Hips);
        var first = index.Rank(["walk"]).Entries;

        index.Rank(["surgeri", "rest", "hip", "long"]);

        Assert.Equal(first, index.Rank(["walk"]).Entries);
    }

    [Fact]
    public void Searches_at_the_same_time_find_what_one_alone_finds()
    {
        var index = Questions.Index(Questions.Hips);
        string[][] questions = [["walk"], ["rest", "hip"], ["surgeri", "need"], ["how", "long", "therapi"]];
        var alone = questions.Select(words => index.Rank(words).Entries.ToList()).ToList();

        var together = Enumerable.Range(0, 400).AsParallel().AsOrdered().WithDegreeOfParallelism(8)
            .Select(i => index.Rank(questions[i % questions.Length]).Entries).ToList();

        Assert.All(together.Select((entries, i) => (entries, i)), each => Assert.Equal(alone[each.i % questions.Length], each.entries));
    }

    [Fact]
    public void Of_very_many_entries_the_best_are_given()
    {
        var entries = Enumerable.Range(0, 2_000).Select(i => Questions.Entry($"e{i}", i == 1_234 ? "walking in the forest" : $"walking number {i}"));
        var index = Questions.Index(Questions.Knowledge([.. entries]));

        var ranking = index.Rank(["walk", "forest"]).Entries;

        Assert.Equal(PostingsSearch.MaxHits, ranking.Count);
        Assert.Equal("e1234", ranking[0].Entry.Id);
        Assert.Equal(ranking.Select(hit => hit.Score).OrderDescending(), ranking.Select(hit => hit.Score));
    }
}
