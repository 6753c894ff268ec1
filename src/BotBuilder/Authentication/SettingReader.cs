using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>Reads settings and collects what is wrong with them, each with key, value and cure; secrets are not shown.</summary>
internal sealed class SettingReader(IConfiguration configuration)
{
    private static readonly char[] Separators = [',', ';', ' '];
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    public string? Text(string key) => configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    public void Wrong([StringSyntax(StringSyntaxAttribute.CompositeFormat)] string problem) => _problems.Add(problem);

    public bool Flag(string key, bool otherwise)
    {
        if (Text(key) is not { } text) return otherwise;
        if (bool.TryParse(text, out var flag)) return flag;
        Wrong($"{key} is '{text}': set it to true or false, or remove it.");
        return otherwise;
    }

    /// <summary>Values as one string with commas, or one by one.</summary>
    public IReadOnlyList<string> List(string key)
    {
        var section = configuration.GetSection(key);
        return
        [
            .. section.GetChildren().Select(child => child.Value).Prepend(section.Value).SelectMany(values => (values ?? "").Split(
                Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        ];
    }

    /// <summary>A list of GUIDs, or the star alone, which stands for all.</summary>
    public IReadOnlyList<string> Guids(string key, string what)
    {
        var values = List(key);
        foreach (var value in values.Where(value => value != "*" && !Guid.TryParse(value, out _)))
            Wrong($"{key} has '{value}', which is no {what}: list GUIDs, or * for all.");
        return values;
    }

    /// <summary>An address that is asked for keys or tokens: https, or http on this machine.</summary>
    public string? Address(string key)
    {
        if (Text(key) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && IsSafe(address)) return text;
        Wrong($"{key} is '{text}': give an absolute https address (http is for this machine only).");
        return text;
    }

    public static bool IsSafe(Uri address) =>
        address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
