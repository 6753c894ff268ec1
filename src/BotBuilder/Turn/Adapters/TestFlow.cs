using System.Runtime.CompilerServices;
using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder.Adapters;

/// <summary>Says what is wrong with a reply by throwing.</summary>
public delegate void ValidateReply(IActivity expected, IActivity actual);

/// <summary>
/// A conversation written down: <c>new TestFlow(adapter, bot).Send("hi").AssertReply("hello").StartTestAsync()</c>. Each
/// step begins when the one before has ended; a step that fails ends the flow. Timeouts are milliseconds.
/// </summary>
public class TestFlow
{
    private readonly TestAdapter _adapter;
    private readonly BotCallbackHandler? _callback;
    private readonly Task _before;

    /// <summary>A flow without steps, answered by a callback.</summary>
    public TestFlow(TestAdapter adapter, BotCallbackHandler? callback = null)
    {
        _adapter = adapter;
        _callback = callback;
        _before = Task.CompletedTask;
    }

    /// <summary>A flow without steps, answered by a bot.</summary>
    public TestFlow(TestAdapter adapter, IBot bot)
        : this(adapter, (bot ?? throw new ArgumentNullException(nameof(bot))).OnTurnAsync)
    {
    }

    /// <summary>The same flow after one more task.</summary>
    public TestFlow(Task? task, TestFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        _adapter = flow._adapter;
        _callback = flow._callback;
        _before = task ?? Task.CompletedTask;
    }

    /// <summary>The same flow after one more task.</summary>
    public TestFlow(Func<Task>? getTask, TestFlow flow)
        : this(getTask?.Invoke(), flow)
    {
    }

    /// <summary>Ends when all steps have; throws what the first failing step threw.</summary>
    public Task StartTestAsync() => _before;

    /// <summary>The person says something.</summary>
    public TestFlow Send(string userSays)
    {
        ArgumentNullException.ThrowIfNull(userSays);
        return Then(() => _adapter.SendTextToBotAsync(userSays, _callback, CancellationToken.None));
    }

    /// <summary>The person does something.</summary>
    public TestFlow Send(IActivity userActivity)
    {
        ArgumentNullException.ThrowIfNull(userActivity);
        return Then(() => _adapter.ProcessActivityAsync((Activity)userActivity, _callback, CancellationToken.None));
    }

    /// <summary>The person comes in.</summary>
    public TestFlow SendConversationUpdate() => Then(() =>
    {
        var update = (Activity)Activity.CreateConversationUpdateActivity();
        update.MembersAdded!.Add(_adapter.Conversation.User!);
        return _adapter.ProcessActivityAsync(update, _callback, CancellationToken.None);
    });

    /// <summary>Nothing happens for that long.</summary>
    public TestFlow Delay(uint ms) => Delay(TimeSpan.FromMilliseconds(ms));

    /// <summary>Nothing happens for that long.</summary>
    public TestFlow Delay(TimeSpan timespan) => Then(() => Task.Delay(timespan));

    /// <summary>The next reply has that text.</summary>
    public TestFlow AssertReply(string expected, string? description = null, uint timeout = 3000) =>
        AssertReply(_adapter.MakeActivity(expected), description ?? expected, timeout);

    /// <summary>The next reply has the type and text of that activity.</summary>
    public TestFlow AssertReply(IActivity expected, [CallerMemberName] string? description = null, uint timeout = 3000) =>
        AssertReply(expected, null!, description, timeout);

    /// <summary>The next reply has the type of that activity, and is equal to it as the comparer sees it.</summary>
    public TestFlow AssertReply(
        IActivity expected, IEqualityComparer<IActivity> equalityComparer, [CallerMemberName] string? description = null,
        uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return AssertReply(
            reply =>
            {
                if (expected.Type != reply.Type) throw Mismatch(description, expected.Type, reply.Type);
                var same = equalityComparer?.Equals(expected, reply) ?? TextOf(expected)?.Trim() == TextOf(reply)?.Trim();
                if (!same) throw Mismatch(description, TextOf(expected), TextOf(reply));
            },
            description,
            timeout);
    }

