using HipFaqBot.Exchange.Reading;

namespace HipFaqBot.Exchange.Tests;

public sealed class PageTests
{
    [Theory]
    [InlineData("""{"@context":"https://schema.org","@type":"FAQPage","mainEntity":[{"@type":"Question","name":"May I walk?","acceptedAnswer":{"@type":"Answer","text":"<p>Yes, <b>slowly</b>.</p>"}}]}""")]
    [InlineData("""{"@graph":[{"@type":"WebSite"},{"@type":["WebPage","FAQPage"],"mainEntity":{"@type":"Question","name":"May I walk?","acceptedAnswer":[{"@type":"Answer","text":"<p>Yes, <b>slowly</b>.</p>"}]}}]}""")]
    [InlineData("""[{"@type":"Organization"},{"@type":"http://schema.org/FAQPage","mainEntity":[{"@type":"schema:Question","name":"May I <em>walk</em>?","acceptedAnswer":{"text":"Yes, **slowly**."}}]}]""", @"Yes, \*\*slowly\*\*.")]
    public void Linked_data_is_read_in_every_shape(string json, string answer = "Yes, **slowly**.")
    {
        var (entries, findings) = Read($"<html><head><script type='application/ld+json'>{{\"@type\":\"Person\"}}</script><script type=\"application/ld+json\">{json}</script></head><body><h1>Why?</h1></body></html>");

        Assert.Equal(("May I walk?", answer), (entries.Single().Question, entries.Single().Answer));
        Assert.False(findings.HasErrors);
    }

    [Fact]
    public void Linked_data_that_is_broken_is_told_with_its_line_and_the_headings_are_read()
    {
        var (entries, findings) = Read("<html>\n<script type='application/ld+json'>\n{\"@type\":\n</script><h2>May I walk?</h2><p>Yes.</p><h2>And run?</h2><p>No.</p></html>");

        Assert.Equal(2, entries.Count);
        Assert.Contains(findings.Unplaced, part => part.What == "JSON-LD" && part.Line >= 2);
    }

    [Fact]
    public void Headings_that_ask_become_entries_with_what_stands_below_them()
    {
        var (entries, findings) = Read("""
            <html><head><link rel="canonical" href="https://clinic.example/faq"></head><body>
            <nav><h2>Where are you?</h2><p>Menu</p></nav>
            <h1>Your hip</h1><p>Welcome.</p>
            <div class="faq"><h2>May I walk?</h2><div><p>Yes, see <a href="/walk" onclick="steal()">our page</a>.</p><h3>How far</h3><ul><li>10 minutes</li><li>then <i>more</i></li></ul></div></div>
            <details><summary>May I run?</summary>Not yet.<br>Ask us.<script>alert(1)</script></details>
            <h2>Contact</h2><p>Call 112.</p>
            </body></html>
            """);

        Assert.Equal(["May I walk?", "May I run?"], entries.Select(entry => entry.Question));
        Assert.Equal("Yes, see [our page](<https://clinic.example/walk>).\n\n### How far\n\n- 10 minutes\n- then *more*", entries[0].Answer);
        Assert.Equal("Not yet.\\\nAsk us.", entries[1].Answer);
        Assert.Equal(4, entries[0].Line);
        Assert.Contains(findings.Unplaced, part => part.Content == "Call 112." && part.Why.Contains("Contact", StringComparison.Ordinal));
        Assert.Contains(findings.Unplaced, part => part.Content == "Welcome.");
    }

    [Theory]
    [InlineData("<html><body><h1>News</h1><p>A hospital opened.</p><h2>What next?</h2><p>More.</p></body></html>")]
    [InlineData("<html><body></body></html>")]
    [InlineData("just text")]
    public void A_page_of_another_kind_is_an_error(string page)
    {
        var (entries, findings) = Read(page);

        Assert.Empty(entries);
        Assert.Equal("no-faq", findings.Problems.Single().Rule);
        Assert.Empty(findings.Unplaced);
    }

