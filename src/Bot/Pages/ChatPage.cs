using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using HipFaqBot.Bot.DirectLine;

namespace HipFaqBot.Bot.Pages;

/// <summary>The page with the chat. It is made for each request, because its content security policy names a fresh nonce.</summary>
internal sealed class ChatPage(WebFiles files, PageWords words)
{
    private const string Opening =
        """
        <p class="opening waiting" role="status" lang="{{tongue}}">{{word:opening}}</p>
        <noscript><p class="opening" lang="{{tongue}}">{{word:noScript}} <a href="/faq">{{word:readAll}}</a></p></noscript>
        """;

    private static readonly string Template = ReadTemplate();

    private static readonly string WebChatVersion = typeof(ChatPage).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(one => one.Key == "WebChatVersion").Value!;

    private static readonly string WebChatPath = $"/lib/webchat-{WebChatVersion}.js";

    /// <summary>The page for one request: allowed sites may frame it, and it says so.</summary>
    public IResult Show(HttpContext context, PageText text, ChatSettings settings, WidgetOptions widget)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        PageHeaders.Write(context.Response, Policy(nonce, widget, settings.Uploads), "no-store");
        return Results.Content(Fill(nonce, text, settings), "text/html; charset=utf-8", Encoding.UTF8);
    }

    internal string Fill(string nonce, PageText text, ChatSettings settings)
    {
        var html = HtmlEncoder.Default;
        var webChat = files.Address(WebChatPath);
        // Whose words the page has; the answers are in the language of the knowledge.
        var page = new StringBuilder(Template.Replace("{{body}}", webChat is null ? Missing() : Opening, StringComparison.Ordinal));
        foreach (var (name, word) in settings.Words)
            page.Replace($"{{{{word:{name}}}}}", Html.Of($"{word}").ToString());
        return page.ToString()
            .Replace("{{language}}", html.Encode(text.Language), StringComparison.Ordinal)
            .Replace("{{tongue}}", html.Encode(words.LanguageOf(settings.Language)), StringComparison.Ordinal)
            .Replace("{{titleTongue}}", html.Encode(text.Tongue), StringComparison.Ordinal)
            .Replace("{{direction}}", settings.IsRightToLeft ? "rtl" : "ltr", StringComparison.Ordinal)
            .Replace("{{favicon}}", files.Address("/favicon.svg"), StringComparison.Ordinal)
            .Replace("{{css}}", files.Address("/chat.css"), StringComparison.Ordinal)
            .Replace("{{scripts}}", webChat is null ? "" : Scripts(nonce, webChat), StringComparison.Ordinal)
            .Replace("{{nonce}}", nonce, StringComparison.Ordinal)
            // Last, so that no word of the clinic is taken for a place to fill.
            .Replace("{{settings}}", settings.ToJson(), StringComparison.Ordinal)
            .Replace("{{emergency}}", TapToCall.Of(text.EmergencyLine).ToString(), StringComparison.Ordinal)
            .Replace("{{title}}", html.Encode(text.Title), StringComparison.Ordinal);
    }

    // The modules name each other without their hashes; the map adds them, so that browsers may keep all of them for ever.
    private string Scripts(string nonce, string webChat)
    {
        var modules = files.Paths.Where(path => path.StartsWith("/chat", StringComparison.Ordinal) && path.EndsWith(".js", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        var map = string.Join(",", modules.Select(path => $"\"{path}\":\"{files.Address(path)}\""));
        var early = string.Concat(modules.Select(path => $"\n  <link rel=\"modulepreload\" nonce=\"{nonce}\" href=\"{files.Address(path)}\">"));
        return $$$"""
            <script type="importmap" nonce="{{{nonce}}}">{"imports":{{{{map}}}}}</script>{{{early}}}
              <script defer nonce="{{{nonce}}}" src="{{{webChat}}}"></script>
              <script type="module" nonce="{{{nonce}}}" src="{{{files.Address("/chat.js")}}}"></script>
            """;
    }

    private static string Missing() =>
        $"""
        <div class="opening" role="alert">
            <h2>The chat is not installed</h2>
            <p>The service runs, but its build could not fetch the chat component <code>botframework-webchat {WebChatVersion}</code>,
              because npm was not installed or the network was out of reach.</p>
            <p>To mend it: install Node.js with npm, connect to the network, stop the service and start it again with
              <code>dotnet run --project src/Bot</code>. The build then fetches the one file that is missing.</p>
          </div>
        """;

    // Web Chat's own styles carry the nonce but for one empty block, whose hash this is. It reads Markdown with DOMParser, which
    // require-trusted-types-for would forbid. Its client reads a file that is to be sent from a blob: address.
    private static string Policy(string nonce, WidgetOptions widget, bool uploads) =>
        $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; "
        + $"img-src 'self' data: blob:; connect-src {string.Join(' ', ["'self'", .. widget.ConnectSources, .. uploads ? ["blob:"] : Array.Empty<string>()])}; base-uri 'none'; form-action 'none'; "
        + $"frame-ancestors {string.Join(' ', ["'self'", .. widget.Sites])}";

    private static string ReadTemplate()
    {
        using var reader = new StreamReader(typeof(ChatPage).Assembly.GetManifestResourceStream("HipFaqBot.Bot.Pages.chat.html")!);
        return reader.ReadToEnd();
    }
}
