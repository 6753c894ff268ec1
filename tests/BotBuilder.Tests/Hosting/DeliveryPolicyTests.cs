using System.Net;
using System.Net.Http.Headers;
using HipFaqBot.BotBuilder.Connector;
using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.BotBuilder.Tests.Hosting;

public sealed class DeliveryPolicyTests
{
    private readonly FakeTimeProvider _time = new();

    private DeliveryPolicy Policy => new() { Time = _time };

    [Theory]
    [InlineData(0, 800, 1200)]
    [InlineData(1, 1600, 2400)]
    [InlineData(2, 3200, 4800)]
    public void Pauses_double_and_differ_by_a_fifth(int resend, int least, int most) =>
        Assert.InRange(Policy.PauseBefore(resend, null).TotalMilliseconds, least, most);

    [Fact]
    public void A_pause_that_the_connector_asks_for_is_kept_in_seconds_or_until_a_date()
    {
        using var seconds = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        seconds.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7));
        using var date = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        date.Headers.RetryAfter = new RetryConditionHeaderValue(_time.GetUtcNow().AddSeconds(9));
        using var past = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        past.Headers.RetryAfter = new RetryConditionHeaderValue(_time.GetUtcNow().AddSeconds(-9));

        Assert.Equal(7, Policy.PauseBefore(0, seconds).TotalSeconds);
        Assert.Equal(9, Policy.PauseBefore(0, date).TotalSeconds);
        Assert.Equal(0, Policy.PauseBefore(0, past).TotalSeconds);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, true)]
    [InlineData(HttpRequestError.NameResolutionError, true)]
    [InlineData(HttpRequestError.SecureConnectionError, true)]
    [InlineData(HttpRequestError.ResponseEnded, false)]
    [InlineData(HttpRequestError.Unknown, false)]
    public void Only_a_connection_never_made_is_certain(HttpRequestError error, bool certain) =>
        Assert.Equal(certain, DeliveryPolicy.IsNotTaken(new HttpRequestException(error)));
}
