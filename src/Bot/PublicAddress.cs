using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot;

/// <summary>Where people reach the service from outside, as its operator says it.</summary>
public sealed record PublicAddress
{
    /// <summary>Setting <c>PublicUrl</c>: <c>https://hips.example.org</c>. Default none: then only the embedded chat, which knows its own address, says it.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>The full address of an entry's FAQ page; null while the public address is not set.</summary>
    public Uri? FaqPage(string id) => At($"/faq/{Uri.EscapeDataString(id)}");

    /// <summary>The full address of a path of ours; null while the public address is not set.</summary>
    internal Uri? At(string path) => Parse(PublicUrl) is { } url ? new Uri(url.AbsoluteUri.TrimEnd('/') + path) : null;

    internal IEnumerable<string> Problems()
    {
        if (!string.IsNullOrWhiteSpace(PublicUrl) && Parse(PublicUrl) is null)
        {
            yield return $"PublicUrl is \"{PublicUrl}\": write the address at which browsers reach the service, "
                + "such as https://hips.example.org, without anything behind it, or leave it out.";
        }
    }

    private static Uri? Parse(string? value) =>
        Uri.TryCreate(value?.Trim(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        && url is { Query: "", Fragment: "", UserInfo: "" } && url.AbsoluteUri.IndexOfAny(['(', ')']) < 0
            ? url
            : null;
}

/// <summary>Ends a start whose public address cannot work.</summary>
internal sealed class PublicAddressValidator : IValidateOptions<PublicAddress>
{
    public ValidateOptionsResult Validate(string? name, PublicAddress options) =>
        options.Problems().ToList() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
}
