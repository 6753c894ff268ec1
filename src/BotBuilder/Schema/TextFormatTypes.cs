namespace HipFaqBot.BotBuilder.Schema;

/// <summary>Formats of a message's text.</summary>
public static class TextFormatTypes
{
    public const string Markdown = "markdown";
    public const string Plain = "plain";
    public const string Xml = "xml";
}
