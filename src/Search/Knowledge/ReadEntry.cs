namespace HipFaqBot.Search.Knowledge;

/// <summary>An entry beside the fields it was read from, so that checks across entries can name the line.</summary>
internal sealed record ReadEntry(Entry Entry, YamlFields Fields)
{
    public string Path => Entry.Path;
}
