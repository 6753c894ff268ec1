using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace HipFaqBot.Bot.Pages;

/// <summary>
/// The files of <c>wwwroot</c> beside the program, found wherever the program is started from. A file's address carries its hash, so
/// browsers keep it for ever and ask again when it changes; where the build left a compressed copy, that is sent.
/// </summary>
internal sealed class WebFiles
{
    private static readonly (string Coding, string Extension)[] Compressed = [("br", ".br"), ("gzip", ".gz")];

    private readonly string _folder;
    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);

    public WebFiles(string folder)
    {
        _folder = folder;
        if (!Directory.Exists(folder))
            return;
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (Compressed.Any(one => path.EndsWith(one.Extension, StringComparison.Ordinal)))
                continue;
            using var file = File.OpenRead(path);
            _hashes['/' + Path.GetRelativePath(folder, path).Replace('\\', '/')] = Convert.ToHexStringLower(SHA256.HashData(file))[..16];
        }
    }

    public static WebFiles BesideTheProgram() => new(Path.Combine(AppContext.BaseDirectory, "wwwroot"));

    public IEnumerable<string> Paths => _hashes.Keys;

    /// <summary>The address of a file, to be kept for ever; null when there is no such file.</summary>
    public string? Address(string path) => _hashes.TryGetValue(path, out var hash) ? $"{path}?v={hash}" : null;

    public IResult Send(HttpContext context, string path)
    {
        var hash = _hashes[path];
        var (coding, extension) = Choose(context.Request, path);
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = context.Request.Query["v"] == hash ? "public, max-age=31536000, immutable" : "no-cache";
        if (coding is not null)
            headers.ContentEncoding = coding;
        return Results.File(FullPath(path) + extension, ContentType(path), entityTag: new EntityTagHeaderValue($"\"{hash}{extension}\""));
    }

    /// <summary>Whether who asks takes this coding.</summary>
    public static bool Accepts(HttpRequest request, string coding) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted)
        && accepted.Any(one => one.Value == coding && one.Quality is not 0);

    private (string? Coding, string Extension) Choose(HttpRequest request, string path)
    {
        foreach (var (coding, extension) in Compressed)
        {
            if (Accepts(request, coding) && File.Exists(FullPath(path) + extension))
                return (coding, extension);
        }

        return (null, "");
    }

    private string FullPath(string path) => Path.Combine(_folder, path.TrimStart('/'));

    private static string ContentType(string path) =>
        new FileExtensionContentTypeProvider().TryGetContentType(path, out var type)
            ? type.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type
            : "application/octet-stream";
}
