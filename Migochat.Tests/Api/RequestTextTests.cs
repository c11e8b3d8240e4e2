using System.Net;
using System.Text;
using Migochat.People;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Api;

/// <summary>Texts and headers that are refused, and names that are cleaned.</summary>
public sealed class RequestTextTests
{
    [Theory]
    [InlineData("*", HttpStatusCode.OK)]
    [InlineData("{0}", HttpStatusCode.OK)]
    [InlineData("\"other, with a comma\" , {0}", HttpStatusCode.OK)]
    [InlineData("W/{0}", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"other\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"*\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("without-quotes", HttpStatusCode.BadRequest)]
    [InlineData(",", HttpStatusCode.BadRequest)]
    [InlineData("*, {0}", HttpStatusCode.BadRequest)]
    public async Task If_Match_is_read_as_its_standard_says(string header, HttpStatusCode expected)
    {
        await using var shop = await WithLeadAsync();
        using var request = Shop.Request(HttpMethod.Get, "leads/1");
        using var lead = await shop.Client.SendAsync(request);
        var etag = lead.Headers.ETag!.Tag;

        var (status, _) = await shop.PatchAsync("{\"first_name\":\"Karim\"}", header.Replace("{0}", etag, StringComparison.Ordinal));

        Assert.Equal(expected, status);
    }

    [Theory]
    [InlineData("posts/1", "{\"a\":\"\u00ff\"}")]
    [InlineData("leads/1", "{\"first_name\":\"\u00ff\"}")]
    [InlineData("leads/1", "{\"\u00ff\":1}")]
    public async Task A_body_that_is_not_UTF_8_is_refused(string path, string body)
    {
        await using var shop = await WithLeadAsync();
        using var request = Shop.Request(HttpMethod.Patch, path);
        request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));

        using var response = await shop.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("The body is not UTF-8", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(shop.Log.Errors);
    }

    [Theory]
    [InlineData("{\"first_name\":\"Ka\\u0000rim\"}")]
    [InlineData("{\"first_name\":\"Ka\\u202erim\"}")]
    [InlineData("{\"last_name\":\"\\u2066Karim\"}")]
    [InlineData("{\"first_name\":\"Ka\\nrim\"}")]
    [InlineData("{\"last_name\":\"Ka\\trim\"}")]
    [InlineData("{\"phone\":\"+201001234567\\u0000\"}")]
    public async Task Hidden_characters_in_a_field_are_refused(string body)
    {
        await using var shop = await WithLeadAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await shop.PatchAsync(body)).Status);
    }

    [Theory]
    [InlineData("\u202a+20 100 123 4567\u202c")]
    [InlineData("\u2066٠١٠٠١٢٣٤٥٦٧\u2069")]
    [InlineData("\u200e01001234567\u200f\u061c")]
    public async Task A_phone_number_loses_the_marks_of_direction_that_were_pasted_with_it(string phone)
    {
        await using var shop = await WithLeadAsync();

        var (status, body) = await shop.PatchAsync($"{{\"phone\":\"{phone}\"}}");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("+201001234567", (string?)body!["phone"]);
    }

    [Theory]
    [InlineData("Mona\u202e")]
    [InlineData("Mona\nKarim")]
    [InlineData("Mo\0na")]
    public async Task Hidden_characters_in_the_actor_are_refused(string actor)
    {
        await using var shop = await WithLeadAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await shop.PatchAsync("{\"first_name\":\"Karim\"}", actor: actor)).Status);
        Assert.Equal(HttpStatusCode.OK, (await shop.PatchAsync("{\"first_name\":\"Karim\"}", actor: "منى")).Status);
    }

    [Fact]
    public async Task A_note_keeps_its_lines_and_may_hold_no_other_control_characters()
    {
        await using var shop = await WithLeadAsync();

        Assert.Equal(HttpStatusCode.Created, (await shop.SendJsonAsync(HttpMethod.Post, "leads/1/notes", "{\"text\":\"one\\n\\ttwo\"}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await shop.SendJsonAsync(HttpMethod.Post, "leads/1/notes", "{\"text\":\"one\\u0007\"}")).Status);
    }

    [Theory]
    [InlineData("limit=5%00")]
    [InlineData("min_score=5%00%00")]
    public async Task Zeros_after_a_number_are_refused(string query)
    {
        await using var shop = await WithLeadAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await shop.CallAsync(HttpMethod.Get, "leads?" + query)).Status);
    }

    [Fact]
    public void Names_of_events_are_cleaned() =>
        Assert.Equal(new PersonName("Karim", "Hassan"), PersonName.Split("\u202eKa\0rim \u2067Hassan\u2069"));

    private static async Task<Shop> WithLeadAsync()
    {
        var shop = await Shop.OpenAsync(withTimers: false);
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem()).Json());
        return shop;
    }
}
