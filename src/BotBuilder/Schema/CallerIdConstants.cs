namespace HipFaqBot.BotBuilder.Schema;

/// <summary>Who called the bot, once the call is authenticated.</summary>
public static class CallerIdConstants
{
    public const string BotToBotPrefix = "urn:botframework:aadappid:";
    public const string PublicAzureChannel = "urn:botframework:azure";
    public const string USGovChannel = "urn:botframework:azureusgov";
}
