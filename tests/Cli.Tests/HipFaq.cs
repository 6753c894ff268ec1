using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace HipFaqBot.Cli.Tests;

/// <summary>Runs a command in this process, as <c>hipfaq</c> would with these settings, and keeps what it printed.</summary>
internal sealed record HipFaq(int Exit, string Output, string Error)
{
    public static HipFaq Run(KnowledgeFolder folder, params string[] args) =>
        Run(new Dictionary<string, string?> { ["Knowledge:Folder"] = folder.Knowledge, ["Data:Folder"] = folder.Data }, args);

    public static HipFaq Run(Dictionary<string, string?> settings, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = CommandLine.Run(args, new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), output, error);
        return new HipFaq(exit, output.ToString(), error.ToString());
    }

    /// <summary>Standard output as JSON; fails if there is anything else on it.</summary>
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }
}
