using HipFaqBot.Search.Knowledge;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace HipFaqBot.Search.Tests.Knowledge;

public sealed class OptionsTests
{
    [Fact]
    public void Both_folders_can_be_set()
    {
        using var folder = new TempFolder();

        var options = From(("Knowledge:Folder", folder.At("k")), ("Data:Folder", folder.At("d")));

        Assert.Equal(new KnowledgeOptions(folder.At("k"), folder.At("d")), options);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public void Data_stands_beside_the_knowledge(string ending)
    {
        using var folder = new TempFolder();

        Assert.Equal(folder.At("data"), From(("Knowledge:Folder", folder.At("k") + ending)).DataFolder);
    }

    [Fact]
    public void The_knowledge_is_found_upward()
    {
        Assert.Equal(ShippedKnowledge.Folder, From(("Knowledge:Folder", " ")).Folder);
    }

    private static KnowledgeOptions From(params (string Key, string Value)[] settings) =>
        KnowledgeOptions.From(new Settings(settings.ToDictionary(setting => setting.Key, setting => setting.Value)));

    /// <summary>Configuration is a table of names to the room: more would need the host's packages.</summary>
    private sealed class Settings(Dictionary<string, string> values) : IConfiguration
    {
        public string? this[string key]
        {
            get => values.GetValueOrDefault(key);
            set => throw new NotSupportedException();
        }

        public IEnumerable<IConfigurationSection> GetChildren() => [];

        public IChangeToken GetReloadToken() => throw new NotSupportedException();

        public IConfigurationSection GetSection(string key) => throw new NotSupportedException();
    }
}
