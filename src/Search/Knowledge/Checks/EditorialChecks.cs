using System.Globalization;
using System.Text.RegularExpressions;

namespace HipFaqBot.Search.Knowledge.Checks;

/// <summary>
/// What an editor is told before publishing, beyond what keeps a version from being served: whether people will understand an
/// answer, and whether it says what it must and nothing that it must not. Run by <c>hipfaq check</c>, not by the service.
/// </summary>
internal sealed partial class EditorialChecks(Glossary glossary, ProblemList problems)
{
    public const int FewestWords = 60;
    public const int MostWords = 160;
    public const int LongestSentence = 25;
    public const double HighestGrade = 9;
    public const double HighestMedianGrade = 7;

    private readonly Readability _readability = new(glossary);

    public void Run(IReadOnlyList<ReadEntry> entries)
    {
        var grades = new List<double>();
        foreach (var read in entries)
        {
            var sentences = AnswerSentences.Of(read.Entry.Answer, read.AnswerLine);
            if (sentences.Count == 0)
            {
                continue;
            }

            Length(read, sentences);
            LongSentences(read, sentences);
            grades.Add(Grade(read, sentences));
            Terms(read);
            SeeSomeone(read);
            Promises(read, sentences);
            Doses(read, sentences);
            Links(read);
            Unsourced(read);
            RelatedCount(read);
        }

        Median(grades);
    }

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
            problems.Warning(read.Path, line, "long-sentence", $"A sentence has {AnswerSentences.Words(text)} words: \"{Start(text)} …\" (make two of it; at most {LongestSentence} words).");
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
        grades.Sort();
        if (grades.Count > 0 && grades[grades.Count / 2] > HighestMedianGrade)
        {
            problems.Warning("entries", 0, "readability", string.Create(CultureInfo.InvariantCulture, $"Half of the answers read above school grade {grades[grades.Count / 2]:F1} (simplify the hardest; the middle one should be at {HighestMedianGrade:F0} or below)."));
        }
    }

    private void Terms(ReadEntry read)
    {
        foreach (var term in glossary.Unexplained(AnswerSentences.Plain(read.Entry.Answer)))
        {
            problems.Warning(read.Path, read.LineOf(term), "unexplained-term", $"\"{term}\" is not explained where it first stands (write: {term} ({glossary.Terms[term]})).");
        }
    }

    private void SeeSomeone(ReadEntry read)
    {
        var last = AnswerSentences.Plain(read.Entry.Answer.Split("\n\n")[^1]);
        if (!last.Contains("See someone", StringComparison.OrdinalIgnoreCase) || !Time().IsMatch(last))
        {
            problems.Warning(read.Path, read.LastLine, "see-someone", "The last paragraph does not say when to see someone (end with \"See someone if …\" and a time: now, today, within days).");
        }
    }

    private void Promises(ReadEntry read, IReadOnlyList<(string Text, int Line)> sentences)
    {
        foreach (var (text, line) in sentences)
        {
            if (Promise().Match(text) is { Success: true } promise)
            {
                problems.Error(read.Path, line, "promise", $"\"{promise.Value}\" promises what nobody can (say what people can expect, with numbers).");
            }
        }
    }

    private void Doses(ReadEntry read, IReadOnlyList<(string Text, int Line)> sentences)
    {
        foreach (var (text, line) in sentences)
        {
            if (Dose().Match(text) is { Success: true } dose)
            {
                problems.Error(read.Path, line, "dose", $"\"{dose.Value}\" is a dose (send people to the packet, a pharmacist or a doctor instead).");
            }
        }
    }

    private void Links(ReadEntry read)
    {
        foreach (var (address, line) in read.Links().Where(link => !IsWebAddress(link.Address)))
        {
            problems.Error(read.Path, line, "link", $"The link \"{address}\" is no web address (write it with https:// in front, or tel: or mailto:).");
        }
    }

    private void Unsourced(ReadEntry read)
    {
        var answer = Spaces().Replace(AnswerSentences.Plain(read.Entry.Answer), " ");
        foreach (var (text, line) in read.Fields.TextList("unsourced"))
        {
            if (answer.Contains(text, StringComparison.Ordinal))
            {
                problems.Warning(read.Path, line, "unsourced", $"\"{Start(text)} …\" has no source yet (find one, or let a clinician sign the entry; the advice stays meanwhile).");
            }
            else
            {
                problems.Error(read.Path, line, "unsourced", $"\"{Start(text)} …\" does not stand in the answer (copy the sentence as it is, without ** marks, or remove the line).");
            }
        }
    }

    private void RelatedCount(ReadEntry read)
    {
        if (read.Entry.Related.Count is < 2 or > 4)
        {
            problems.Warning(read.Path, read.Fields.Line("related"), "related", $"There are {read.Entry.Related.Count} related entries (name 2 to 4 that people would go on with).");
        }
    }

    private static bool IsWebAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" or "tel" or "mailto";

    private static string Start(string text) => text.Length <= 50 ? text : text[..50];

    [GeneratedRegex(@"\b(now|today|tonight|hours?|days?|weeks?|months?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(@"\b(cures?|cured|guarantee[sd]?|always works|risk[- ]free|100 ?%)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Promise();

    [GeneratedRegex(@"\b\d[\d.,]* ?(mg|milligrams?|mcg|micrograms?|grams?|g|ml|millilitres?|tablets?|capsules?|pills?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dose();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
