using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Pages;

/// <summary>The words of the page, as plain text.</summary>
internal sealed record PageText(string Title, string EmergencyLine, string Language)
{
    public static PageText Of(Site site) => new("Hip pain questions", $"In an emergency call {site.EmergencyNumber}.", site.Language);
}
