using System.Collections.Frozen;
using HipFaqBot.Search.Safety;
using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Knowledge;

/// <summary>All that the clinic knows, at one version. Immutable: an edit makes a new one.</summary>
public sealed class KnowledgeBase
{
    private readonly FrozenDictionary<string, Entry> _byId;

    /// <summary>Puts a knowledge base together.</summary>
    /// <param name="version">Hash of everything it was read from.</param>
    /// <param name="site">The clinic's settings.</param>
    /// <param name="entries">Every entry read, drafts and translations included, with ids unique within a language.</param>
    /// <param name="synonyms">Rules in Solr's synonym format; empty for none.</param>
    /// <param name="decoys">Neighbouring questions that nothing here answers, by topic.</param>
    /// <param name="warningSigns">What must be answered with help instead; null for none.</param>
    public KnowledgeBase(
        string version, Site site, IReadOnlyList<Entry> entries, string synonyms = "", IReadOnlyList<IReadOnlyList<string>>? decoys = null,
        WarningSigns? warningSigns = null)
    {
        Version = version;
        Site = site;
        All = entries;
        Entries = [.. entries.Where(entry => entry.Status == EntryStatus.Published && entry.Language == site.Language)];
        Synonyms = synonyms;
        Decoys = decoys ?? [];
        WarningSigns = warningSigns ?? WarningSigns.None;
        _byId = Entries.ToFrozenDictionary(entry => entry.Id, StringComparer.Ordinal);
    }

    /// <summary>Hash of everything the knowledge base was read from; changes with any edit.</summary>
    public string Version { get; }

    /// <summary>The clinic's settings.</summary>
    public Site Site { get; }

    /// <summary>The entries that are served: published, in the site's language.</summary>
    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>Every entry read, drafts and translations included.</summary>
    public IReadOnlyList<Entry> All { get; }

    /// <summary>Rules in Solr's synonym format.</summary>
    public string Synonyms { get; }

    /// <summary>
    /// Neighbouring questions that nothing here answers (knees, backs, other clinics), by topic. They stand against the entries:
    /// a question that is more like them is declined.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> Decoys { get; }

    /// <summary>What a person may write that must be answered with help, before anything else.</summary>
    public WarningSigns WarningSigns { get; }

    /// <summary>Messages from which the detector learns, beside the patterns of the signs.</summary>
    public IReadOnlyList<SignMessage> SignMessages { get; init; } = [];

    /// <summary>Questions that nothing here answers, by which the confidence is calibrated. They teach nothing else.</summary>
    public IReadOnlyList<string> OutOfScope { get; init; } = [];

    /// <summary>What the bot says to what is no question.</summary>
    public SmallTalks SmallTalk { get; init; } = SmallTalks.None;

    /// <summary>What the bot never does, and says instead.</summary>
    public Limits Limits { get; init; } = Limits.None;

    /// <summary>What reads a question for it, begun while it was checked; null where nobody has begun.</summary>
    internal Lazy<QuestionAnalyzer>? Analyzer { get; init; }

    /// <summary>How many served entries no clinician has signed.</summary>
    public int UnsignedEntries => Entries.Count(entry => entry.ReviewedBy is null);

    /// <summary>The served entry of that id, or null.</summary>
    public Entry? Find(string id) => _byId.GetValueOrDefault(id);
}
