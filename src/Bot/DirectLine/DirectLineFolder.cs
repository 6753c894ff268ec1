using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>Where the channel writes: setting <c>DirectLine:Folder</c>, or the service's data folder.</summary>
/// <param name="Keys">The folder of keys.</param>
/// <param name="Conversations">The folder of conversations, null where they are kept in memory only.</param>
internal sealed record DirectLineFolder(string Keys, string? Conversations)
{
    /// <param name="dataFolder">The service's data folder, full path.</param>
    public static DirectLineFolder From(IOptions<DirectLineOptions> options, string dataFolder)
    {
        var folder = string.IsNullOrWhiteSpace(options.Value.Folder) ? dataFolder : Path.GetFullPath(options.Value.Folder);
        return new DirectLineFolder(
            Path.Combine(folder, "keys"), options.Value.Store == DirectLineOptions.Memory ? null : Path.Combine(folder, "conversations"));
    }
}