    [Theory]
    [InlineData("<p onmouseover='x()'>Hi<script>alert(1)</script> there</p>", "Hi there")]
    [InlineData("<a href='javascript:alert(1)'>click</a>", "click")]
    [InlineData("<a href=' JaVa\tScript:alert(1)'>click</a>", "click")]
    [InlineData("<a href='data:text/html,x'>click</a>", "click")]
    [InlineData("<a href='&#106;avascript:alert(1)'>click</a>", "click")]
    [InlineData("[click](javascript:alert(1))", "click")]
    [InlineData("[click](java&#115;cript:alert(1))", "click")]
    [InlineData("<javascript:alert(1)>", "javascript:alert(1)")]
    [InlineData("![x](javascript:alert(1))", "x")]
    [InlineData("See [here](/faq) or [there](#there)", "See here or there")]
    [InlineData("[click][1]\n\n[1]: javascript:alert(1)", "click")]
    [InlineData("Hi <iframe src='https://evil.example'></iframe><img src=x onerror=alert(1) alt='hip'> you", "Hi hip you")]
    [InlineData("<svg onload=alert(1)></svg>Hi", "Hi")]
    public void Nothing_that_runs_gets_into_an_answer(string answer, string safe) => Assert.Equal(safe, SafeMarkdown.Of(answer, _ => { }));

    [Theory]
    [InlineData("Plain, **bold** and [a link](https://example.org/?a=1&b=2).")]
    [InlineData("1 < 2 & 3 > 2; C:\\new; `<b>`")]
    [InlineData("Code:\n\n    <script> in code")]
    [InlineData("<https://example.org> or [mail](mailto:a@example.org) or [tel](tel:112)")]
    public void An_answer_without_danger_stays_as_it_is(string answer) => Assert.Equal(answer.Trim(), SafeMarkdown.Of(answer, _ => Assert.Fail("Nothing is to be dropped.")));

    [Theory]
    [InlineData("<p>1. not a list</p>", "1\\. not a list")]
    [InlineData("<p># none</p><p>- none</p>", "\\# none\n\n\\- none")]
    [InlineData("<p>2*3*4 a_b _c_ [x]</p>", "2\\*3\\*4 a_b \\_c\\_ \\[x\\]")]
    [InlineData("<ol start=3><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "3. a\n\n   - b\n4. c")]
    [InlineData("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b")]
    [InlineData("<pre><code>x\n```\ny</code></pre>", "````\nx\n```\ny\n````")]
    [InlineData("<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc")]
    [InlineData("text <b> bold </b>end", "text **bold** end")]
    public void Html_becomes_markdown_that_reads_the_same(string html, string markdown) =>
        Assert.Equal(markdown, HtmlMarkdown.Of(SafeMarkdown.Fragment(html), _ => { }));

    [Fact]
    public void A_page_made_to_exhaust_the_program_is_an_error()
    {
        var (entries, findings) = Read(string.Concat(Enumerable.Repeat("<div>", 5_000)) + "<h2>Why?</h2><p>So.</p><h2>Who?</h2><p>You.</p>");

        Assert.Empty(entries);
        Assert.Equal("too-deep", findings.Problems.Single().Rule);
    }

    [Fact]
    public void An_answer_made_to_exhaust_the_program_gives_its_text()
    {
        Assert.Equal("Hi", SafeMarkdown.Of(string.Concat(Enumerable.Repeat("<b>", 5_000)) + "Hi", _ => { }));
        Assert.EndsWith("Hi", SafeMarkdown.Of(new string('>', 5_000) + "Hi", _ => { }), StringComparison.Ordinal);
        Assert.EndsWith("Hi", SafeMarkdown.Of(string.Concat(Enumerable.Repeat("<blockquote>", 150)) + "Hi", _ => { }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_dropped_is_told()
    {
        var dropped = new List<string>();

        SafeMarkdown.Of("<a href='javascript:x'>a</a> <img src='https://example.org/hip.png' alt='hip'>", dropped.Add);

        Assert.Equal(["link javascript:x", "picture https://example.org/hip.png"], dropped);
    }

    private static (IReadOnlyList<ForeignEntry> Entries, Findings Findings) Read(string html)
    {
        var findings = new Findings("faq.html");
        return (PageReader.Read(html, findings), findings);
    }
}
