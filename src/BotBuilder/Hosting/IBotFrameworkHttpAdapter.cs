using Microsoft.AspNetCore.Http;

namespace HipFaqBot.BotBuilder.Integration.AspNet.Core;

/// <summary>An adapter for activities that come by HTTP.</summary>
public interface IBotFrameworkHttpAdapter
{
    /// <summary>Reads the activity, runs the turn, writes the response.</summary>
    Task ProcessAsync(HttpRequest httpRequest, HttpResponse httpResponse, IBot bot, CancellationToken cancellationToken = default);
}
