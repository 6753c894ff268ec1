using System.Net;
using System.Net.Http.Headers;
using HipFaqBot.BotBuilder.Connector;
using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.BotBuilder.Tests.Hosting;

public sealed class DeliveryPolicyTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    private readonly FakeTimeProvider _time = new();

    private DeliveryPolicy Policy => new() { Time = _time };

    [Theory]
    [InlineData(0, 800, 1200)]
    [InlineData(1, 1600, 2400)]
    [InlineData(2, 3200, 4800)]
    [InlineData(5, 12000, 18000)]
    [InlineData(1000, 12000, 18000)]
    public void Pauses_double_to_fifteen_seconds_and_differ_by_a_fifth(int resend, int least, int most) =>
        Assert.InRange(Policy.PauseBefore(resend, null, Long)!.Value.TotalMilliseconds, least, most);

    [Fact]
    public void A_pause_that_the_connector_asks_for_is_kept_in_seconds_or_until_a_date()
    {
        using var seconds = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        seconds.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7));
        using var date = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        date.Headers.RetryAfter = new RetryConditionHeaderValue(_time.GetUtcNow().AddSeconds(9));
        using var past = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        past.Headers.RetryAfter = new RetryConditionHeaderValue(_time.GetUtcNow().AddSeconds(-9));
        using var silent = new HttpResponseMessage(HttpStatusCode.TooManyRequests);

        Assert.Equal(7, Policy.AskedBy(seconds)!.Value.TotalSeconds);
        Assert.Equal(9, Policy.AskedBy(date)!.Value.TotalSeconds);
        Assert.Equal(0, Policy.AskedBy(past)!.Value.TotalSeconds);
        Assert.Null(Policy.AskedBy(silent));
        Assert.Equal(7, Policy.PauseBefore(0, TimeSpan.FromSeconds(7), Long)!.Value.TotalSeconds);
        Assert.Equal(0, Policy.PauseBefore(0, TimeSpan.Zero, Long)!.Value.TotalSeconds);
    }

    [Fact]
    public void A_connector_that_asked_for_too_little_is_not_pestered() =>
        Assert.InRange(Policy.PauseBefore(1, TimeSpan.Zero, Long)!.Value.TotalMilliseconds, 1600, 2400);

    [Theory]
    [InlineData(60, 120, true)]
    [InlineData(61, 120, false)]
    [InlineData(30, 31, true)]
    [InlineData(30, 30, false)]
    public void No_pause_is_longer_than_a_minute_or_than_what_is_left(int asked, int left, bool waits) =>
        Assert.Equal(waits, Policy.PauseBefore(0, TimeSpan.FromSeconds(asked), TimeSpan.FromSeconds(left)) is not null);

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, true)]
    [InlineData(HttpRequestError.NameResolutionError, true)]
    [InlineData(HttpRequestError.SecureConnectionError, true)]
    [InlineData(HttpRequestError.ResponseEnded, false)]
    [InlineData(HttpRequestError.Unknown, false)]
    public void Only_a_connection_never_made_is_certain(HttpRequestError error, bool certain) =>
        Assert.Equal(certain, DeliveryPolicy.IsNotTaken(new HttpRequestException(error)));
}
