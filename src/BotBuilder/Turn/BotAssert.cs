using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder;

/// <summary>The argument checks of the programming model.</summary>
public class BotAssert
{
    /// <summary>Throws <see cref="ArgumentNullException"/> for no activity.</summary>
    public static void ActivityNotNull(IActivity activity) => ArgumentNullException.ThrowIfNull(activity);

    /// <summary>Throws <see cref="ArgumentNullException"/> for no context.</summary>
    public static void ContextNotNull(ITurnContext turnContext) => ArgumentNullException.ThrowIfNull(turnContext);

    /// <summary>Throws <see cref="ArgumentNullException"/> for no reference.</summary>
    public static void ConversationReferenceNotNull(ConversationReference reference) => ArgumentNullException.ThrowIfNull(reference);

    /// <summary>Throws <see cref="ArgumentNullException"/> for no list.</summary>
    public static void ActivityListNotNull(IEnumerable<Activity> activities) => ArgumentNullException.ThrowIfNull(activities);

    /// <summary>Throws <see cref="ArgumentNullException"/> for no middleware.</summary>
    public static void MiddlewareNotNull(IMiddleware middleware) => ArgumentNullException.ThrowIfNull(middleware);

    /// <summary>Throws <see cref="ArgumentNullException"/> for no list of middleware.</summary>
    public static void MiddlewareNotNull(IEnumerable<IMiddleware> middleware) => ArgumentNullException.ThrowIfNull(middleware);
}
