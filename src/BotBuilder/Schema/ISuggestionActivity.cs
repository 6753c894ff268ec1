namespace HipFaqBot.BotBuilder.Schema;

/// <summary>An activity of type suggestion.</summary>
public interface ISuggestionActivity : IMessageActivity
{
    IList<TextHighlight>? TextHighlights { get; set; }
}
