using System.Xml.Linq;
using HipFaqBot.Bot.DirectLine.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine.Keys;

/// <summary>Sets up ASP.NET Data Protection, which keeps the keys that protect the others.</summary>
internal static class KeysRegistration
{
    public static WebApplicationBuilder AddKeys(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        builder.Services.AddSingleton(services => DirectLineFolder.From(services.GetRequiredService<IOptions<DirectLineOptions>>(), ServiceFolder.Of(configuration)));
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(services => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = Repository(services)));
        var protection = builder.Services.AddDataProtection().SetApplicationName("HipFaqBot");
        var certificates = KeyCertificates.Load(configuration.GetSection(KeysOptions.Section).Get<KeysOptions>() ?? new KeysOptions());
        DirectLineRoutes.AddSettings<KeysOptions>(builder, KeysOptions.Section, _ => certificates.Problem is { } problem ? [problem] : []);
        if (certificates.All.Count > 0)
            protection.ProtectKeysWithCertificate(certificates.All[0]).UnprotectKeysWithAnyCertificate([.. certificates.All]);
        // It would warn at every start that keys are not encrypted; who wants them to be sets a certificate.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        return builder;
    }

    private static IXmlRepository Repository(IServiceProvider services)
    {
        var folder = services.GetRequiredService<DirectLineFolder>().Keys;
        var loggers = services.GetRequiredService<ILoggerFactory>();
        try
        {
            PrivateFile.CreateFolder(folder);
            PrivateFile.Write(Path.Combine(folder, "writable"), []);
            File.Delete(Path.Combine(folder, "writable"));
            return new FileSystemXmlRepository(new DirectoryInfo(folder), loggers);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.TokenKeysNotKept(loggers.CreateLogger(typeof(KeysRegistration).FullName!), folder, exception.GetType().Name);
            return new KeysInMemory();
        }
    }

    private sealed class KeysInMemory : IXmlRepository
    {
        private readonly List<XElement> _elements = [];

        public IReadOnlyCollection<XElement> GetAllElements()
        {
            lock (_elements)
                return [.. _elements.Select(element => new XElement(element))];
        }

        public void StoreElement(XElement element, string friendlyName)
        {
            lock (_elements)
                _elements.Add(new XElement(element));
        }
    }
}
