using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Migochat.Data;

namespace Migochat.Tests.Webhooks;

public sealed class BadInputTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha256=00")]
    [InlineData("sha256=zz41999293ff66c3eb313e04bcf77861bb0276aa41999293ff66c3eb313e04bc")]
    [InlineData("sha1=3daa41999293ff66c3eb313e04bcf77861bb0276")]
    [InlineData("SHA256=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_delivery_without_its_signature_is_refused_and_leaves_nothing(string? signature)
    {
        await using var shop = await Shop.OpenAsync();

        using var response = await shop.PostAsync(Encoding.UTF8.GetBytes(Texts.Messenger(Texts.MessengerItem()).Json()), signature);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.DoesNotContain("sha256=", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, shop.Count("messages") + shop.Count("users") + shop.Count("dead_letters"));
    }

    [Fact]
    public async Task A_body_changed_by_one_byte_is_refused()
    {
        await using var shop = await Shop.OpenAsync();
        var body = Encoding.UTF8.GetBytes(Texts.Messenger(Texts.MessengerItem()).Json());
        var signature = Shop.Sign(body);
        body[^1] ^= 1;

        using var response = await shop.PostAsync(body, signature);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("page", Shop.Secret, 200)]
    [InlineData("page", Shop.InstagramSecret, 401)]
    [InlineData("page", Shop.WhatsAppSecret, 401)]
    [InlineData("instagram", Shop.InstagramSecret, 200)]
    [InlineData("instagram", Shop.Secret, 200)]
    [InlineData("instagram", Shop.WhatsAppSecret, 401)]
    [InlineData("whatsapp_business_account", Shop.WhatsAppSecret, 200)]
    [InlineData("whatsapp_business_account", Shop.Secret, 200)]
    [InlineData("whatsapp_business_account", Shop.InstagramSecret, 401)]
    [InlineData("page", "nobody's secret", 401)]
    public async Task A_secret_signs_for_its_own_objects_only(string @object, string secret, int expected)
    {
        await using var shop = await Shop.OpenAsync();
        var delivery = new JsonObject { ["object"] = @object, ["entry"] = new JsonArray() };

        Assert.Equal(expected, (int)await shop.SendAsync(delivery.Json(), secret: secret));
        Assert.Equal(expected, (int)await shop.SendAsync(new JsonArray(new JsonObject(), delivery).Json(), secret: secret));
    }

    [Fact]
    public async Task Without_a_secret_nothing_is_accepted_and_it_is_said_once()
    {
        await using var shop = await Shop.OpenAsync(("fb_app_secret", ""), ("whatsapp_app_secret", " "), ("instagram_app_secret", null));
        var body = Texts.Messenger(Texts.MessengerItem()).Json();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await shop.SendAsync(body, secret: ""));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await shop.SendAsync(body));

        Assert.Equal(0, shop.Count("messages"));
        Assert.Single(shop.Log.All, line => line.Contains("No app secret is configured", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_4_MiB_is_refused_with_and_without_its_length(bool chunked)
    {
        await using var shop = await Shop.OpenAsync();
        var fits = Encoding.UTF8.GetBytes($"{{\"pad\":\"{new string('x', 4 * 1024 * 1024 - 10)}\"}}");
        var tooLarge = new byte[fits.Length + 1];

        using var accepted = await shop.PostAsync(fits, Shop.Sign(fits), chunked: chunked);
        using var refused = await shop.PostAsync(tooLarge, Shop.Sign(tooLarge), chunked: chunked);

        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{\"object\":")]
    [InlineData("{\"object\":\"page\"} {}")]
    [InlineData("{\"object\":\"page\",}")]
    public async Task Signed_bytes_that_are_not_JSON_are_refused(string body)
    {
        await using var shop = await Shop.OpenAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await shop.SendAsync(body));
    }

    [Fact]
    public async Task Signed_bytes_that_are_not_UTF8_are_refused()
    {
        await using var shop = await Shop.OpenAsync();
        byte[] body = [.. "{\"object\":\"page\",\"entry\":[{\"id\":\"1\",\"messaging\":[{\"x\":\""u8, 0xFF, .. "\"}]}]}"u8];

        using var response = await shop.PostAsync(body, Shop.Sign(body));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0, shop.Count("dead_letters"));
    }

    [Theory]
    [InlineData("""{"object":"page","entry":[{"id":"1","messaging":[ITEMS]}]}""")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messages":[ITEMS]}}]}]}""")]
    [InlineData("""{"object":"page","entry":[ITEMS]}""")]
    [InlineData("[ITEMS]")]
    public async Task A_delivery_of_two_million_items_is_one_dead_letter(string delivery)
    {
        await using var shop = await Shop.OpenAsync();

        Assert.Equal(HttpStatusCode.OK, await shop.SendAsync(delivery.Replace("ITEMS", string.Join(',', Enumerable.Repeat('7', 2_000_000)), StringComparison.Ordinal)));

        Assert.Equal("a delivery of more than 100000 items", shop.Read(context => context.DeadLetters.Single().Error));
    }

    [Theory]
    [InlineData(64, 200)]
    [InlineData(65, 400)]
    [InlineData(100_000, 400)]
    [InlineData(2_000_000, 400)]
    public async Task JSON_may_be_nested_64_deep(int depth, int expected)
    {
        await using var shop = await Shop.OpenAsync();

        Assert.Equal(expected, (int)await shop.SendAsync(new string('[', depth) + new string(']', depth)));
    }

    [Theory]
    [InlineData("{}", 0)]
    [InlineData("[]", 0)]
    [InlineData("null", 0)]
    [InlineData("3", 1)]
    [InlineData("\"page\"", 1)]
    [InlineData("[null,{}]", 0)]
    [InlineData("""{"object":"page"}""", 0)]
    [InlineData("""{"object":"page","entry":null}""", 0)]
    [InlineData("""{"object":"page","entry":{}}""", 1)]
    [InlineData("""{"object":"page","entry":"x"}""", 1)]
    [InlineData("""{"object":"page","entry":[]}""", 0)]
    [InlineData("""{"object":"page","entry":[null,3,"x"]}""", 2)]
    [InlineData("""{"object":"page","entry":[{"id":"1","messaging":null}]}""", 0)]
    [InlineData("""{"object":"page","entry":[{"id":"1","messaging":"x"}]}""", 1)]
    [InlineData("""{"object":"page","entry":[{"id":"1","messaging":[null,"x",{"message":"TEST_MESSAGE"},{"message":{"mid":"m"}}]}]}""", 3)]
    [InlineData("""{"object":"page","entry":[{"id":"1","messaging":[{"sender":"x","recipient":3,"message":{"mid":"m","text":"hi"}}]}]}""", 1)]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":"x"}]}]}""", 1)]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messages":{}}}]}]}""", 1)]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messages":[{"text":{"body":"x"}}]}}]}]}""", 1)]
    [InlineData("""{"object":"something_new","entry":[{"id":"1","changes":[{"field":"x","value":1}]}]}""", 1)]
    [InlineData("""{"object":"page","entry":[{"id":"1","messaging":[{"\ud800":1}]}]}""", 1)]
    [InlineData("""{"object":"page","\ud800abcdef":1,"entry":[]}""", 0)]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"id":"5","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"5"},"contacts":[{"wa_id":"201"}],"statuses":[{"id":"w","status":"sent","\ud800abcdef":1}]}}]}]}""", 0)]
    public async Task Signed_JSON_of_any_shape_is_accepted_and_what_nobody_reads_is_kept(string body, int deadLetters)
    {
        await using var shop = await Shop.OpenAsync();

        Assert.Equal(HttpStatusCode.OK, await shop.SendAsync(body));

        Assert.Equal(deadLetters, shop.Count("dead_letters"));
        Assert.Equal(0, shop.Count("messages"));
        Assert.All(shop.Read(context => context.DeadLetters.ToList()), letter => Assert.Equal(DeadLetterKind.Unrecognised, letter.Kind));
    }

    [Fact]
    public async Task A_broken_item_costs_its_neighbours_nothing()
    {
        await using var shop = await Shop.OpenAsync();
        var delivery = Texts.Messenger(
            Texts.MessengerItem("m_1"), new JsonObject { ["message"] = 7 }, JsonValue.Create("x"), new JsonObject { ["BROKEN"] = 1 }, Texts.MessengerItem("m_2"));

        Assert.Equal(HttpStatusCode.OK, await shop.SendAsync(delivery.Json().Replace("BROKEN", "\\ud800abcdef", StringComparison.Ordinal)));

        Assert.Equal(["m_1", "m_2"], shop.Read(context => context.Messages.OrderBy(message => message.Id).Select(message => message.FacebookMessageId).ToList()));
        Assert.Equal(3, shop.Count("dead_letters"));
    }

    [Fact]
    public async Task A_repeated_unknown_item_is_kept_once_and_seen_twice()
    {
        await using var shop = await Shop.OpenAsync();
        var first = Texts.Messenger(new JsonObject { ["from_the_future"] = 1 });
        var again = Texts.Messenger(new JsonObject { ["from_the_future"] = 1 });
        again["entry"]![0]!["time"] = Texts.Before + 99_999;

        await shop.SendAsync(first.Json());
        await shop.SendAsync(again.Json());

        var letter = shop.Read(context => context.DeadLetters.Single());
        Assert.Equal(2, letter.Seen);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(letter.Envelope), first));
    }
}
