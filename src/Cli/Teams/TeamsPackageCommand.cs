using System.CommandLine;

namespace HipFaqBot.Cli.Teams;

/// <summary><c>hipfaq teams-package --app-id ID --domain HOST</c>: the app package that is uploaded to Teams.</summary>
internal static class TeamsPackageCommand
{
    private const int MostName = 30;
    private const int MostDeveloper = 32;

    public static Command Create(KnowledgeFinder knowledge)
    {
        var appId = new Option<string>("--app-id") { Description = "The bot's Microsoft App ID.", HelpName = "id", Required = true };
        appId.Validators.Add(result =>
        {
            if (!Guid.TryParseExact(result.GetValueOrDefault<string>(), "D", out var id) || id == Guid.Empty)
            {
                result.AddError($"'{result.GetValueOrDefault<string>()}' is no app id (copy the Microsoft App ID from the bot's configuration in Azure; it looks like 6f4a1f0e-7a7e-4c0a-9d3b-0a4b6f2f9d11).");
            }
        });
        var domain = new Option<string>("--domain") { Description = "The host name at which people reach the service.", HelpName = "host", Required = true };
        domain.Validators.Add(result =>
        {
            if (!IsDomain(result.GetValueOrDefault<string>()))
            {
                result.AddError($"'{result.GetValueOrDefault<string>()}' is no host name (write it as hips.clinic.example: a name of the internet, without https://, port and path).");
            }
        });
        var name = Bounded("--name", $"What the app is called, {MostName} characters at most. Default: Hip FAQ.", MostName);
        var developer = Bounded("--developer", $"Who offers it, {MostDeveloper} characters at most. Default: the clinic's name in site.yaml.", MostDeveloper);
        var privacy = Address("--privacy-url", "The page that says what becomes of what people write. Default: the FAQ pages.");
        var terms = Address("--terms-url", "The page with the terms of use. Default: the FAQ pages.");
        var version = new Option<string>("--app-version") { Description = "Version of the package, to be raised with each upload.", HelpName = "version", DefaultValueFactory = _ => "1.0.0" };
        version.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { } value || !Version.TryParse(value, out var parts) || parts is not { Build: >= 0, Revision: < 0 })
            {
                result.AddError($"'{result.GetValueOrDefault<string>()}' is no version of a package (write three numbers, such as 1.0.1).");
            }
        });
        var template = new Option<string>("--template") { Description = "Folder with a manifest, icons and translations of your own. Default: the one that comes with hipfaq.", HelpName = "dir" };
        template.Validators.Add(result => Parts.MustExist(result, result.GetValueOrDefault<string>(), orFolder: true));
        var file = new Option<string>("--out") { Description = "Write to this file.", HelpName = "file", DefaultValueFactory = _ => "hipfaq-teams.zip" };
        var command = new Command("teams-package", "Write the app package for Microsoft Teams and Microsoft 365 Copilot.")
        {
            appId, domain, name, developer, privacy, terms, version, template, file,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var screen = new Screen(parsed.InvocationConfiguration);
            var host = parsed.GetRequiredValue(domain);
            var faq = $"https://{host}/faq";
            var values = new Dictionary<string, string>
            {
                ["APP_ID"] = parsed.GetRequiredValue(appId).ToLowerInvariant(),
                ["DOMAIN"] = host,
                ["NAME"] = parsed.GetValue(name) ?? "Hip FAQ",
                ["DEVELOPER"] = parsed.GetValue(developer) ?? Clinic(knowledge),
                ["PRIVACY_URL"] = parsed.GetValue(privacy) ?? faq,
                ["TERMS_URL"] = parsed.GetValue(terms) ?? faq,
                ["VERSION"] = parsed.GetRequiredValue(version),
            };
            return RunAsync(screen, values, new TeamsTemplate(parsed.GetValue(template)), parsed.GetRequiredValue(file), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Screen screen, IReadOnlyDictionary<string, string> values, TeamsTemplate template, string file, CancellationToken cancellationToken)
    {
        var package = await TeamsPackage.MakeAsync(template, values, cancellationToken);
        if (package.Problems.Count > 0)
        {
            foreach (var problem in package.Problems)
            {
                screen.Complain(problem);
            }

            screen.Complain("hipfaq: no package was written (mend what is listed above).");
            return ExitCode.Failed;
        }

        try
        {
            // Written beside and moved, so that a full disk leaves the old file whole.
            var beside = file + ".part";
            await File.WriteAllBytesAsync(beside, package.Zip, cancellationToken);
            File.Move(beside, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            screen.Complain($"hipfaq: nothing could be written to {file}: {e.Message} (name a file that can be written with --out).");
            return ExitCode.Failed;
        }

        screen.Line($"{file} is valid against Teams' schema. Upload it in Teams (Apps, Manage your apps, Upload an app) or in the Teams admin center.");
        return ExitCode.Done;
    }

    /// <summary>The clinic's name, cut to what Teams takes.</summary>
    private static string Clinic(KnowledgeFinder knowledge)
    {
        var name = knowledge.Read(null).Knowledge?.Site.Name ?? "HipFaqBot";
        return name.Length <= MostDeveloper ? name : name[..MostDeveloper].TrimEnd();
    }

    private static bool IsDomain(string? text) =>
        Uri.CheckHostName(text) == UriHostNameType.Dns && text!.Contains('.', StringComparison.Ordinal) && !text.EndsWith('.');

    private static Option<string> Bounded(string option, string description, int most)
    {
        var text = new Option<string>(option) { Description = description, HelpName = "text" };
        text.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } value && (string.IsNullOrWhiteSpace(value) || value.Length > most))
            {
                result.AddError($"{option} has {value.Length} characters (Teams takes 1 to {most}).");
            }
        });
        return text;
    }

    private static Option<string> Address(string option, string description)
    {
        var address = new Option<string>(option) { Description = description, HelpName = "url" };
        address.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } value && !(Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps))
            {
                result.AddError($"{option} is '{value}' (write the whole address of a page, beginning with https://).");
            }
        });
        return address;
    }
}
