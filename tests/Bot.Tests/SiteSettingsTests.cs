namespace HipFaqBot.Bot.Tests;

public sealed class SiteSettingsTests
{
    private const string Duration = "entries/physical-therapy/pt-duration.md";

    [Fact]
    public async Task A_signed_answer_names_its_reviewer_and_when_it_is_due()
    {
        using var bot = Prepared(knowledge => knowledge.Edit(Duration, "reviewed: 2026-11-23\nreviewedBy: null", "reviewed: 2026-11-05\nreviewDue: 2027-05-01\nreviewedBy: Jo Hill, PT"));

        var text = (await bot.SayAsync("How long does hip physical therapy take?")).Text;

        Assert.EndsWith("\n\nLast reviewed 5 November 2026 by Jo Hill, PT, next review due 1 May 2027", text, StringComparison.Ordinal);
        Assert.DoesNotContain("not yet reviewed", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clinics_number_and_name_stand_in_every_text()
    {
        using var bot = Prepared(knowledge =>
        {
            knowledge.Edit("site.yaml", "region: null ", "region: GB ");
            knowledge.Edit("site.yaml", "I don't know the answer to that.", "{name} does not know.");
            knowledge.Write(Duration, knowledge.Read(Duration) + "\n\nOr call {number}.\n");
        });

        var declined = (await bot.SayAsync("What is the capital of France?")).Text;
        var answered = (await bot.SayAsync("How long does hip physical therapy take?")).Text;

        Assert.StartsWith("Your Clinic does not know.", declined, StringComparison.Ordinal);
        Assert.Contains("**In an emergency call 999.**", declined, StringComparison.Ordinal);
        Assert.Contains("Or call 999.", answered, StringComparison.Ordinal);
    }

    private static RunningBot Prepared(Action<KnowledgeCopy> edit) => new([], edit);
}
