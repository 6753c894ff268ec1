using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using HipFaqBot.Bot.Conversation;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace HipFaqBot.Bot.Pages.Faq;

/// <summary>
/// <c>/faq</c> and <c>/faq/{id}</c>. The pages change with the knowledge alone, so its version is their tag: a browser asks each
/// time and is sent nothing again until an edit. What somebody searched for is kept nowhere.
/// </summary>
internal static class FaqRoutes
{
    public static void MapFaq(this IEndpointRouteBuilder endpoints, WebFiles files)
    {
        // Made when somebody reads: it costs the start of the service nothing.
        var door = new Lazy<Door>(() => new Door(files, endpoints.ServiceProvider.GetRequiredService<PublicAddress>()));
        endpoints.MapMethods(
            "/faq",
            PageRoutes.Reading,
            (HttpContext context, string? q, [FromServices] CurrentKnowledge current, [FromServices] Matcher matcher) =>
                string.IsNullOrWhiteSpace(q) ? door.Value.All(context, current.Knowledge) : door.Value.Found(context, new FaqSearch(q, matcher.Match(q), current.Detector.Detect(q, [], DateTimeOffset.UnixEpoch), PersonMemory.Empty)));
        endpoints.MapMethods(
            "/faq/{id}",
            PageRoutes.Reading,
            (HttpContext context, string id, [FromServices] CurrentKnowledge current) => door.Value.One(context, current.Knowledge, id));
    }

    private sealed class Door(WebFiles files, PublicAddress address)
    {
        private readonly FaqPages _pages = new(new FaqLayout(files), address);
        private readonly string _build = BuildOf(files, address);
        private volatile Whole? _whole;

        public IResult All(HttpContext context, KnowledgeBase knowledge)
        {
            // By far the longest page; all ask for the same one. Two who ask at once after an edit make it twice, and no harm is done.
            if (_whole is not { } whole || whole.Knowledge != knowledge)
                _whole = whole = Whole.Of(knowledge, _pages.All(knowledge));
            context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
            if (!WebFiles.Accepts(context.Request, "br"))
                return Tagged(context, knowledge, whole.Plain);
            context.Response.Headers.ContentEncoding = "br";
            return Tagged(context, knowledge, whole.Brotli, "-br");
        }

        public IResult One(HttpContext context, KnowledgeBase knowledge, string id)
        {
            if (knowledge.Find(id) is { } entry)
                return Tagged(context, knowledge, Encoding.UTF8.GetBytes(_pages.One(knowledge, entry).ToString()));
            PageHeaders.Write(context.Response, FaqLayout.Policy, "no-cache");
            return Page(_pages.Missing(knowledge), StatusCodes.Status404NotFound);
        }

        public IResult Found(HttpContext context, FaqSearch search)
        {
            PageHeaders.Write(context.Response, FaqLayout.Policy, "no-store");
            return Page(_pages.Found(search), StatusCodes.Status200OK);
        }

        private IResult Tagged(HttpContext context, KnowledgeBase knowledge, byte[] page, string coding = "")
        {
            PageHeaders.Write(context.Response, FaqLayout.Policy, "no-cache");
            var tag = new EntityTagHeaderValue($"\"{knowledge.Version}-{_build}{coding}\"");
            return Results.Bytes(page, "text/html; charset=utf-8", entityTag: tag);
        }

        private static IResult Page(Html page, int status) =>
            Results.Text(page.ToString(), "text/html; charset=utf-8", Encoding.UTF8, status);

        /// <summary>What the pages are made from besides the knowledge: the program, its style sheet, its settings.</summary>
        private static string BuildOf(WebFiles files, PublicAddress address)
        {
            var program = typeof(Door).Module.ModuleVersionId;
            var parts = $"{program} {files.Address("/faq.css")} {files.Address("/favicon.svg")} {address.PublicUrl}";
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)))[..8];
        }

        /// <summary>The page with every answer, also compressed: a tenth of the way over a telephone's network.</summary>
        private sealed record Whole(KnowledgeBase Knowledge, byte[] Plain, byte[] Brotli)
        {
            public static Whole Of(KnowledgeBase knowledge, Html page)
            {
                var plain = Encoding.UTF8.GetBytes(page.ToString());
                using var compressed = new MemoryStream();
                using (var brotli = new BrotliStream(compressed, CompressionLevel.Optimal))
                    brotli.Write(plain);
                return new Whole(knowledge, plain, compressed.ToArray());
            }
        }
    }
}
