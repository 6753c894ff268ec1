using System.Net;
using System.Text.RegularExpressions;
using HipFaqBot.Bot.Conversation;

namespace HipFaqBot.Bot.Tests.Docs;

/// <summary>What the product says that it is for, and what it must not call itself.</summary>
[Collection(OneBot.Name)]
public sealed partial class IntendedUseTests(RunningBot bot)
{
    [Fact]
    public async Task The_same_words_stand_in_the_document_the_README_and_on_the_faq_page()
    {
        Assert.Contains(IntendedUse.Text, Plain(File.ReadAllText(Repository.Path("docs/intended-use.md"))), StringComparison.Ordinal);
        Assert.Contains(IntendedUse.Text, Plain(File.ReadAllText(Repository.Path("README.md"))), StringComparison.Ordinal);
        Assert.Contains(IntendedUse.Text, WebUtility.HtmlDecode(await bot.Http.GetStringAsync("/faq")), StringComparison.Ordinal);
    }

    [Fact]
    public void No_document_of_the_product_calls_it_what_it_is_not()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Path("docs"), "*.md").Append(Repository.Path("README.md")))
        {
            foreach (var sentence in Sentence().Split(Plain(File.ReadAllText(file))).Where(sentence => Claim().IsMatch(sentence)))
            {
                Assert.True(Denial().IsMatch(sentence), $"{Path.GetFileName(file)}: {sentence}");
            }
        }
    }

    /// <summary>Without the marks of quotes and the breaks of lines.</summary>
    private static string Plain(string markdown) => Space().Replace(Quote().Replace(markdown, ""), " ");

    [GeneratedRegex(@"^> ?", RegexOptions.Multiline)]
    private static partial Regex Quote();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"(?<=[.!?:;])\s+")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\b(triag\w*|symptom[- ]?check\w*|clinically[- ](validated|proven|tested)|assess\w* (symptoms|patients|you))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Claim();

    [GeneratedRegex(@"\b(not|no|never|cannot|nobody)\b|n't\b", RegexOptions.IgnoreCase)]
    private static partial Regex Denial();
}
