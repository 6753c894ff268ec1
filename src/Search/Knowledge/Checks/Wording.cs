using System.Text.RegularExpressions;

namespace HipFaqBot.Search.Knowledge.Checks;

/// <summary>What an answer must say, and what it must not: terms nobody knows, no word on when to see someone, promises, doses.</summary>
internal sealed partial class Wording(Glossary glossary, ProblemList problems)
{
    public void Check(ReadEntry read, IReadOnlyList<(string Text, int Line)> sentences)
    {
        MaximumDose(read, sentences);
        Terms(read);
        SeeSomeone(read);
        foreach (var (text, line) in sentences.Prepend((read.Entry.Question, (int)read.Fields.Line("question"))))
        {
            if (SelfDescriptions.InEntry(text) is { } claim)
            {
                problems.Error(read.Path, line, SelfDescriptions.Rule, SelfDescriptions.Message(claim));
            }
        }

        foreach (var (text, line) in sentences)
        {
            Promises(read, text, line);
            Doses(read, text, line);
        }
    }

    private void Terms(ReadEntry read)
    {
        foreach (var term in glossary.Unexplained(AnswerSentences.Plain(read.Entry.Answer)))
        {
            problems.Warning(read.Path, read.LineOf(Glossary.Finder(term)), "unexplained-term", $"\"{term}\" is not explained where it first stands (write: {term} ({glossary.Terms[term]})).");
        }
    }

    private void SeeSomeone(ReadEntry read)
    {
        const string cure = "(end with \"See someone if …\" and a time: now, today, within days)";
        var (last, line) = AnswerSentences.LastParagraph(read.Entry.Answer, read.AnswerLine);
        if (!last.Contains("See someone", StringComparison.OrdinalIgnoreCase) || !Time().IsMatch(last))
        {
            problems.Warning(read.Path, line, "see-someone", $"The last paragraph does not say when to see someone {cure}.");
        }
        else if (Worried().Match(last) is { Success: true } worried)
        {
            problems.Warning(read.Path, line, "see-someone", $"\"{worried.Value}\" leaves the decision to people who cannot make it {cure}.");
        }
    }

    /// <summary>What names the most of a medicine must say so, for it is kept from people who spoke of self-harm.</summary>
    private void MaximumDose(ReadEntry read, IReadOnlyList<(string Text, int Line)> sentences)
    {
        var (text, line) = sentences.FirstOrDefault(sentence => Maximum().IsMatch(sentence.Text));
        if (text is not null && !read.Entry.NamesMaximumDose)
        {
            problems.Error(read.Path, line, "maximum-dose", $"\"{Maximum().Match(text).Value}\" speaks of how much is the most (add 'maximumDose: true', so that nobody who spoke of self-harm is shown it).");
        }
    }

    private void Promises(ReadEntry read, string text, int line)
    {
        if (Promise().Match(text) is { Success: true } promise)
        {
            problems.Error(read.Path, line, "promise", $"\"{promise.Value}\" promises what nobody can (say what people can expect, with numbers).");
        }
    }

    private void Doses(ReadEntry read, string text, int line)
    {
        if (Dose().Matches(text).FirstOrDefault(dose => !IsFood(dose, text)) is { } found)
        {
            problems.Error(read.Path, line, "dose", $"\"{found.Value}\" is a dose (send people to the packet, a pharmacist or a doctor instead).");
        }
    }

    /// <summary>Grams of what is no drug, as in "30 g of protein".</summary>
    private bool IsFood(Match dose, string text)
    {
        var rest = text[(dose.Index + dose.Length)..];
        return dose.Groups["gram"].Success
            && rest.StartsWith(" of ", StringComparison.OrdinalIgnoreCase)
            && !glossary.Drugs.Any(drug => rest[4..].StartsWith(drug, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"\b(now|at once|straight away|immediately|today|tonight|hours?|days?|weeks?|months?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(@"\bif (you are |you're |you feel )?(worried|concerned)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Worried();

    [GeneratedRegex(
        @"\b(maximum|largest|highest|daily|24[- ]hour) (daily )?(dose|amount|limit)\b|\b(never|not|no|don['’]t)( \w+)? (take )?more( \w+){0,4} than the (packet|pack|label|leaflet|box)\b|\b(dose|tablets?|capsules?|pills?) limit\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Maximum();

    /// <summary>Whole words: neither "procure" nor "secure".</summary>
    [GeneratedRegex(@"\b(cures?|cured|curing|guarantee[sd]?|always works?|risk[- ]free)\b|\b100 ?(%|per ?cent\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Promise();

    [GeneratedRegex(@"\b(\d[\d.,]*|half a|one|two|three|four|six|eight)[ -]?(mg|milligrams?|mcg|µg|micrograms?|(?<gram>g|grams?)|ml|millilitres?|IU|tablets?|capsules?|pills?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dose();
}
