using HipFaqBot.Exchange.Reading;

namespace HipFaqBot.Exchange.Writing;

/// <summary>An answer as HTML that may stand in any page: no script, no link that runs something.</summary>
internal static class AnswerHtml
{
    public static string Of(string answer) => SafeMarkdown.Html(SafeMarkdown.Of(answer, _ => { }))!.Trim();
}
