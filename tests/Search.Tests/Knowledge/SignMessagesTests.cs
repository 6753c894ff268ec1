namespace HipFaqBot.Search.Tests.Knowledge;

public sealed class SignMessagesTests
{
    [Fact]
    public void A_line_raises_the_sign_above_it_and_one_with_a_dash_only_looks_like_it()
    {
        using var folder = new KnowledgeFolder();
        var sign = folder.Read().Knowledge!.WarningSigns.All[0].Id;
        folder.Write("warning-sign-messages.txt", $"# comment\n\n[{sign}]\nI fell over\n- what if I fall\n");

        var messages = folder.Read().Knowledge!.SignMessages;

        Assert.Equal([("I fell over", sign), ("what if I fall", null)], messages.Select(message => (message.Text, message.Sign)));
    }

    [Theory]
    [InlineData("[rf-no-such]\nI fell over\n", "unknown-sign", 1)]
    [InlineData("# comment\nI fell over\n", "no-sign", 2)]
    [InlineData("[none]\n-no space after the dash\n", "dash", 2)]
    public void A_line_that_cannot_be_meant_so_is_an_error_with_its_place(string text, string rule, int line)
    {
        using var folder = new KnowledgeFolder();
        folder.Write("warning-sign-messages.txt", text);

        var problem = Assert.Single(folder.Read().Problems);

        Assert.Equal(("warning-sign-messages.txt", rule, line), (problem.Path, problem.Rule, problem.Line));
    }

    [Fact]
    public void An_error_among_the_signs_is_told_alone_without_one_for_every_sign_that_messages_name()
    {
        using var folder = new KnowledgeFolder();
        folder.Write("warning-sign-messages.txt", "[rf-chest-breath]\nmy chest hurts\n[rf-fever-joint]\nhot all over\n");
        folder.Edit("warning-signs.yaml", "urgency: emergency", "urgency: someday");

        var problem = Assert.Single(folder.Read().Problems);

        Assert.Equal(("warning-signs.yaml", "urgency", 7), (problem.Path, problem.Rule, problem.Line));
    }

    [Fact]
    public void Without_the_signs_the_messages_are_not_judged()
    {
        using var folder = new KnowledgeFolder();
        folder.Write("warning-sign-messages.txt", "[rf-chest-breath]\nmy chest hurts\n");
        folder.Delete("warning-signs.yaml");

        Assert.Equal("warning-signs.yaml", Assert.Single(folder.Read().Problems).Path);
    }

    [Fact]
    public void An_unknown_concept_in_the_evidence_of_a_sign_is_an_error_with_its_place()
    {
        using var folder = new KnowledgeFolder();
        folder.Edit("warning-signs.yaml", "patterns: [fever]", "evidence: [chestPain, shivers], patterns: [fever]");

        var problem = Assert.Single(folder.Read().Problems);

        Assert.Equal(("warning-signs.yaml", "unknown-concept", 8), (problem.Path, problem.Rule, problem.Line));
        Assert.Contains("The evidence of 'rf-fever-joint' names 'shivers', which is no concept", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeated_message_is_named_and_counts_once()
    {
        using var folder = new KnowledgeFolder();
        var sign = folder.Read().Knowledge!.WarningSigns.All[0].Id;
        folder.Write("warning-sign-messages.txt", $"[{sign}]\nI fell over\ni fell over!\n");

        var reading = folder.Read();

        Assert.Equal("repeated-message", Assert.Single(reading.Problems).Rule);
        Assert.Single(reading.Knowledge!.SignMessages);
    }

    [Fact]
    public void Every_shipped_sign_has_messages_to_learn_from()
    {
        var knowledge = ShippedKnowledge.Knowledge;
        var taught = knowledge.SignMessages.Where(message => message.Sign is not null).CountBy(message => message.Sign!).ToDictionary();

        Assert.All(knowledge.WarningSigns.All, sign => Assert.True(taught.GetValueOrDefault(sign.Id) >= 10, sign.Id));
    }
}
