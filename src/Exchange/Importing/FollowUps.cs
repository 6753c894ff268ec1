using System.Text.RegularExpressions;
using HipFaqBot.Exchange.Reading;

namespace HipFaqBot.Exchange.Importing;

/// <summary>Turns the source's prompts into ids of related entries, now that every entry has one.</summary>
internal sealed partial class FollowUps
{
    private readonly EntriesOnDisk _disk;
    private readonly Findings _findings;
    private readonly HashSet<string> _ids;
    private readonly Dictionary<string, string> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byQuestion = new(StringComparer.Ordinal);

    public FollowUps(IReadOnlyList<(ForeignEntry Entry, string Id)> placed, EntriesOnDisk disk, Findings findings)
    {
        (_disk, _findings) = (disk, findings);
        _ids = placed.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (entry, id) in placed)
        {
            _byKey.TryAdd(entry.Key ?? "", id);
            foreach (var way in entry.Phrasings.Prepend(entry.Question))
            {
                _byQuestion.TryAdd(Hyphened(way), id);
            }
        }
    }

    public ForeignEntry Resolve(ForeignEntry entry, string id)
    {
        var related = new List<string>();
        foreach (var named in entry.Related)
        {
            Take(_ids.Contains(named) || _disk.Entries.Any(other => other.Id == named) ? named : null, named, named);
        }

        foreach (var prompt in entry.Prompts)
        {
            var target = prompt.Target.StartsWith('?')
                ? _byQuestion.GetValueOrDefault(Hyphened(prompt.Target[1..]))
                : _byKey.GetValueOrDefault(prompt.Target) ?? _byQuestion.GetValueOrDefault(Hyphened(prompt.Target));
            Take(target, prompt.Text, $"{prompt.Text} (to {prompt.Target})");
        }

        return entry with { Related = related, Prompts = [] };

        void Take(string? target, string text, string content)
        {
            if (target is null)
            {
                _findings.NoPlace(entry.Line, "follow-up", $"what it leads to is not in the knowledge (from '{id}'; name it in 'related' once it is)", content);
            }
            else if (target != id && !related.Contains(target))
            {
                related.Add(target);
                if (text != target && !_byQuestion.TryGetValue(Hyphened(text), out _))
                {
                    _findings.NoPlace(entry.Line, "follow-up's words", $"'{id}' leads to '{target}' now, whose own question stands on the button", text);
                }
            }
        }
    }

    /// <summary>A question as <c>.qna</c> links write it: words joined by hyphens.</summary>
    private static string Hyphened(string question) => SeparatorPattern().Replace(question.Trim().ToLowerInvariant(), "-").Trim('-');

    [GeneratedRegex(@"[\s?-]+")]
    private static partial Regex SeparatorPattern();
}
