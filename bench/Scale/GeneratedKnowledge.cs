using System.IO.Compression;
using System.Text.Json;

namespace HipFaqBot.Bench.Scale;

/// <summary>
/// A knowledge base as large as is wanted, the same for the same seed. Words come from the program's list of English by Zipf's law; an
/// entry is a kind of question about three of them, and its phrasings are the kind's templates, in which a word may be left out or
/// another come in. Two of three speak of hip and pain, so that those tell as little as they do in the real one.
/// </summary>
internal sealed class GeneratedKnowledge
{
    public const int PhrasingsEach = 5;

    /// <summary>Each kind of question: more templates than an entry takes, so that others are left to ask by.</summary>
    private static readonly string[][] Kinds =
    [
        ["how long does {0} take after {1} {2}", "when is {0} over with {1} {2}", "how many weeks of {0} for {1} {2}", "what time does {0} need for {1} and {2}", "is {0} quick for {1} {2}", "how soon does {0} end when i have {1} {2}", "days until {0} is done after {1} {2}"],
        ["is {0} safe with {1} {2}", "can {0} harm {1} {2}", "what are the risks of {0} for {1} {2}", "is it dangerous to have {0} with {1} and {2}", "should i worry about {0} and {1} {2}", "does {0} have side effects on {1} {2}", "could {0} make {1} {2} worse"],
        ["what does {0} cost for {1} {2}", "how much is {0} with {1} {2}", "will insurance pay {0} for {1} {2}", "price of {0} for {1} and {2}", "is {0} expensive when you need {1} {2}", "do i have to pay for {0} after {1} {2}", "who pays for {0} and {1} {2}"],
        ["why do i need {0} for {1} {2}", "what is the point of {0} with {1} {2}", "how does {0} help {1} {2}", "does {0} do anything for {1} and {2}", "reasons for {0} in {1} {2}", "what good is {0} if i have {1} {2}", "is {0} worth it for {1} {2}"],
        ["when can i start {0} after {1} {2}", "how early may i begin {0} with {1} {2}", "am i allowed {0} so soon after {1} {2}", "is it too early for {0} with {1} and {2}", "first day of {0} after {1} {2}", "when is {0} possible again with {1} {2}", "do i wait with {0} until {1} {2}"],
        ["how do i prepare {0} for {1} {2}", "what should i bring to {0} with {1} {2}", "getting ready for {0} and {1} {2}", "steps before {0} for {1} {2}", "what happens before {0} with {1} and {2}", "do i need to fast before {0} and {1} {2}", "what to wear for {0} with {1} {2}"],
    ];

    private static readonly string[] Openings = ["", "", "", "hi ", "please tell me ", "i would like to know ", "my doctor said something but ", "sorry to ask "];

    private readonly Random _random;
    private readonly string[] _words;
    private readonly double[] _sums;

    public GeneratedKnowledge(int entries, int seed)
    {
        // For reproduction, not for secrets.
#pragma warning disable CA5394
        _random = new Random(seed);
        _words = Words();
        _random.Shuffle(_words);
#pragma warning restore CA5394
        _sums = new double[_words.Length];
        var sum = 0.0;
        for (var rank = 0; rank < _words.Length; rank++)
        {
            _sums[rank] = sum += 1.0 / (rank + 3);
        }

        var seen = new HashSet<(int, string)>();
        while (Entries.Count < entries)
        {
            var kind = Below(Kinds.Length);
            var about = About();
            if (seen.Add((kind, string.Join(' ', about.Order(StringComparer.Ordinal)))))
            {
                Entries.Add(EntryOf($"e{Entries.Count}", kind, about));
            }
        }
    }

    public List<GeneratedEntry> Entries { get; } = [];

    /// <summary>Writes it in the form of public question sets.</summary>
    public void Write(string path)
    {
        using var file = new StreamWriter(path);
        foreach (var entry in Entries)
        {
            file.WriteLine(JsonSerializer.Serialize(
                new { id = entry.Id, question = entry.Question, alternates = entry.Phrasings, answer = entry.Answer }, JsonSerializerOptions.Web));
        }
    }