    /// <summary>The next reply is looked at by code that throws for what is wrong.</summary>
    public TestFlow AssertReply(
        Action<IActivity> validateActivity, [CallerMemberName] string? description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(validateActivity);
        return Then(async () =>
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(timeout));
            IActivity reply;
            try
            {
                reply = await _adapter.GetNextReplyAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new InvalidOperationException($"{description}: no reply in {timeout} ms.");
            }

            validateActivity(reply);
        });
    }

    /// <summary>The next reply contains that text.</summary>
    public TestFlow AssertReplyContains(string expected, string? description = null, uint timeout = 3000) => AssertReply(
        reply =>
        {
            if (TextOf(reply)?.Contains(expected, StringComparison.Ordinal) != true) throw Mismatch(description, expected, TextOf(reply));
        },
        description,
        timeout);

    /// <summary>The next reply has one of these texts.</summary>
    public TestFlow AssertReplyOneOf(string[] candidates, string? description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        return AssertReply(
            reply =>
            {
                if (!candidates.Contains(TextOf(reply))) throw Mismatch(description, string.Join(" | ", candidates), TextOf(reply));
            },
            description,
            timeout);
    }

    /// <summary>No reply comes for that long.</summary>
    public TestFlow AssertNoReply([CallerMemberName] string? description = null, uint timeout = 3000) => Then(async () =>
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(timeout));
        try
        {
            var reply = await _adapter.GetNextReplyAsync(patience.Token);
            throw Mismatch(description, "no reply", TextOf(reply) ?? reply.Type);
        }
        catch (OperationCanceledException)
        {
            // As expected.
        }
    });

    /// <summary>The person says something, and the reply has that text.</summary>
    public TestFlow Test(string userSays, string expected, string? description = null, uint timeout = 3000) =>
        Send(userSays).AssertReply(expected, description, timeout);

    /// <summary>The person says something, and the reply has the type and text of that activity.</summary>
    public TestFlow Test(string userSays, Activity expected, string? description = null, uint timeout = 3000) =>
        Send(userSays).AssertReply(expected, description, timeout);

    /// <summary>The person says something, and code looks at the reply.</summary>
    public TestFlow Test(string userSays, Action<IActivity> validateActivity, string? description = null, uint timeout = 3000) =>
        Send(userSays).AssertReply(validateActivity, description, timeout);

    /// <summary>A whole conversation: what is from a bot is expected, all else is sent.</summary>
    public TestFlow Test(IEnumerable<IActivity> activities, [CallerMemberName] string? description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(activities);
        return activities.Aggregate(this, (flow, activity) =>
            IsReply(activity) ? flow.AssertReply(activity, description, timeout) : flow.Send(activity));
    }

    /// <summary>A whole conversation, whose replies code looks at.</summary>
    public TestFlow Test(
        IEnumerable<IActivity> activities, ValidateReply validateReply, [CallerMemberName] string? description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(activities);
        ArgumentNullException.ThrowIfNull(validateReply);
        return activities.Aggregate(this, (flow, activity) => IsReply(activity)
            ? flow.AssertReply(actual => validateReply(activity, actual), description, timeout)
            : flow.Send(activity));
    }

    private static bool IsReply(IActivity activity) =>
        string.Equals(activity.From?.Role, RoleTypes.Bot, StringComparison.OrdinalIgnoreCase);

    private static string? TextOf(IActivity activity) => activity.AsMessageActivity()?.Text;

    private static InvalidOperationException Mismatch(string? description, string? expected, string? received) =>
        new($"{description}\nExpected: {expected}\nReceived: {received ?? "nothing"}");

    private TestFlow Then(Func<Task> step)
    {
        return new TestFlow(RunAsync(), this);

        async Task RunAsync()
        {
            await _before;
            await step();
        }
    }
}
