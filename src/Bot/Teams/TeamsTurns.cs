using HipFaqBot.Bot.Conversation;

namespace HipFaqBot.Bot.Teams;

/// <summary>
/// Makes the bot at home in Teams: it hears a message as the person meant it, shows that it is at work, and sends replies in the form
/// that Teams shows best. When a person changes a message, the answer to it changes where it stands. Other channels pass through.
/// </summary>
internal sealed class TeamsTurns(TeamsReplies replies, TeamsMemories memories) : IMiddleware
{
    private readonly ShowTypingMiddleware _typing = new();

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var said = turnContext.Activity;
        if (!TeamsPlace.IsTeams(said))
        {
            await next(cancellationToken);
            return;
        }

        var isMessage = said.Type is ActivityTypes.Message or ActivityTypes.MessageUpdate;
        if (isMessage)
        {
            said.Text = TeamsText.Of(said);
        }

        var earlier = said.Type == ActivityTypes.MessageUpdate ? (await memories.ReadAsync(turnContext, cancellationToken)).AnswerTo(said.Id) : null;
        var turn = new Turn(turnContext, replies, new Queue<string>(earlier?.Replies ?? []), cancellationToken);
        turnContext.OnSendActivities((_, outgoing, send) => turn.SendAsync(outgoing, send));
        await _typing.OnTurnAsync(turnContext, next, cancellationToken);
        if (isMessage && turn.HasSpoken && said.Id is { Length: > 0 } question)
        {
            await turn.RemoveRestAsync();
            var memory = await memories.ReadAsync(turnContext, cancellationToken);
            await memories.WriteAsync(turnContext, memory.With(new TeamsAnswer(question, turn.Sent, turn.Entry)), cancellationToken);
        }
    }

    /// <param name="earlier">Ids of what was said to the same message before it was changed.</param>
    private sealed class Turn(ITurnContext turnContext, TeamsReplies replies, Queue<string> earlier, CancellationToken cancellationToken)
    {
        private readonly List<string> _sent = [];

        public IReadOnlyList<string> Sent => _sent;

        public string? Entry { get; private set; }

        public bool HasSpoken { get; private set; }

        public async Task<ResourceResponse[]> SendAsync(List<Activity> outgoing, Func<Task<ResourceResponse[]>> send)
        {
            if (!outgoing.Exists(activity => activity.Type == ActivityTypes.Message))
            {
                return await send();
            }

            var shaped = outgoing.SelectMany(Shaped).ToList();
            var responses = new ResourceResponse?[shaped.Count];
            for (var i = 0; i < shaped.Count && earlier.TryDequeue(out var id); i++)
            {
                responses[i] = await TryUpdateAsync(shaped[i], id);
            }

            outgoing.Clear();
            outgoing.AddRange(shaped.Where((_, i) => responses[i] is null));
            var sent = new Queue<ResourceResponse>(outgoing.Count > 0 ? await send() : []);
            ResourceResponse[] all = [.. responses.Select(response => response ?? (sent.TryDequeue(out var next) ? next : new ResourceResponse()))];
            HasSpoken = true;
            _sent.AddRange(all.Select(response => response.Id).OfType<string>().Where(id => id.Length > 0));
            return all;
        }

        /// <summary>Takes away what the changed message has no answer for. Some clients cannot: then it stays.</summary>
        public async Task RemoveRestAsync()
        {
            while (earlier.TryDequeue(out var id))
            {
                try
                {
                    await turnContext.DeleteActivityAsync(id, cancellationToken);
                }
                catch (ErrorResponseException)
                {
                    // The connector has reported it.
                }
            }
        }

        private IEnumerable<Activity> Shaped(Activity activity)
        {
            if (activity.Type != ActivityTypes.Message)
            {
                return [activity];
            }

            var answer = AnswerEntity.Read(activity);
            Entry ??= answer?.Entry;
            if (answer?.Alert is not null)
            {
                // Nobody is told of a message that changes where it stands. An alert is a new one, and what stood there stays.
                earlier.Clear();
            }

            return replies.Of(activity, turnContext.Activity);
        }

        private async Task<ResourceResponse?> TryUpdateAsync(Activity activity, string id)
        {
            try
            {
                activity.Id = id;
                await turnContext.UpdateActivityAsync(activity, cancellationToken);
                return new ResourceResponse(id);
            }
            catch (ErrorResponseException)
            {
                // It is no longer there, or cannot be changed: the answer is a new message.
                activity.Id = null;
                return null;
            }
        }
    }
}
