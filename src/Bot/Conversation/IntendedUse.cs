namespace HipFaqBot.Bot.Conversation;

/// <summary>What the bot is for and what it is not, word for word as in <c>docs/intended-use.md</c>.</summary>
internal static class IntendedUse
{
    public const string Text =
        "HipFaqBot gives general information about hip pain and fixed, published advice on when to get help. It does not diagnose, assess "
        + "or monitor a person, and it does not choose a treatment. It is not certified as a medical device.";
}
