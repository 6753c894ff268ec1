namespace HipFaqBot.Bot.Tests.DirectLine.Clients;

/// <summary>A theory that needs Node.js with npm. Where there is none it is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute() => Skip = RealClients.IsInstalled ? null : "Node.js with npm was not found: install it (Debian: apt-get install nodejs npm; ./test.sh does so).";
}
