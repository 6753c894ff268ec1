using System.Text.Json.Nodes;
using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>
/// Which organizations' people the bot answers in Teams. A channel's token says nothing of the person's tenant, so this is a
/// question of what is allowed, not of who calls: 403, not 401.
/// </summary>
internal static class AllowedTenants
{
    /// <summary>Throws for an activity of a tenant that is not allowed, or of none.</summary>
    public static void Check(Activity activity, IReadOnlySet<string>? allowed)
    {
        if (allowed is null || activity.ChannelId is null || Channels.BaseOf(activity.ChannelId) != Channels.Msteams) return;

        // Teams writes the tenant in both places, or in one; where they differ, both must be allowed.
        string?[] tenants = [TenantOf(activity.ChannelData), activity.Conversation?.TenantId];
        var named = tenants.Where(tenant => !string.IsNullOrEmpty(tenant)).ToList();
        if (named.Count == 0) throw CallerRefusedException.Forbidden("the activity names no tenant");
        if (named.Find(tenant => !allowed.Contains(tenant!)) is { } other)
        {
            // Only what is surely an id goes into the log.
            throw CallerRefusedException.Forbidden(
                $"tenant {(Guid.TryParse(other, out var id) ? id : null)} is not listed in {ChannelSettings.AllowedTenantsKey}");
        }
    }

    private static string? TenantOf(object? channelData) =>
        (channelData as JsonObject ?? ActivityJson.ToNode(channelData)) is JsonObject data
        && data["tenant"] is JsonObject tenant && tenant["id"] is JsonValue id && id.TryGetValue<string>(out var text)
            ? text
            : null;
}
