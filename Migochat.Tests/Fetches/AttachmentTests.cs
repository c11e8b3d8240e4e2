using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Migochat.Data;
using Migochat.Graph;
using Migochat.LocalHost.FakeMeta;
using Migochat.Tests.Graph;

namespace Migochat.Tests.Fetches;

/// <summary>Files that customers sent, passed on from Meta.</summary>
public sealed class AttachmentTests
{
    private const string Media = "1037543291543636";
    private const string Path = "messages/1/attachments/0";
    private static readonly byte[] Large = new byte[300 * 1024];

    [Fact]
    public async Task A_WhatsApp_file_is_passed_on_with_the_token_and_not_stored()
    {
        await using var shop = await GraphShop.OpenAsync();
        await SendFileAsync(shop, "image", "image/png");

        using var answer = await shop.Shop.Client.SendAsync(Shop.Request(HttpMethod.Get, Path));

        Assert.Equal((HttpStatusCode.OK, "image/png"), (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
        Assert.Equal("inline; filename=message-1-0; filename*=UTF-8''message-1-0", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal(("nosniff", "no-store"), (string.Join(',', answer.Headers.GetValues("X-Content-Type-Options")), answer.Headers.CacheControl!.ToString()));
        Assert.StartsWith("sandbox", string.Join(',', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(0x89, (await answer.Content.ReadAsByteArrayAsync())[0]);
        Assert.All(shop.Graph.Calls.Latest, call => Assert.Equal("fake-whatsapp-token", call.Token));
        Assert.Equal(GraphShop.Number, shop.Graph.Calls.Latest.First().Query("phone_number_id"));
    }

    [Fact]
    public async Task A_large_file_comes_whole_and_a_document_keeps_its_name()
    {
        await using var shop = await GraphShop.OpenAsync();
        await SendFileAsync(shop, "document", "application/pdf", "فاتورة\"1\".pdf");
        shop.Graph.Objects[Media] = DescriptionOf(shop, "application/pdf");
        FailFile(shop, new FakeAnswer(200, "application/pdf", Large));

        using var answer = await shop.Shop.Client.SendAsync(Shop.Request(HttpMethod.Get, Path));

        Assert.Equal(Large.Length, (await answer.Content.ReadAsByteArrayAsync()).Length);
        Assert.Equal(("attachment", "فاتورة\"1\".pdf"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
    }

    [Fact]
    public async Task A_file_that_Meta_no_longer_has_gets_410()
    {
        await using var shop = await GraphShop.OpenAsync();
        await SendFileAsync(shop, "image", "image/png");

        shop.Graph.Faults.Next(call => call.Path == $"/{Media}", FakeFault.Refusal(100, 33));
        var (unknown, problem) = await GetAsync(shop);
        FailFile(shop, FakeAnswer.Empty(404));
        var (expired, _) = await GetAsync(shop);

        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (unknown, expired));
        Assert.Contains("Ask the customer to send it again.", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html", "Files of this type")]
    [InlineData("image/svg+xml", "Files of this type")]
    [InlineData("", "Files of this type")]
    public async Task A_file_of_another_type_is_not_passed_on(string type, string reason)
    {
        await using var shop = await GraphShop.OpenAsync();
        await SendFileAsync(shop, "image", "text/html");
        shop.Graph.Objects[Media] = DescriptionOf(shop, "text/html");
        FailFile(shop, new FakeAnswer(200, type, Encoding.UTF8.GetBytes("<script>1</script>")));

        var (status, problem) = await GetAsync(shop);

        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Contains(reason, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("script", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_described_or_announced_as_too_large_is_not_passed_on()
    {
        await using var shop = await OpenAsync(new MediaLimits { Bytes = 1024 * 1024 });
        await SendFileAsync(shop, "video", "video/mp4");
        shop.Graph.Objects[Media] = DescriptionOf(shop, "video/mp4", size: 2_000_000);
        var (described, problem) = await GetAsync(shop);
        Assert.Equal(0, shop.Graph.Calls.To($"/files/{Media}"));

        shop.Graph.Objects[Media] = DescriptionOf(shop, "video/mp4");
        FailFile(shop, new FakeAnswer(200, "video/mp4", new byte[2_000_000]));
        var (announced, _) = await GetAsync(shop);

        Assert.Equal((HttpStatusCode.BadGateway, HttpStatusCode.BadGateway), (described, announced));
        Assert.Contains("The file is larger than 1 MiB.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_turns_out_too_large_is_cut_off()
    {
        await using var shop = await OpenAsync(new MediaLimits { Bytes = 200 * 1024 });
        await SendFileAsync(shop, "video", "video/mp4");
        shop.Graph.Objects[Media] = DescriptionOf(shop, "video/mp4");
        FailFile(shop, new FakeAnswer(200, "video/mp4", Large) { IsChunked = true });

        using var answer = await shop.Shop.Client.SendAsync(Shop.Request(HttpMethod.Get, Path), HttpCompletionOption.ResponseHeadersRead);

        await Assert.ThrowsAsync<HttpRequestException>(answer.Content.ReadAsByteArrayAsync);
    }

    [Fact]
    public async Task A_small_file_that_turns_out_too_large_gets_502()
    {
        await using var shop = await OpenAsync(new MediaLimits { Bytes = 10 });
        await SendFileAsync(shop, "image", "image/png");
        shop.Graph.Objects[Media] = DescriptionOf(shop, "image/png");
        FailFile(shop, new FakeAnswer(200, "image/png", new byte[11]) { IsChunked = true });

        Assert.Equal(HttpStatusCode.BadGateway, (await GetAsync(shop)).Status);
    }

    [Fact]
    public async Task A_file_that_is_not_the_described_one_is_not_passed_on()
    {
        await using var shop = await GraphShop.OpenAsync();
        await SendFileAsync(shop, "image", "image/png");
        FailFile(shop, new FakeAnswer(200, "image/png", new byte[100]));

        var (status, problem) = await GetAsync(shop);

        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Contains("not the one that Meta described", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var shop = await GraphShop.OpenAsync();
        await SendFileAsync(shop, "image", "image/png");
        FailFile(shop, FakeAnswer.Empty(302) with { Headers = [("Location", "http://10.0.0.1/secret")] });

        var (status, problem) = await GetAsync(shop);

        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Contains("leads on to another address", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_stops_coming_is_cut_off()
    {
        // The clock runs away while the answer's first bytes come; only the pause after them counts here.
        await using var shop = await OpenAsync(new MediaLimits { Start = Timeout.InfiniteTimeSpan });
        await SendFileAsync(shop, "image", "image/png");
        shop.Graph.Objects[Media] = DescriptionOf(shop, "image/png");
        FailFile(shop, new FakeAnswer(200, "image/png", Large) { StallsAfter = 10 });

        var getting = GetAsync(shop);
        // The time limit of the call before is of the same clock.
        while (shop.Graph.Calls.To($"/files/{Media}") == 0)
            await Task.Yield();
        while (!getting.IsCompleted)
        {
            shop.Shop.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var (status, problem) = await getting;
        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Contains("too slow", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_ends_early_does_not_look_like_the_whole_file()
    {
        await using var shop = await GraphShop.OpenAsync();
        await SendFileAsync(shop, "image", "image/png");
        shop.Graph.Faults.Next(call => call.Path == $"/files/{Media}", FakeFault.Cut(isTaken: false));

        Assert.Equal(HttpStatusCode.BadGateway, (await GetAsync(shop)).Status);
    }

    [Fact]
    public async Task The_token_goes_to_no_other_host()
    {
        await using var shop = await GraphShop.OpenAsync();
        await SendFileAsync(shop, "image", "image/png");
        foreach (var url in (string[])["https://evil.example/x", "http://lookaside.fbsbx.com/x", "https://fbsbx.com.evil.example/x", "https://10.0.0.1/x"])
        {
            shop.Graph.Objects[Media] = new JsonObject { ["url"] = url, ["mime_type"] = "image/png" };

            var (status, problem) = await GetAsync(shop);

            Assert.Equal(HttpStatusCode.BadGateway, status);
            Assert.Contains("a host that gets no token", problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_token_the_answer_names_the_setting()
    {
        await using var shop = await GraphShop.OpenAsync(("whatsapp_access_token", null));
        await SendFileAsync(shop, "image", "image/png");

        var (status, problem) = await GetAsync(shop);

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("whatsapp_access_token", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_gets_409_and_a_limit_502_with_the_time()
    {
        await using var shop = await GraphShop.OpenAsync();
        await SendFileAsync(shop, "image", "image/png");

        shop.Graph.Faults.Next(_ => true, FakeFault.TokenExpired());
        var (expired, _) = await GetAsync(shop);
        shop.Graph.Faults.Next(_ => true, FakeFault.RetryAfter(90));
        using var limited = await shop.Shop.Client.SendAsync(Shop.Request(HttpMethod.Get, Path));

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.BadGateway), (expired, limited.StatusCode));
        Assert.Equal(TimeSpan.FromSeconds(90), limited.Headers.RetryAfter!.Delta);
    }

    [Theory]
    [InlineData("messages/99/attachments/0")]
    [InlineData("messages/1/attachments/1")]
    [InlineData("messages/1/attachments/9999999999")]
    [InlineData("messages/2/attachments/0")]
    public async Task What_is_not_there_gets_404(string path)
    {
        await using var shop = await GraphShop.OpenAsync();
        await SendFileAsync(shop, "image", "image/png");
        await shop.Shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage("wamid.text")], [Texts.Contact()]).Json());

        var (status, _) = await GetAsync(shop, path);

        Assert.Equal((HttpStatusCode.NotFound, 0L), (status, shop.Graph.Calls.Reads));
    }

    [Fact]
    public async Task A_deleted_messages_file_gets_410()
    {
        await using var shop = await GraphShop.OpenAsync();
        await SendLinkAsync(shop, "https://cdn.fbsbx.com/a.jpg");
        var deletion = Texts.MessengerItem(mid: "m_1");
        deletion["message"] = new JsonObject { ["mid"] = "m_1", ["is_deleted"] = true };
        await shop.Shop.SendAsync(Texts.Messenger(deletion).Json());

        Assert.Equal(HttpStatusCode.Gone, (await GetAsync(shop)).Status);
    }

    [Fact]
    public async Task A_Messenger_link_is_passed_on_without_a_token()
    {
        var host = new StubHost(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } } });
        await using var shop = await GraphShop.OpenAsync(services => services.AddHttpClient(GraphMedia.Client).ConfigurePrimaryHttpMessageHandler(() => host));
        await SendLinkAsync(shop, "https://scontent.xx.fbcdn.net/v/1.jpg?oh=1&oe=2");

        using var answer = await shop.Shop.Client.SendAsync(Shop.Request(HttpMethod.Get, Path));

        Assert.Equal([1, 2, 3], await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(("https://scontent.xx.fbcdn.net/v/1.jpg?oh=1&oe=2", null), (host.Asked!.RequestUri!.AbsoluteUri, host.Asked.Headers.Authorization));
    }

    [Fact]
    public async Task An_expired_Messenger_link_gets_410()
    {
        var host = new StubHost(new HttpResponseMessage(HttpStatusCode.Forbidden));
        await using var shop = await GraphShop.OpenAsync(services => services.AddHttpClient(GraphMedia.Client).ConfigurePrimaryHttpMessageHandler(() => host));
        await SendLinkAsync(shop, "https://scontent.xx.fbcdn.net/v/1.jpg");

        Assert.Equal(HttpStatusCode.Gone, (await GetAsync(shop)).Status);
    }

    [Theory]
    [InlineData("http://scontent.xx.fbcdn.net/v/1.jpg")]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("file:///etc/passwd")]
    public async Task A_link_that_is_not_public_is_not_followed(string link)
    {
        await using var shop = await GraphShop.OpenAsync();
        await SendLinkAsync(shop, link);

        var (status, problem) = await GetAsync(shop);

        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Contains("leads to no public host", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_leads_into_a_private_network_is_not_connected_to()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var shop = await GraphShop.OpenAsync(services => services.AddSingleton<IHostAddresses>(new OneAddress(IPAddress.Loopback)));
        await SendLinkAsync(shop, $"https://files.example:{port}/a.jpg");

        var (status, problem) = await GetAsync(shop);

        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Contains("leads into a private network", problem, StringComparison.Ordinal);
        Assert.False(listener.Pending());
    }

    private static Task<GraphShop> OpenAsync(MediaLimits limits) => GraphShop.OpenAsync(services => services.AddSingleton(limits));

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(GraphShop shop, string path = Path)
    {
        using var answer = await shop.Shop.Client.SendAsync(Shop.Request(HttpMethod.Get, path));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task SendFileAsync(GraphShop shop, string type, string mimeType, string? name = null)
    {
        var message = Texts.WhatsAppMessage("wamid.file");
        message.Remove("text");
        message["type"] = type;
        message[type] = new JsonObject { ["id"] = Media, ["mime_type"] = mimeType, ["filename"] = name };
        Assert.Equal(HttpStatusCode.OK, await shop.Shop.SendAsync(Texts.WhatsApp([message], [Texts.Contact()]).Json()));
    }

    private static async Task SendLinkAsync(GraphShop shop, string link)
    {
        var item = Texts.MessengerItem(mid: "m_1");
        item["message"] = new JsonObject
        {
            ["mid"] = "m_1",
            ["attachments"] = new JsonArray(new JsonObject { ["type"] = "image", ["payload"] = new JsonObject { ["url"] = link } }),
        };
        Assert.Equal(HttpStatusCode.OK, await shop.Shop.SendAsync(Texts.Messenger(item).Json()));
    }

    private static JsonObject DescriptionOf(GraphShop shop, string type, long? size = null) =>
        new() { ["url"] = $"{shop.Graph.Url}/files/{Media}", ["mime_type"] = type, ["file_size"] = size };

    private static void FailFile(GraphShop shop, FakeAnswer answer) => shop.Graph.Faults.Next(call => call.Path == $"/files/{Media}", FakeFault.Other(answer));

    /// <summary>A host of files that is asked once.</summary>
    private sealed class StubHost(HttpResponseMessage answer) : HttpMessageHandler
    {
        public HttpRequestMessage? Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (Asked, answer.RequestMessage) = (request, request);
            return Task.FromResult(answer);
        }
    }

    /// <summary>A name server with the same answer for every name.</summary>
    private sealed class OneAddress(IPAddress address) : IHostAddresses
    {
        public Task<IPAddress[]> OfAsync(string host, CancellationToken cancellationToken) => Task.FromResult<IPAddress[]>([address]);
    }
}
