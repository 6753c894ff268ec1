using HipFaqBot.Exchange.Reading;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Writing;

/// <summary>An answer as HTML that may stand in any page: the clinic's facts filled in, no script, no link that runs something.</summary>
internal static class AnswerHtml
{
    public static string Of(string answer, Site site) => SafeMarkdown.Html(SafeMarkdown.Of(site.Fill(answer), _ => { }))!.Trim();
}
