using HipFaqBot.Bot.Pages.Faq;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Tests.Pages.Faq;

public sealed class AnswerMarkdownTests
{
    [Theory]
    [InlineData("**bold** and *soft*", "<p><strong>bold</strong> and <em>soft</em></p>")]
    [InlineData("# Big\n\n##### Small", "<h4>Big</h4>\n<h4>Small</h4>")]
    [InlineData("[a](https://example.org/?a=1&b=2)", "<p><a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noopener\" target=\"_blank\">a</a></p>")]
    [InlineData("see https://example.org/x.", "<p>see <a href=\"https://example.org/x\" rel=\"noopener\" target=\"_blank\">https://example.org/x</a>.</p>")]
    [InlineData("<https://example.org/x>", "<p><a href=\"https://example.org/x\" rel=\"noopener\" target=\"_blank\">https://example.org/x</a></p>")]
    [InlineData("<clinic@example.org>", "<p><a href=\"mailto:clinic@example.org\" rel=\"noopener\" target=\"_blank\">clinic@example.org</a></p>")]
    [InlineData("[call](tel:+15550100)", "<p><a href=\"tel:+15550100\" rel=\"noopener\" target=\"_blank\">call</a></p>")]
    [InlineData("[*press* me](javascript:alert(1))", "<p><em>press</em> me</p>")]
    [InlineData("[a](JaVaScRiPt:alert(1)) [b](data:text/html,x) [c](vbscript:x) [d](//example.org) [e](/etc/passwd) [f](#x)", "<p>a b c d e f</p>")]
    [InlineData("[a](java\tscript:x) [a](&#106;avascript:x)", "<p>[a](java\tscript:x) a</p>")]
    [InlineData("[a][1]\n\n[1]: javascript:alert(1)", "<p>a</p>")]
    [InlineData("<javascript:alert(1)>", "<p>javascript:alert(1)</p>")]
    [InlineData("![a hip](https://example.org/hip.png)", "<p>a hip</p>")]
    [InlineData("[![a hip](https://example.org/hip.png)](https://example.org/)", "<p><a href=\"https://example.org/\" rel=\"noopener\" target=\"_blank\">a hip</a></p>")]
    [InlineData("<b>x</b> &amp; <!-- y -->", "<p>&lt;b&gt;x&lt;/b&gt; &amp; &lt;!-- y --&gt;</p>")]
    [InlineData("<script>\nalert(1)\n</script>", "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>")]
    [InlineData("", "")]
    public void Markdown_becomes_HTML_that_can_do_no_harm(string markdown, string html) =>
        Assert.Equal(html, AnswerMarkdown.Render(Site.Default, markdown, level: 4).ToString());

    [Theory]
    [InlineData("**One** two\n\n- three\n- [four](https://example.org)", 155, "One two three four")]
    [InlineData("One two three. Four five", 15, "One two three…")]
    [InlineData("Onetwothree", 5, "Onetw…")]
    [InlineData("Call {number}.", 155, "Call your local emergency number.")]
    public void The_beginning_is_words_without_markup(string markdown, int characters, string beginning) =>
        Assert.Equal(beginning, AnswerMarkdown.Beginning(Site.Default, markdown, characters));
}
