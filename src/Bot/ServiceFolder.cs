using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot;

/// <summary>The folder of all that the service writes, as setting <c>Data:Folder</c> says.</summary>
internal static class ServiceFolder
{
    /// <summary>Its full path.</summary>
    public static string Of(IConfiguration configuration) => KnowledgeOptions.From(configuration).DataFolder;
}
