using System.IO.Compression;
using System.Text;
using NJsonSchema;
using NJsonSchema.Validation;

namespace HipFaqBot.Cli.Teams;

/// <summary>An app package: a zip with the manifest, the icons and the translations at its root.</summary>
/// <param name="Zip">The file's bytes; empty where there are problems.</param>
/// <param name="Problems">What Teams would refuse, each with where it is.</param>
internal sealed record TeamsPackage(byte[] Zip, IReadOnlyList<string> Problems)
{
    // The same input makes the same bytes.
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly (string File, int Pixels)[] Icons = [("color.png", 192), ("outline.png", 32)];

    public static async Task<TeamsPackage> MakeAsync(
        TeamsTemplate template, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var files = new List<(string Name, byte[] Content)>();
        try
        {
            var (manifest, problem) = await template.FillAsync(values, cancellationToken);
            if (manifest is null)
            {
                return new TeamsPackage([], [problem!]);
            }

            problems.AddRange(await ProblemsAsync("manifest.json", manifest, TeamsTemplate.ManifestSchema, cancellationToken));
            files.Add(("manifest.json", Encoding.UTF8.GetBytes(manifest)));
            foreach (var (icon, pixels) in Icons)
            {
                var picture = await File.ReadAllBytesAsync(Path.Combine(template.Folder, icon), cancellationToken);
                if (PngSize.Of(picture) is var size && size != (pixels, pixels))
                {
                    problems.Add($"{icon} is {(size is var (width, height) ? $"{width} × {height} pixels" : "no PNG picture")} (Teams takes {pixels} × {pixels}).");
                }

                files.Add((icon, picture));
            }

            foreach (var (_, file) in template.Translations)
            {
                var strings = await File.ReadAllTextAsync(Path.Combine(template.Folder, file), cancellationToken);
                problems.AddRange(await ProblemsAsync(file, strings, TeamsTemplate.StringsSchema, cancellationToken));
                files.Add((file, Encoding.UTF8.GetBytes(strings)));
            }
        }
        catch (FileNotFoundException e)
        {
            problems.Add($"{e.FileName} is missing (a template has manifest.json, color.png and outline.png).");
        }

        return problems.Count > 0 ? new TeamsPackage([], problems) : new TeamsPackage(Zipped(files), []);
    }

    private static async Task<IEnumerable<string>> ProblemsAsync(string file, string json, string schema, CancellationToken cancellationToken)
    {
        // The schema speaks of nothing outside itself, so nothing is fetched.
        var rules = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(schema, cancellationToken), cancellationToken);
        try
        {
            return [.. rules.Validate(json).SelectMany(Leaves).Select(error => $"{file}: {error.Path?.TrimStart('#', '/')} {Words(error)}").Distinct()];
        }
        catch (Newtonsoft.Json.JsonException e)
        {
            return [$"{file} is no JSON: {e.Message}"];
        }
    }

    /// <summary>What is wrong inside a part rather than that the part is wrong.</summary>
    private static IEnumerable<ValidationError> Leaves(ValidationError error) => error is ChildSchemaValidationError { Errors.Count: > 0 } parent
        ? parent.Errors.SelectMany(child => child.Value).SelectMany(Leaves)
        : [error];

    private static string Words(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.StringTooLong => $"is longer than {error.Schema.MaxLength} characters",
        ValidationErrorKind.NoAdditionalPropertiesAllowed => "is not known to Teams",
        ValidationErrorKind.PropertyRequired => "is missing",
        ValidationErrorKind.NotInEnumeration => $"is none of {string.Join(", ", error.Schema.Enumeration)}",
        ValidationErrorKind.PatternMismatch => $"does not have the form {error.Schema.Pattern}",
        _ => $"is refused by the schema ({error.Kind})",
    };

    private static byte[] Zipped(IEnumerable<(string Name, byte[] Content)> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = Time;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
