namespace HipFaqBot.BotBuilder.Schema;

/// <summary>What a button does.</summary>
public static class ActionTypes
{
    public const string Call = "call";
    public const string DownloadFile = "downloadFile";
    public const string ImBack = "imBack";
    public const string MessageBack = "messageBack";
    public const string OpenUrl = "openUrl";
    public const string PlayAudio = "playAudio";
    public const string PlayVideo = "playVideo";
    public const string PostBack = "postBack";
    public const string ShowImage = "showImage";
    public const string Signin = "signin";
#pragma warning disable IDE1006 // the SDK's spelling
    public const string openApp = "openApp";
#pragma warning restore IDE1006
}
