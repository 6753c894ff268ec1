using System.Text.RegularExpressions;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Search.Knowledge.Checks;

/// <summary>
/// Tells an editor of a warning sign that its own examples do not raise, or that its look-alikes do, and of advice that a frightened
/// person could not use: too long, without whom to turn to and by when, or to whoever asks for another as if it were their own body.
/// </summary>
internal static partial class SignChecks
{
    /// <summary>Words in a sentence of advice.</summary>
    private const int MostWords = 15;

    public static void Run(WarningSigns signs, ProblemList problems)
    {
        var detector = new WarningSignDetector(signs);
        foreach (var sign in signs.All)
        {
            if (SelfDescriptions.In(string.Join('\n', Texts(sign).Prepend(sign.Title))) is { } claim)
            {
                problems.Error(WarningSignsFile.Name, 0, SelfDescriptions.Rule, SelfDescriptions.Message(claim));
            }

            Advice(sign, problems);
            Unreviewed(sign, problems);
            AdviceForSomeoneElse(sign, problems);
            if (sign.Examples.Count == 0)
            {
                problems.Warning(WarningSignsFile.Name, 0, "sign-example", $"{sign.Id} has no example (write some messages that must raise it).");
            }

            foreach (var example in sign.Examples.Where(example => detector.DetectAll(example).All(alert => alert.Sign != sign)))
            {
                problems.Warning(WarningSignsFile.Name, 0, "sign-example", $"\"{example}\" does not raise {sign.Id} (add its words to a concept, or a pattern).");
            }

            foreach (var lookAlike in sign.LookAlikes.Where(lookAlike => detector.Detect(lookAlike) is not null))
            {
                problems.Warning(WarningSignsFile.Name, 0, "sign-look-alike", $"\"{lookAlike}\" raises a warning sign (narrow its pattern, or add an idiom under 'harmless').");
            }
        }
    }

    /// <summary>What no source stands behind, and what the file itself leaves to a clinician's judgement.</summary>
    private static void Unreviewed(WarningSign sign, ProblemList problems)
    {
        if (sign.ReviewedBy is not null)
        {
            return;
        }

        if (sign.Lines.Unsourced is { } line)
        {
            problems.Warning(WarningSignsFile.Name, line, "unsourced", $"The advice of {sign.Id} has no source yet (find one, or let a clinician sign the sign with 'reviewedBy'; the advice stays meanwhile).");
        }

        foreach (var pair in sign.Pairs)
        {
            problems.Warning(WarningSignsFile.Name, pair.Line, "unreviewed-pair", $"\"{pair.Pattern.Text}\" of {sign.Id} ({Name(pair.Pattern.Urgency ?? sign.Urgency)}{(pair.IsUnsourced ? ", without a source" : "")}) waits for a clinician's judgement (let one sign the sign with 'reviewedBy'; it raises the sign meanwhile).");
        }
    }

    private static void Advice(WarningSign sign, ProblemList problems)
    {
        foreach (var (sentence, words) in Texts(sign).SelectMany(text => AnswerSentences.Of(AsRead(text), 0))
            .Select(sentence => (sentence.Text, AnswerSentences.Words(sentence.Text))).Where(sentence => sentence.Item2 > MostWords))
        {
            problems.Error(WarningSignsFile.Name, 0, "sign-advice", $"\"{sentence}\" of {sign.Id} has {words} words, and is read in fear (keep it to {MostWords}; make two of it).");
        }

        foreach (var urgency in sign.HigherUrgencies.Where(urgency => !sign.AdviceIfRaised.ContainsKey(urgency)))
        {
            problems.Error(WarningSignsFile.Name, 0, "sign-advice", $"{sign.Id} can be raised to {Name(urgency)}, and its advice is that of {Name(sign.Urgency)} (add 'adviceIfRaised: {{{Name(urgency)}: …}}').");
        }

        foreach (var (urgency, step) in AdviceByUrgency(sign).Select(advice => (advice.Urgency, WarningSigns.StepsOf(advice.Text)[0])))
        {
            // An emergency's headline says it.
            if (urgency != Urgency.Emergency && !(urgency == Urgency.SameDay ? Today() : WithinDays()).IsMatch(step))
            {
                problems.Error(WarningSignsFile.Name, 0, "sign-advice", $"The first step of {sign.Id} does not say whom to see {(urgency == Urgency.SameDay ? "today" : "within how many days")}: \"{step}\" (begin with \"See a doctor {(urgency == Urgency.SameDay ? "today" : "within days")}.\").");
            }
        }
    }

    private static void AdviceForSomeoneElse(WarningSign sign, ProblemList problems)
    {
        var said = sign.HigherUrgencies.Prepend(sign.Urgency).Select(urgency => new Alert(sign, urgency, []) { Subject = AlertSubject.SomeoneElse }).ToList();
        foreach (var text in said.Select(alert => alert.Advice).Append(said[0].Ask).OfType<string>().Where(text => You().IsMatch(text)))
        {
            problems.Warning(WarningSignsFile.Name, 0, "sign-advice", $"Said about someone else, {sign.Id} speaks to who writes as if it were their body: \"{AnswerSentences.Plain(text).Split('\n').First(step => You().IsMatch(step))}\" (say \"they\" in 'adviceForSomeoneElse', 'adviceForSomeoneElseIfRaised' or 'askForSomeoneElse').");
        }
    }

    private static IEnumerable<(Urgency Urgency, string Text)> AdviceByUrgency(WarningSign sign)
    {
        IEnumerable<(Urgency Urgency, string? Text)> plain = [(sign.Urgency, sign.Advice), (sign.Urgency, sign.AdviceForSomeoneElse)];
        var raised = sign.AdviceIfRaised.Concat(sign.AdviceForSomeoneElseIfRaised).Select(raised => (raised.Key, raised.Value));
        return plain.Where(advice => advice.Text is not null).Select(advice => (advice.Urgency, advice.Text!)).Concat(raised);
    }

    private static IEnumerable<string> Texts(WarningSign sign) =>
        AdviceByUrgency(sign).Select(advice => advice.Text).Concat(new[] { sign.Ask, sign.AskForSomeoneElse }.OfType<string>());

    /// <summary>As it reads where no country is set, which is longest.</summary>
    private static string AsRead(string advice) => advice.Replace("{number}", SiteNumbers.LocalNumber, StringComparison.Ordinal);

    private static string Name(Urgency urgency) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(urgency.ToString());

    [GeneratedRegex(@"\b(see|call)\b.*\btoday\b", RegexOptions.IgnoreCase)]
    private static partial Regex Today();

    [GeneratedRegex(@"\b(see|call)\b.*\bwithin\b.*\bdays?\b", RegexOptions.IgnoreCase)]
    private static partial Regex WithinDays();

    [GeneratedRegex(@"(?<!\bthank )\byou(r|rs|rself)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex You();
}
