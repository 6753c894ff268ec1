using System.Text.RegularExpressions;

namespace HipFaqBot.Search.Knowledge.Checks;

/// <summary>
/// The Flesch-Kincaid grade level, 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid et al. 1975): about the
/// years of school that a reader needs. Terms of the glossary and names of drugs count as two syllables, for they are explained
/// or stand on the packet.
/// </summary>
internal sealed partial class Readability(Glossary glossary)
{
    private readonly Regex? _known = glossary.KnownWords();

    /// <summary>The grade of a text that has at least one sentence.</summary>
    public double Grade(IReadOnlyList<string> sentences)
    {
        double words = 0, syllables = 0;
        foreach (var sentence in sentences)
        {
            var known = _known?.Count(sentence) ?? 0;
            var rest = AnswerSentences.Word().Matches(_known?.Replace(sentence, " ") ?? sentence);
            words += rest.Count + known;
            syllables += rest.Sum(word => Syllables(word.Value)) + (2 * known);
        }

        return (0.39 * words / sentences.Count) + (11.8 * syllables / words) - 15.59;
    }

    /// <summary>Groups of vowels, less the silent endings of English; at least one.</summary>
    public static int Syllables(string word)
    {
        var count = Vowels().Count(word);
        return Math.Max(1, count > 1 && SilentEnd().IsMatch(word) ? count - 1 : count);
    }

    [GeneratedRegex("[aeiouy]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Vowels();

    /// <summary>The middle of the grades; between the two middle ones where their number is even.</summary>
    public static double Median(IEnumerable<double> grades)
    {
        var sorted = grades.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>As in "move", "scale", "eased", "swelled", "sides"; not as in "muscle", "rested", "troubled", "exercises", "bodies".</summary>
    [GeneratedRegex("([^aeiouyl]|[aeiouyl]l)e$|([^aeiouyltd]|[aeiouyl]l)ed$|([^aeiouylszxhcg]|[aeiouyl]l)es$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SilentEnd();
}
