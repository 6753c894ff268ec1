namespace HipFaqBot.EndToEnd.Tests;

/// <summary>The process is killed (SIGKILL) while people talk to it, and is started again on the same data folder.</summary>
public sealed class PowerCutTests
{
    private const int People = 8;
    private const int Cuts = 3;
    private const int AcknowledgedBeforeCut = 24;

    [Fact]
    public async Task All_that_was_acknowledged_is_there_numbers_go_on_and_every_message_is_answered_once()
    {
        var service = await ServiceProcess.StartAsync();
        try
        {
            var people = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => PlainClient.StartAsync(service.Address)));
            var brokenOff = 0;
            for (var cut = 0; cut < Cuts; cut++)
            {
                await TalkUntilCutAsync(service, people);
                brokenOff += people.Count(person => person.Unacknowledged is not null);
                var killed = service;
                service = await killed.StartAgainAsync();
                await killed.DisposeAsync();
                await Task.WhenAll(people.Select((person, index) => ComeBackAsync(person, repeats: index % 2 == 0)));
            }

            // Else the cuts came where nothing could be lost, and the test would show nothing.
            Assert.NotEqual(0, brokenOff);
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    // Everybody says one thing after the other; the moment so many were acknowledged in all, the process is no more.
    private static async Task TalkUntilCutAsync(ServiceProcess service, IReadOnlyList<PlainClient> people)
    {
        var acknowledged = 0;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var talking = people.Select(person => person.TalkUntilNobodyAnswersAsync(() =>
        {
            if (Interlocked.Increment(ref acknowledged) == AcknowledgedBeforeCut)
                enough.TrySetResult();
        })).ToList();
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await service.KillAsync();
        await Task.WhenAll(talking);
    }

    private static async Task ComeBackAsync(PlainClient person, bool repeats)
    {
        var before = person.Acknowledged.ToList();
        var (last, news) = (before[^1].Number, await person.ReadAsync(before[^1].Number));
        Assert.All(news, one => Assert.True(one.Number > last));
        // Who comes back sends again what nobody acknowledged, or goes on with something else.
        if (repeats && person.Unacknowledged is { } unsaid)
            await person.SayAsync(unsaid);
        else
            await person.SayAsync(PlainClient.NewMessage());
        person.Unacknowledged = null;

        var all = await person.ReadAsync(0);
        Assert.Equal(Enumerable.Range(1, all.Count), all.Select(one => one.Number));
        Assert.All(person.Acknowledged, said => Assert.Equal(said.ClientId, all.Single(one => one.Number == said.Number).ClientId));
        Assert.True(person.Acknowledged[^1].Number > last);
        var said = all.Where(one => one.ClientId is not null).ToList();
        Assert.Equal(said.Count, said.DistinctBy(one => one.ClientId).Count());
        Assert.All(said, one => Assert.Single(all, reply => reply.ReplyTo == one.Id));
    }
}
