using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HipFaqBot.Cli.Teams;

/// <summary>What a package is made from: <c>manifest.json</c> with placeholders, two icons, and translations of its strings.</summary>
/// <param name="folder">The folder; null for the one that comes with the program.</param>
internal sealed partial class TeamsTemplate(string? folder)
{
    private static readonly string Own = Path.Combine(AppContext.BaseDirectory, "teams");

    public string Folder { get; } = folder ?? Own;

    /// <summary>The manifest's schema; the program's own, whatever the folder.</summary>
    public static string ManifestSchema => Path.Combine(Own, "schema", "MicrosoftTeams.schema.json");

    /// <summary>The schema of a translation.</summary>
    public static string StringsSchema => Path.Combine(Own, "schema", "MicrosoftTeams.Localization.schema.json");

    /// <summary>The translations that lie beside the manifest, by their language: <c>strings.de.json</c>.</summary>
    public IReadOnlyList<(string Language, string File)> Translations =>
        [.. Directory.EnumerateFiles(Folder, "strings.*.json").Select(file => (StringsFile().Match(Path.GetFileName(file)).Groups["language"].Value, Path.GetFileName(file)))
            .Where(one => one.Item1.Length > 0).OrderBy(one => one.Item1, StringComparer.Ordinal)];

    /// <summary>
    /// The manifest with its placeholders filled and its translations named, or what is wrong with it. Values stand in strings, so
    /// they are escaped as JSON wants it.
    /// </summary>
    public async Task<(string? Manifest, string? Problem)> FillAsync(IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, "manifest.json"), cancellationToken);
        var unknown = Placeholder().Matches(text).Select(match => match.Groups["name"].Value).Where(name => !values.ContainsKey(name)).Distinct().ToList();
        if (unknown.Count > 0)
        {
            return (null, $"manifest.json has placeholders that nothing fills: {string.Join(", ", unknown)} (those there are: {string.Join(", ", values.Keys)}).");
        }

        try
        {
            var filled = Placeholder().Replace(text, match => JsonSerializer.Serialize(values[match.Groups["name"].Value])[1..^1]);
            var manifest = JsonNode.Parse(filled)!.AsObject();
            if (Translations is { Count: > 0 } translations && manifest["localizationInfo"] is JsonObject localization)
            {
                localization["additionalLanguages"] = new JsonArray(
                    [.. translations.Select(one => new JsonObject { ["languageTag"] = one.Language, ["file"] = one.File })]);
            }

            return (manifest.ToJsonString(new JsonSerializerOptions { WriteIndented = true }), null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, $"manifest.json is no JSON object: {e.Message}");
        }
    }

    [GeneratedRegex(@"\$\{\{(?<name>[^}]*)\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^strings\.(?<language>[A-Za-z0-9-]+)\.json$")]
    private static partial Regex StringsFile();
}
