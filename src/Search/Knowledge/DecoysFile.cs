namespace HipFaqBot.Search.Knowledge;

/// <summary>Reads <c>decoys.txt</c>: one question a line, topics parted by blank lines, comments after <c>#</c>.</summary>
internal static class DecoysFile
{
    public const string Name = "decoys.txt";

    /// <summary>The questions by topic, each with its line.</summary>
    public static IReadOnlyList<IReadOnlyList<Decoy>> Parse(string text)
    {
        var topics = new List<List<Decoy>> { new() };
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()))
        {
            number++;
            if (line.Length == 0)
            {
                topics.Add([]);
            }
            else if (line[0] != '#')
            {
                topics[^1].Add(new Decoy(line, number));
            }
        }

        return topics.FindAll(topic => topic.Count > 0);
    }
}

/// <summary>A question that is to be declined, with its line.</summary>
internal sealed record Decoy(string Text, int Line);
