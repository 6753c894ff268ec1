using HipFaqBot.Bot.Conversation;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Teams;

/// <summary>
/// The sources of an answer as Teams shows them: a number in the text, behind which the source opens. The entity is that of
/// schema.org; it does not carry the mark of generated text, because people wrote the answers.
/// </summary>
internal static class Citations
{
    // Longer ones are refused by Teams.
    private const int MostSources = 20;
    private const int MostName = 80;
    private const int MostAbstract = 160;

    /// <summary>Puts the numbers into the line of sources and adds the entity; nothing where the text has no such line.</summary>
    public static void Add(Activity reply, Entry entry)
    {
        if (entry.Sources.Count is 0 or > MostSources || SourceLine.Of(entry.Sources) is not { } line
            || reply.Text?.Contains(line, StringComparison.Ordinal) != true)
        {
            return;
        }

        reply.Text = reply.Text.Replace(line, SourceLine.Of(entry.Sources, numbered: true)!, StringComparison.Ordinal);
        var entity = new Entity();
        entity.SetAs(new Dictionary<string, object>
        {
            ["type"] = "https://schema.org/Message",
            ["@type"] = "Message",
            ["@context"] = "https://schema.org",
            ["@id"] = "",
            ["citation"] = entry.Sources.Select((source, index) => Claim(source, index + 1)).ToArray(),
        });
        reply.Entities = [.. reply.Entities ?? [], entity];
    }

    private static Dictionary<string, object> Claim(Source source, int position) => new()
    {
        ["@type"] = "Claim",
        ["position"] = position,
        ["appearance"] = new Dictionary<string, object>
        {
            ["@type"] = "DigitalDocument",
            ["name"] = Cut(source.Title, MostName),
            ["url"] = source.Url.AbsoluteUri,
            ["abstract"] = Cut(source.Publisher, MostAbstract),
        },
    };

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)].TrimEnd() + "…";
}
