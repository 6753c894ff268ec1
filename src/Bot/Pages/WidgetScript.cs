using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HipFaqBot.Bot.DirectLine;
using HipFaqBot.Search.Knowledge;
using Microsoft.Net.Http.Headers;

namespace HipFaqBot.Bot.Pages;

/// <summary>What <c>widget.js</c> holds of this service, so that it can say it without asking again.</summary>
/// <param name="Sites">Origins whose pages may show the chat, beside our own. The chat page's policy says the same to everybody.</param>
/// <param name="Language">The knowledge's language, where the site names none.</param>
/// <param name="Words">
/// What the widget says itself, by language: also the title where the site gives none, and whom to call where the service is out of reach.
/// </param>
internal sealed record WidgetSettings(
    IReadOnlyList<string> Sites, string Language, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Words);

/// <summary>
/// <c>/widget.js</c>, the one line that a site takes: the script of the folder <c>widget</c> with this service's settings in it.
/// </summary>
internal sealed class WidgetScript(WidgetOptions widget, PageWords words)
{
    private const string Place = "__HIPFAQ_SETTINGS__";

    private static readonly string Source = Read();

    // The few that it says before, or instead of, the chat page.
    private static readonly string[] Own = ["close", "closeChat", "tryAgain", "unreachable"];

    private volatile Made? _made;

    public IResult Send(HttpContext context, Site site)
    {
        var settings = new WidgetSettings(widget.Sites, site.Language, WordsOf(site));
        // Records of lists compare by reference, so the words are compared. Two who ask at once after an edit make it twice.
        var json = JsonSerializer.Serialize(settings, PagesJson.Default.WidgetSettings);
        if (_made is not { } made || made.Settings != json)
            _made = made = Made.Of(json);
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        // Any page may load it, also one that isolates itself; whether it may show the chat is another matter.
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.AccessControlAllowOrigin = "*";
        headers.Vary = HeaderNames.AcceptEncoding;
        // It carries the emergency number: ten minutes after an edit the old one is gone everywhere.
        headers.CacheControl = "public, max-age=600";
        var (coding, bytes) = WebFiles.Accepts(context.Request, "br") ? ("br", made.Brotli)
            : WebFiles.Accepts(context.Request, "gzip") ? ("gzip", made.Gzip) : (null, made.Plain);
        if (coding is not null)
            headers.ContentEncoding = coding;
        return Results.Bytes(bytes, "text/javascript; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{made.Hash}{coding}\""));
    }

    private Dictionary<string, IReadOnlyDictionary<string, string>> WordsOf(Site site) => words.Languages.ToDictionary(
        language => language,
        IReadOnlyDictionary<string, string> (language) =>
        {
            var text = PageText.In(site, words, language);
            return new Dictionary<string, string>(Own.Select(name => KeyValuePair.Create(name, words.Of(language)[name])))
            {
                ["title"] = text.Title,
                ["emergency"] = text.EmergencyLine,
            };
        });

    private static string Read()
    {
        using var reader = new StreamReader(typeof(WidgetScript).Assembly.GetManifestResourceStream("HipFaqBot.Bot.widget.widget.js")!);
        return reader.ReadToEnd();
    }

    private sealed record Made(string Settings, string Hash, byte[] Plain, byte[] Gzip, byte[] Brotli)
    {
        public static Made Of(string settings)
        {
            var plain = Encoding.UTF8.GetBytes(Source.Replace(Place, settings, StringComparison.Ordinal));
            return new Made(
                settings,
                Convert.ToHexStringLower(SHA256.HashData(plain))[..16],
                plain,
                Compressed(plain, stream => new GZipStream(stream, CompressionLevel.SmallestSize)),
                Compressed(plain, stream => new BrotliStream(stream, CompressionLevel.SmallestSize)));
        }

        private static byte[] Compressed(byte[] plain, Func<Stream, Stream> coding)
        {
            using var compressed = new MemoryStream();
            using (var stream = coding(compressed))
                stream.Write(plain);
            return compressed.ToArray();
        }
    }
}
