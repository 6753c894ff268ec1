using Microsoft.IdentityModel.Protocols;

namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>
/// Fetches OpenID metadata and keys. Also the address of the keys, which the metadata names, must be https (http on this machine).
/// </summary>
internal sealed class MetadataDocuments(HttpClient http) : IDocumentRetriever
{
    private const int MaxBytes = 1024 * 1024;

    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !SettingReader.IsSafe(uri))
            throw new IOException("The address of metadata or keys is no https address.");

        using var response = await http.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (!response.IsSuccessStatusCode) throw new IOException($"{uri.Host} answered {(int)response.StatusCode}.");
        await response.Content.LoadIntoBufferAsync(MaxBytes, cancel);
        return await response.Content.ReadAsStringAsync(cancel);
    }
}
