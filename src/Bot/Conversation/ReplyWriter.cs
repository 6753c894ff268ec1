using HipFaqBot.Search.Knowledge;
using Markdig;

namespace HipFaqBot.Bot.Conversation;

/// <summary>
/// Puts one reply together, paragraph by paragraph. The text is complete by itself whatever cards come with it, and what is spoken
/// is the same without marks, links and lists of sources.
/// </summary>
internal sealed class ReplyWriter(Site site)
{
    private readonly List<string> _read = [];
    private readonly List<string> _spoken = [];
    private bool _isDisclaimed;

    /// <summary>A paragraph to be read and spoken, Markdown with placeholders.</summary>
    public ReplyWriter Say(string? markdown)
    {
        if (!string.IsNullOrWhiteSpace(markdown))
        {
            var filled = site.Fill(markdown);
            _read.Add(filled);
            _spoken.Add(Plain(filled));
        }

        return this;
    }

    /// <summary>A paragraph for the eyes only: sources, links, dates.</summary>
    public ReplyWriter Show(string? markdown)
    {
        if (!string.IsNullOrWhiteSpace(markdown))
        {
            _read.Add(site.Fill(markdown));
        }

        return this;
    }

    /// <summary>The short disclaimer; once, however often it is asked for.</summary>
    public ReplyWriter Disclaim()
    {
        if (!_isDisclaimed)
        {
            _isDisclaimed = true;
            Say($"*{site.Disclaimer}*");
        }

        return this;
    }

    public Activity Write()
    {
        var reply = MessageFactory.Text(string.Join("\n\n", _read), string.Join('\n', _spoken), InputHints.AcceptingInput);
        reply.TextFormat = TextFormatTypes.Markdown;
        reply.Locale = site.Language;
        return reply;
    }

    private static string Plain(string markdown) =>
        string.Join(' ', Markdown.ToPlainText(markdown).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
