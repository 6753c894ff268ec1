using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace HipFaqBot.Bot.Tests.DirectLine;

/// <summary>Files, where the setting allows them: pictures and PDF alone, private, erased with their conversation, never a page of ours.</summary>
public sealed class UploadTests
{
    private static readonly (string, string) Allowed = ("DirectLine:Uploads", "true");
    private static readonly byte[] Png = [0x89, .. "PNG\r\n\u001a\n"u8, .. "a picture of my hip"u8];

    [Fact]
    public async Task A_picture_goes_with_its_message_and_its_address_gives_it_for_saving_alone()
    {
        await using var host = await ChannelHost.StartAsync(Allowed);
        var client = await DirectLineClient.StartAsync(host);

        var answer = await UploadAsync(client, Form("look", ("C:\\photos\\my hip.exe", "application/x-msdownload", Png)));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var activities = (await client.ReadAsync()).Body.GetProperty("activities").EnumerateArray().ToList();
        Assert.Equal(["Hello.", "look", "Echo: look"], activities.Select(one => one.GetProperty("text").GetString()));
        Assert.Equal((answer.Text("id"), client.User), (activities[1].GetProperty("id").GetString(), activities[1].GetProperty("from").GetProperty("id").GetString()));
        Assert.Equal("client-1", activities[1].GetProperty("channelData").GetProperty("clientActivityID").GetString());
        var attachment = Assert.Single(activities[1].GetProperty("attachments").EnumerateArray());
        Assert.Equal(("image/png", "my hip.png"), (attachment.GetProperty("contentType").GetString(), attachment.GetProperty("name").GetString()));
        using var file = await host.Http.GetAsync(new Uri(attachment.GetProperty("contentUrl").GetString()!));
        Assert.Equal(Png, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("default-src 'none'; sandbox", file.Headers.GetValues("Content-Security-Policy").Single());
        Assert.True(file.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task One_file_alone_is_taken_as_it_is_and_repeated_it_runs_no_second_turn()
    {
        await using var host = await ChannelHost.StartAsync(Allowed);
        var client = await DirectLineClient.StartAsync(host);
        using var body = new ByteArrayContent(Png);
        body.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        body.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "hip.png" };

        Assert.Equal(HttpStatusCode.OK, (await UploadAsync(client, body)).Status);
        var first = await UploadAsync(client, Form("twice", ("a.png", "image/png", Png)));
        var second = await UploadAsync(client, Form("twice", ("a.png", "image/png", Png)));

        Assert.Equal(first.Text("id"), second.Text("id"));
        Assert.Equal(5, (await client.ReadAsync()).Body.GetProperty("activities").GetArrayLength());
    }

    [Theory]
    [InlineData("MZ\u0090\0", "image/png")]
    [InlineData("\u007fELF", "image/jpeg")]
    [InlineData("#!/bin/sh", "application/pdf")]
    [InlineData("<!doctype html><script>alert(1)</script>", "image/png")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml")]
    [InlineData("PK\u0003\u0004", "image/webp")]
    [InlineData("", "image/png")]
    public async Task What_is_no_picture_by_its_own_bytes_is_refused_whatever_it_is_called(string bytes, string type)
    {
        await using var host = await ChannelHost.StartAsync(Allowed);
        var client = await DirectLineClient.StartAsync(host);

        var answer = await UploadAsync(client, Form("look", ("a.png", "image/png", Png), ("b.png", type, Encoding.Latin1.GetBytes(bytes))));

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "UnsupportedMediaType"), (answer.Status, answer.ErrorCode));
        Assert.Equal(["Hello."], await client.TextsAsync());
        Assert.Equal((0, 0), await host.Conversations.Queue.ReadAsync(tables => tables.UploadBytes(1)));
    }

    [Fact]
    public async Task Too_large_too_many_and_more_than_a_conversation_may_keep_are_refused_with_the_emergency_line()
    {
        await using var host = await ChannelHost.StartAsync(Allowed, ("DirectLine:MaximumUploadBytes", "1000"), ("DirectLine:MaximumConversationUploadBytes", "1500"));
        var client = await DirectLineClient.StartAsync(host);
        byte[] large = [.. Png, .. new byte[1000]], half = [.. Png, .. new byte[700]];

        var tooLarge = await UploadAsync(client, Form("", ("a.png", "image/png", large)));
        var farTooLarge = await UploadAsync(client, Form("", ("a.png", "image/png", [.. Png, .. new byte[1_000_000]])));
        var tooMany = await UploadAsync(client, Form("", [.. Enumerable.Repeat(("a.png", "image/png", Png), 6)]));
        Assert.Equal(HttpStatusCode.OK, (await UploadAsync(client, Form("one", ("a.png", "image/png", half)))).Status);
        Assert.Equal(HttpStatusCode.OK, (await UploadAsync(client, Form("two", ("a.png", "image/png", half)))).Status);
        var full = await UploadAsync(client, Form("three", ("a.png", "image/png", half)));

        Assert.All([tooLarge, farTooLarge, full], one => Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "PayloadTooLarge"), (one.Status, one.ErrorCode)));
        Assert.Equal(HttpStatusCode.BadRequest, tooMany.Status);
        Assert.All([tooLarge, tooMany, full], one => Assert.Contains("emergency", one.Body.GetProperty("error").GetProperty("emergency").GetString(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Nobody_else_reads_a_file_no_byte_of_it_stands_in_clear_and_it_is_erased_with_its_conversation()
    {
        await using var host = await ChannelHost.StartAsync(Allowed);
        var (client, other) = (new DirectLineClient(host), await DirectLineClient.StartAsync(host));
        var session = await client.ChatAsync("start");
        client.Take(session);
        await UploadAsync(client, Form("mine", ("a.png", "image/png", Png)));
        await UploadAsync(other, Form("theirs", ("a.png", "image/png", [.. Png, 1])));
        var (mine, theirs) = (await AddressAsync(client), await AddressAsync(other));

        var without = await host.Http.GetAsync(new Uri(mine.GetLeftPart(UriPartial.Path)));
        var crossed = await host.Http.GetAsync(new Uri(mine.GetLeftPart(UriPartial.Path) + theirs.Query));
        var byOtherToken = await host.Http.GetAsync(new Uri($"{mine.GetLeftPart(UriPartial.Path)}?t={client.Token}"));
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], [without.StatusCode, crossed.StatusCode, byOtherToken.StatusCode]);
        foreach (var file in new DirectoryInfo(host.Folder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory);
            Assert.Equal(-1, memory.ToArray().AsSpan().IndexOf("picture of my hip"u8));
        }

        await client.ChatAsync("forget", JsonSerializer.Serialize(new { ticket = session.Text("ticket") }));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync(mine)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync(theirs)).StatusCode);
        var (_, all) = await host.Conversations.Queue.ReadAsync(tables => tables.UploadBytes(0));
        Assert.InRange(all, Png.Length + 1, Png.Length + 100);
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("multipart/form-data; boundary=\"\"")]
    public async Task What_is_no_form_is_400(string type)
    {
        await using var host = await ChannelHost.StartAsync(Allowed);
        var client = await DirectLineClient.StartAsync(host);
        using var body = new ByteArrayContent([1, 2, 3]);
        body.Headers.TryAddWithoutValidation("Content-Type", type);

        Assert.Equal(HttpStatusCode.BadRequest, (await UploadAsync(client, body)).Status);
    }

    [Fact]
    public async Task With_another_conversations_token_it_is_403()
    {
        await using var host = await ChannelHost.StartAsync(Allowed);
        var (client, other) = (await DirectLineClient.StartAsync(host), await DirectLineClient.StartAsync(host));
        client.Token = other.Token;

        Assert.Equal(HttpStatusCode.Forbidden, (await UploadAsync(client, Form("", ("a.png", "image/png", Png)))).Status);
    }

    private static Task<Answer> UploadAsync(DirectLineClient client, HttpContent body) =>
        client.SendAsync(HttpMethod.Post, $"conversations/{client.Conversation}/upload?userId=anybody", body);

    private static async Task<Uri> AddressAsync(DirectLineClient client) => new(
        (await client.ReadAsync()).Body.GetProperty("activities").EnumerateArray().First(one => one.TryGetProperty("attachments", out var files) && files.GetArrayLength() > 0)
            .GetProperty("attachments")[0].GetProperty("contentUrl").GetString()!);

    // As Microsoft's client sends it.
    private static MultipartFormDataContent Form(string text, params (string Name, string Type, byte[] Bytes)[] files)
    {
        var form = new MultipartFormDataContent();
        var activity = JsonSerializer.Serialize(new { type = "message", text, from = new { id = "anybody" }, channelData = new { clientActivityID = "client-1" + (text is "look" or "twice" ? "" : text) } });
        form.Add(new StringContent(activity, Encoding.UTF8, "application/vnd.microsoft.activity"), "activity", "activity");
        foreach (var (name, type, bytes) in files)
        {
            var file = new ByteArrayContent(bytes);
            file.Headers.ContentType = new MediaTypeHeaderValue(type);
            form.Add(file, "file", name);
        }

        return form;
    }
}
