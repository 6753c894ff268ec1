using System.Globalization;
using System.Net;
using System.Text;
using HipFaqBot.Exchange.Reading;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Writing;

/// <summary>One plain web page with every question that is served, to be put on a site or printed.</summary>
internal static class PageWriter
{
    public static string Write(IReadOnlyList<Entry> entries, Site site)
    {
        var text = new StringBuilder($"""
            <!DOCTYPE html>
            <html lang="{Encode(site.Language)}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encode(site.Name)}: questions and answers</title>
            </head>
            <body>
            <h1>{Encode(site.Name)}: questions and answers</h1>

            """);
        foreach (var entry in entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"""
                <section id="{Encode(entry.Id)}" {PageReader.EntryAttribute}="{Encode(entry.Id)}">
                <h2>{Encode(entry.Question)}</h2>
                {AnswerHtml.Of(entry.Answer, site)}
                </section>

                """);
        }

        return text.Append(CultureInfo.InvariantCulture, $"""
            <footer><p>{Encode(site.Fill(site.Disclaimer))}</p></footer>
            </body>
            </html>

            """).ToString();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