    /// <summary>So many questions that an entry answers, in words that none of its phrasings has, every fourth with a slip of the finger.</summary>
    public IEnumerable<(string Text, string? Id)> Asked(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var entry = Entries[Below(Entries.Count)];
            var text = Openings[Below(Openings.Length)] + Say(Kinds[entry.Kind][entry.Unused], entry.About);
            yield return (i % 4 == 0 ? Slip(text) : text, entry.Id);
        }
    }

    /// <summary>So many questions that nothing answers: two words of three are in no list.</summary>
    public IEnumerable<(string Text, string? Id)> Strangers(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var kind = Kinds[Below(Kinds.Length)];
            yield return (Say(kind[Below(kind.Length)], [Word(), Invented(), Invented()]), null);
        }
    }

    private GeneratedEntry EntryOf(string id, int kind, string[] about)
    {
        var order = Enumerable.Range(0, Kinds[kind].Length).ToArray();
#pragma warning disable CA5394
        _random.Shuffle(order);
#pragma warning restore CA5394
        var texts = order.Take(PhrasingsEach + 1).Select(template => Varied(Kinds[kind][template], about)).ToList();
        var answer = string.Join(' ', Enumerable.Range(0, 90).Select(_ => Word()));
        return new GeneratedEntry(id, texts[0], texts[1..], answer) { Kind = kind, About = about, Unused = order[PhrasingsEach + 1] };
    }

    private string Varied(string template, string[] about)
    {
        var words = Below(6) == 0 ? [about[0], about[1], ""] : about;
        var text = Say(template, words);
        return Below(5) == 0 ? $"{text} {Word()}" : text;
    }

    private string Say(string template, string[] about)
    {
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, template, [.. about]);
        return Below(3) switch { 0 => text, 1 => $"{text} with hip pain", _ => $"{text} in my hip" };
    }

    private string[] About() => [Word(), Word(), Word()];

    private string Word()
    {
        var at = Array.BinarySearch(_sums, Draw() * _sums[^1]);
        return _words[Math.Min(_words.Length - 1, at < 0 ? ~at : at)];
    }

    private string Invented() => string.Concat(Enumerable.Range(0, 3).Select(_ => $"{"bdgklmnprtvz"[Below(12)]}{"aeiou"[Below(5)]}{"xqwj"[Below(4)]}"));

    /// <summary>Two neighbouring letters of a longer word change places.</summary>
    private string Slip(string text)
    {
        var words = text.Split(' ');
        var at = Enumerable.Range(0, words.Length).MaxBy(i => words[i].Length);
        var word = words[at].ToCharArray();
        var place = 1 + Below(Math.Max(1, word.Length - 2));
        (word[place], word[place - 1]) = (word[place - 1], word[place]);
        words[at] = new string(word);
        return string.Join(' ', words);
    }

#pragma warning disable CA5394
    private int Below(int limit) => _random.Next(limit);

    private double Draw() => _random.NextDouble();
#pragma warning restore CA5394

    private static string[] Words()
    {
        using var zipped = File.OpenRead(Path.Combine(Shipped.Root(), "src/Search/Text/English/words.txt.gz"));
        using var reader = new StreamReader(new GZipStream(zipped, CompressionMode.Decompress));
        return [.. reader.ReadToEnd().Split('\n').Where(word => word.Length >= 4 && word.All(char.IsAsciiLetterLower)).Distinct().Order(StringComparer.Ordinal)];
    }
}

/// <summary>An entry of it.</summary>
internal sealed record GeneratedEntry(string Id, string Question, IReadOnlyList<string> Phrasings, string Answer)
{
    public int Kind { get; init; }

    public string[] About { get; init; } = [];

    /// <summary>A template that no phrasing has.</summary>
    public int Unused { get; init; }
}
