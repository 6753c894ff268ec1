using System.Text.RegularExpressions;

namespace HipFaqBot.Bot.Tests.Docs;

/// <summary>The hazard log names tests, and those tests exist.</summary>
public sealed partial class ClinicalSafetyTests
{
    [Fact]
    public void Each_hazard_has_a_cause_a_control_a_rest_and_tests_that_exist()
    {
        var sources = Directory.EnumerateFiles(Repository.Path("tests"), "*Tests.cs", SearchOption.AllDirectories).ToLookup(file => Path.GetFileNameWithoutExtension(file));
        var rows = File.ReadLines(Repository.Path("docs/clinical-safety.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Trim('|', ' ').Split(" | ")).ToList();
        Assert.True(rows.Count >= 15);
        foreach (var row in rows)
        {
            Assert.True(row.Length == 5 && row.All(cell => cell.Length > 5), row[0]);
            var tests = TestName().Matches(row[3]);
            Assert.True(tests.Count > 0, row[0]);
            foreach (Match test in tests)
            {
                var (type, method) = (test.Groups[1].Value, test.Groups[2].Value);
                Assert.True(
                    sources[type].Any(file => Fact().Matches(File.ReadAllText(file)).Any(fact => fact.Groups[1].Value == method)),
                    $"There is no test {type}.{method}.");
            }
        }
    }

    [GeneratedRegex(@"`(\w+)\.(\w+)`")]
    private static partial Regex TestName();

    /// <summary>A method below an attribute that makes it a test.</summary>
    [GeneratedRegex(@"\[(?:Fact|Theory)\](?:\s*\[[^\n]*\])*\s*public (?:async Task|void) (\w+)\(")]
    private static partial Regex Fact();
}
