using Microsoft.Extensions.Configuration;

namespace HipFaqBot.Cli;

/// <summary>The settings that the service reads, from the same two places: <c>appsettings.json</c>, then the environment (<c>A__B</c>), which wins.</summary>
internal static class Settings
{
    public const string FileName = "appsettings.json";

    /// <exception cref="InvalidDataException">The settings file is no JSON.</exception>
    public static IConfiguration Read(string folder) =>
        new ConfigurationBuilder()
            .SetBasePath(folder)
            .AddJsonFile(FileName, optional: true)
            .AddEnvironmentVariables()
            .Build();
}
