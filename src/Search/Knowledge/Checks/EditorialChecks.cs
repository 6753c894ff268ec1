using System.Globalization;

namespace HipFaqBot.Search.Knowledge.Checks;

/// <summary>
/// What an editor is told before publishing, beyond what keeps a version from being served: whether people will understand an
/// answer, and whether it says what it must and nothing that it must not. Run by <c>hipfaq check</c>, not by the service.
/// </summary>
internal sealed class EditorialChecks(Glossary glossary, ProblemList problems)
{
    public const int FewestWords = 60;
    public const int MostWords = 160;
    public const int LongestSentence = 25;
    public const double HighestGrade = 9;
    public const double HighestMedianGrade = 7;
    public const int FewestRelated = 2;
    public const int MostRelated = 4;

    private readonly Readability _readability = new(glossary);
    private readonly Wording _wording = new(glossary, problems);

    public void Run(IReadOnlyList<ReadEntry> entries)
    {
        var grades = new List<double>();
        foreach (var read in entries)
        {
            Links(read);
            Unsourced(read);
            Related(read, entries);
            if (IsEnglish(read.Entry) && AnswerSentences.Of(read.Entry.Answer, read.AnswerLine) is { Count: > 0 } sentences)
            {
                Length(read, sentences);
                LongSentences(read, sentences);
                var grade = Grade(read, sentences);
                if (read.Entry.Status == EntryStatus.Published)
                {
                    grades.Add(grade);
                }

                _wording.Check(read, sentences);
            }
        }

        Median(grades);
    }

    /// <summary>Words, grades and the lists of words that are looked for are those of English.</summary>
    private static bool IsEnglish(Entry entry) => entry.Language.Split('-')[0].Equals("en", StringComparison.OrdinalIgnoreCase);

    private void Length(ReadEntry read, IReadOnlyList<(string Text, int Line)> sentences)
    {
        var words = sentences.Sum(sentence => AnswerSentences.Words(sentence.Text));
        if (words is < FewestWords or > MostWords)
        {
            problems.Warning(read.Path, read.AnswerLine, "length", $"The answer has {words} words (keep it between {FewestWords} and {MostWords}).");
        }
    }

    private void LongSentences(ReadEntry read, IReadOnlyList<(string Text, int Line)> sentences)
    {
        foreach (var (text, line) in sentences.Where(sentence => AnswerSentences.Words(sentence.Text) > LongestSentence))
        {
            problems.Warning(read.Path, line, "long-sentence", $"A sentence has {AnswerSentences.Words(text)} words: {Quoted(text)} (make two of it; at most {LongestSentence} words).");
        }
    }

    private double Grade(ReadEntry read, IReadOnlyList<(string Text, int Line)> sentences)
    {
        var grade = _readability.Grade([.. sentences.Select(sentence => sentence.Text)]);
        if (grade > HighestGrade)
        {
            problems.Warning(read.Path, read.AnswerLine, "readability", string.Create(CultureInfo.InvariantCulture, $"The answer reads at school grade {grade:F1} (use shorter words and sentences; at most {HighestGrade:F0})."));
        }

        return grade;
    }

    private void Median(List<double> grades)
    {
        if (grades.Count > 0 && Readability.Median(grades) is > HighestMedianGrade and var median)
        {
            problems.Warning("entries", 0, "readability", string.Create(CultureInfo.InvariantCulture, $"Half of the answers read at school grade {median:F1} or above (simplify the hardest; the middle one should be at {HighestMedianGrade:F0} or below)."));
        }
    }

    private void Links(ReadEntry read)
    {
        foreach (var (address, line) in read.Links().Where(link => !IsWebAddress(link.Address)))
        {
            problems.Error(read.Path, line, "link", $"The link \"{address}\" is no web address (write it with https:// in front, or tel: or mailto:).");
        }
    }

    /// <summary>Advice to seek help sooner is kept without a source; what stands behind it is a source or a clinician's signature.</summary>
    private void Unsourced(ReadEntry read)
    {
        var answer = AnswerSentences.OneLine(AnswerSentences.Plain(read.Entry.Answer));
        foreach (var (sentence, line) in read.Fields.TextList("unsourced"))
        {
            var text = AnswerSentences.OneLine(sentence);
            if (text.Length == 0 || !answer.Contains(text, StringComparison.Ordinal))
            {
                problems.Error(read.Path, line, "unsourced", $"{Quoted(text)} does not stand in the answer (copy the sentence as it is, without ** marks, or remove the line).");
            }
            else if (read.Entry.ReviewedBy is null)
            {
                problems.Warning(read.Path, line, "unsourced", $"{Quoted(text)} has no source yet (find one, or let a clinician sign the entry; the advice stays meanwhile).");
            }
        }
    }

    private void Related(ReadEntry read, IReadOnlyList<ReadEntry> entries)
    {
        if (read.Entry.Status == EntryStatus.Draft)
        {
            return;
        }

        if (read.Entry.Related.Count is < FewestRelated or > MostRelated)
        {
            problems.Warning(read.Path, read.Fields.KeyLine("related"), "related", $"There are {read.Entry.Related.Count} related entries (name {FewestRelated} to {MostRelated} that people would go on with).");
        }

        foreach (var (related, line) in read.Fields.TextList("related"))
        {
            if (related == read.Entry.Id)
            {
                problems.Warning(read.Path, line, "related", "The entry names itself as related (name another, or remove it).");
            }
            else if (entries.FirstOrDefault(other => other.Entry.Id == related && other.Entry.Language == read.Entry.Language) is { Entry.Status: EntryStatus.Draft })
            {
                problems.Warning(read.Path, line, "draft-related", $"'{related}' is a draft, so that nobody is led to it (publish it, or name another).");
            }
        }
    }

    private static bool IsWebAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" or "tel" or "mailto";

    private static string Quoted(string text) => text.Length <= 50 ? $"\"{text}\"" : $"\"{text[..50].TrimEnd()} …\"";
}
