using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Tests.Knowledge.Checks;

/// <summary>The shipped knowledge, as an editor is told of it.</summary>
public sealed class ShippedTests
{
    /// <summary>Topics that overlap by nature: nothing that people type tells these apart for sure, so their entries must.</summary>
    public static TheoryData<string> Neighbours =>
    [
        "pt-role pt-how-helps pt-what-can-do", "pt-best-therapy pt-first-line sc-best-solution", "ca-snapping sy-clicking",
        "ex-soreness pt-hurts", "ca-infection em-fever su-infection-signs", "dx-when em-when-emergency", "cs-visits pt-duration",
        "cs-cost cs-insurance", "cs-telehealth cs-accessibility", "sc-sleep sy-night", "ca-gtps ca-tendinopathy",
    ];

    [Fact]
    public void There_is_no_error() =>
        Assert.DoesNotContain(KnowledgeReader.Check(ShippedKnowledge.Folder, KnowledgeFolder.Today).Problems, problem => problem.Severity == Severity.Error);

    [Fact]
    public void What_is_left_to_warn_of_is_for_the_clinic_and_its_reviewer()
    {
        var reading = KnowledgeReader.Check(ShippedKnowledge.Folder, KnowledgeFolder.Today);

        Assert.Empty(reading.Problems.Select(problem => problem.Rule).Except(["unsourced", "unreviewed-pair", "site-placeholder", "site-number-unchecked", "unsigned"]));
        Assert.InRange(reading.Entries, 130, int.MaxValue);
    }

    [Fact]
    public void Every_unsourced_sign_and_every_pair_is_listed_for_the_reviewer()
    {
        var signs = ShippedKnowledge.Knowledge.WarningSigns.All;
        var listed = KnowledgeReader.Check(ShippedKnowledge.Folder, KnowledgeFolder.Today).Problems.Where(problem => problem.Path == WarningSignsFile.Name).ToList();
        var lines = File.ReadAllLines(Path.Combine(ShippedKnowledge.Folder, WarningSignsFile.Name));

        Assert.Equal(signs.Count(sign => sign.Sources.Count == 0), listed.Count(problem => problem.Rule == "unsourced"));
        Assert.Equal(signs.Sum(sign => sign.Pairs.Count), listed.Count(problem => problem.Rule == "unreviewed-pair"));
        Assert.All(listed, problem => Assert.Contains(problem.Rule == "unsourced" ? "unsourced: true" : "- when: ", lines[problem.Line - 1], StringComparison.Ordinal));
        Assert.InRange(signs.Sum(sign => sign.Pairs.Count), 10, int.MaxValue);
    }

    [Fact]
    public void A_false_alarm_is_preferred_to_a_miss_for_the_four_signs_that_cannot_wait() =>
        Assert.Equal(
            ["rf-cauda-equina", "rf-chest-breath", "rf-overdose", "rf-suicide-selfharm"],
            ShippedKnowledge.Knowledge.WarningSigns.All.Where(sign => sign.PrefersAlarm).Select(sign => sign.Id).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Neighbours))]
    public void Neighbours_say_in_their_scope_how_they_differ(string ids)
    {
        var knowledge = ShippedKnowledge.Knowledge;

        Assert.All(ids.Split(' ').Select(knowledge.Find), entry => Assert.NotNull(entry?.Scope));
    }
}
