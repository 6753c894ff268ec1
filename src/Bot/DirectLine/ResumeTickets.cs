using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>
/// Tickets with which a page comes back to its conversation when its token has expired: 256 random bits, kept here as a hash only, good
/// once. The one before stays good for a moment, in case the answer with the new one was lost.
/// </summary>
internal sealed class ResumeTickets(ConversationStore conversations)
{
    /// <summary>How long a used ticket is still taken.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>The first ticket of a conversation.</summary>
    public async Task<string> IssueAsync(DirectLineConversation conversation)
    {
        var ticket = New();
        await conversations.AddTicketAsync(Hash(ticket), conversation.Row);
        return ticket;
    }

    /// <summary>Trades a ticket for the next one; null where it is not good (any more).</summary>
    public async Task<(string Conversation, string Ticket)?> TradeAsync(string ticket)
    {
        var next = New();
        return await conversations.ReplaceTicketAsync(Hash(ticket), Hash(next), Grace) is { } conversation ? (conversation, next) : null;
    }

    /// <summary>The conversation that a ticket opens; null where it is not good (any more).</summary>
    public Task<string?> FindAsync(string ticket) => conversations.FindTicketAsync(Hash(ticket), Grace);

    private static string New() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    private static byte[] Hash(string ticket) => SHA256.HashData(Encoding.UTF8.GetBytes(ticket));
}
