using HipFaqBot.Search.Safety;
using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Knowledge;

/// <summary>
/// Reads <c>warning-sign-messages.txt</c>: a sign's id in brackets, then messages that must raise it, one a line; a line that begins
/// with a dash looks like the sign and is none; ordinary messages stand, with their dashes, under <c>[none]</c>. Comments after <c>#</c>.
/// </summary>
internal static class SignMessagesFile
{
    public const string Name = "warning-sign-messages.txt";

    private const string LookAlike = "- ";

    /// <summary>Stands above messages that look like no sign in particular.</summary>
    private const string NoSign = "none";

    /// <summary>The messages in the file's order. Every line that cannot be meant so is named.</summary>
    /// <param name="signs">The signs that may be named.</param>
    public static IReadOnlyList<SignMessage> Parse(string text, WarningSigns signs, ProblemList problems)
    {
        var messages = new List<SignMessage>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        string? sign = null;
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] == '[' && line[^1] == ']')
            {
                sign = line[1..^1].Trim();
                if (sign != NoSign && signs.Find(sign) is null)
                {
                    problems.Error(Name, number, "unknown-sign", $"There is no warning sign '{sign}' ({WarningSignsFile.Name} has the ids).");
                }

                continue;
            }

            var isLookAlike = line.StartsWith(LookAlike, StringComparison.Ordinal);
            var message = isLookAlike ? line[LookAlike.Length..].TrimStart() : line;
            if (line[0] == '-' && !isLookAlike)
            {
                problems.Error(Name, number, "dash", "A space is missing after the dash, so that the message would be learned as one that must alarm (write \"- \" before what must not).");
            }
            else if (sign is null)
            {
                problems.Error(Name, number, "no-sign", "The message stands under no sign (write a sign's id in brackets above it: [rf-fall-no-weight]).");
            }
            else if (sign == NoSign && !isLookAlike)
            {
                problems.Error(Name, number, "no-sign", "The message stands under [none] and has no dash in front (write a dash before it, or move it under the sign that it must raise).");
            }
            else if (!seen.TryAdd(PhrasingText.Normalize(message), number))
            {
                problems.Warning(Name, number, "repeated-message", $"The message stands in line {seen[PhrasingText.Normalize(message)]} already (remove one of them).");
            }
            else
            {
                messages.Add(new SignMessage(message, isLookAlike ? null : sign));
            }
        }

        return messages;
    }
}
