using System.Net;
using System.Text.Json.Nodes;

namespace Migochat.Tests.Leads;

/// <summary>What staff change of a lead: values, locks, the audit trail, and what is refused.</summary>
public sealed class LeadEditTests
{
    [Fact]
    public async Task What_a_person_sets_is_stored_locked_and_audited()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.WritesAsync("201001112223", name: "منى عبد الله");
        shop.Time.Advance(TimeSpan.FromMinutes(1));

        var (status, lead) = await shop.PatchAsync(
            """{"stage":"qualified","label":"hot","type":"vip","governorate":"giza","first_name":" هدى ","phone":"٠١٠٠ ١١١-٢٢٣٤","reason":"She called"}""", actor: "هبة");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("qualified hot vip giza هدى عبد الله +201001112234", string.Join(' ', new[] { "stage", "label", "type", "governorate", "first_name", "last_name", "phone" }.Select(name => lead![name])));
        Assert.Equal(["governorate", "label", "name", "phone", "stage", "type"], lead!["locked"]!.AsArray().Select(field => field!.GetValue<string>()));
        Assert.Equal("2026-03-01T12:01:00Z", lead["last_stage_change"]!.GetValue<string>());
        Assert.Equal(
            [
                "stage_change intake > qualified", "label_change  > hot", "type_change  > vip", "governorate_change  > giza",
                "phone_change +2010******23 > +2010******34", "name_change م*** ع*** ا*** > ه*** ع*** ا***",
            ],
            Audit(shop));
        var row = Assert.Single(shop.Rows("SELECT DISTINCT reason, automated, actor, timestamp FROM lead_activities WHERE automated = 0"));
        Assert.Equal(("She called", "0", "هبة", "2026-03-01 12:01:00.000000"), (row["reason"], row["automated"], row["actor"], row["timestamp"]));
        var user = Assert.Single(shop.Rows("SELECT field_sources FROM users"));
        Assert.Equal("person person person", string.Join(' ', new[] { "name", "phone", "governorate" }.Select(name => JsonNode.Parse(user["field_sources"]!)![name]!["rank"])));
    }

    [Fact]
    public async Task Null_releases_and_clears()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.Add("lead_stage = 'QUALIFIED', customer_label = 'HOT', customer_type = 'VIP', governorate = 'CAIRO', first_name = 'x', last_name = 'y', phone_number = '+201001112223', locked = 'governorate,label,name,phone,stage,type'");

        var (_, lead) = await shop.PatchAsync("""{"stage":null,"label":null,"type":null,"governorate":null,"first_name":null,"last_name":null,"phone":null}""");

        Assert.Empty(lead!["locked"]!.AsArray());
        Assert.Equal("qualified|cold|vip||||", string.Join('|', new[] { "stage", "label", "type", "governorate", "first_name", "last_name", "phone" }.Select(name => lead[name])));
        Assert.Equal(["label_change hot > ", "governorate_change cairo > ", "phone_change +2010******23 > ", "name_change x*** y*** > "], Audit(shop));
        Assert.Null(Assert.Single(shop.Rows("SELECT locked FROM users"))["locked"]);
    }

    [Fact]
    public async Task What_is_set_to_what_it_was_is_locked_and_no_change()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.Add("customer_label = 'WARM'");

        var (_, lead) = await shop.PatchAsync("""{"stage":"intake","label":"warm"}""");

        Assert.Equal("""["label","stage"]""", lead!["locked"]!.Json());
        Assert.Empty(Audit(shop));
        Assert.Equal("2026-03-01T11:00:00Z", lead["last_stage_change"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("NURTURE", "intake", true)]
    [InlineData("INTAKE", "lost", true)]
    [InlineData("LOST", "unqualified", true)]
    [InlineData("QUALIFIED", "convert", true)]
    [InlineData("INTAKE", "qualified", false)]
    [InlineData("LOST", "nurture", false)]
    public async Task Backwards_lost_and_unqualified_need_a_reason(string from, string to, bool needsReason)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.Add($"lead_stage = '{from}'");

        var (status, problem) = await shop.PatchAsync($$"""{"stage":"{{to}}","label":"hot","reason":null}""");

        Assert.Equal(needsReason ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK, status);
        Assert.Equal(needsReason ? 0 : 2, shop.Count("lead_activities"));
        if (needsReason)
            Assert.Equal("reason", problem!["field"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await shop.PatchAsync($$"""{"stage":"{{to}}","reason":"because"}""")).Status);
    }

    [Theory]
    [InlineData("01001112223", "+201001112223")]
    [InlineData("+20 100 111 2223", "+201001112223")]
    [InlineData("0020 (0)100 111 2223", "+201001112223")]
    [InlineData("201001112223", "+201001112223")]
    [InlineData("1001112223", "+201001112223")]
    [InlineData("02 2735 1234", "+20227351234")]
    [InlineData("03-4861234", "+2034861234")]
    [InlineData("+966501234567", "+966501234567")]
    [InlineData("00966501234567", "+966501234567")]
    [InlineData("0100111222", null)]
    [InlineData("01301112223", null)]
    [InlineData("+20100111222", null)]
    [InlineData("966501234567", null)]
    [InlineData("call me", null)]
    [InlineData("+", null)]
    public async Task A_phone_is_stored_as_e164_or_refused(string typed, string? stored)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.Add("");

        var (status, body) = await shop.PatchAsync(new JsonObject { ["phone"] = typed }.Json());

        Assert.Equal(stored is null ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK, status);
        Assert.Equal(stored ?? "phone", body![stored is null ? "field" : "phone"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("", null, "JSON object")]
    [InlineData("[]", null, "JSON object")]
    [InlineData("{\"stage\":", null, "JSON object")]
    [InlineData("""{"stage":"LOST"}""", "stage", "intake, nurture, convert, qualified, unqualified, lost")]
    [InlineData("""{"label":7}""", "label", "hot, warm, cold")]
    [InlineData("""{"type":"good"}""", "type", "new, returning, vip")]
    [InlineData("""{"governorate":"rome"}""", "governorate", "cairo, giza")]
    [InlineData("""{"first_name":""}""", "first_name", "1 to 100")]
    [InlineData("""{"last_name":"\ud800"}""", "last_name", "1 to 100")]
    [InlineData("""{"phone":100}""", "phone", "text")]
    [InlineData("""{"stage":"lost","reason":""}""", "reason", "1 to 1000")]
    [InlineData("""{"label":"hot","lead_score":100}""", "lead_score", "stage, label, type, governorate")]
    public async Task What_is_not_understood_is_named(string body, string? field, string allowed)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.Add("");

        var (status, problem) = await shop.PatchAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(field, problem!["field"]?.GetValue<string>());
        Assert.Contains(allowed, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(Assert.Single(shop.Rows("SELECT locked FROM users"))["locked"]);
    }

    [Fact]
    public async Task A_lead_that_changed_meanwhile_is_left_alone()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.Add("");
        using var request = Shop.Request(HttpMethod.Get, "leads/1");
        using var response = await shop.Client.SendAsync(request);
        var etag = response.Headers.ETag!.Tag;

        Assert.Equal(HttpStatusCode.OK, (await shop.PatchAsync("""{"label":"hot"}""", ifMatch: $"\"other\", {etag}")).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await shop.PatchAsync("""{"label":"cold"}""", ifMatch: etag)).Status);
        Assert.Equal(HttpStatusCode.OK, (await shop.PatchAsync("""{"type":"vip"}""", ifMatch: "*")).Status);
        Assert.Equal(["label_change  > hot", "type_change new > vip"], Audit(shop));
    }

    [Fact]
    public async Task Changes_of_different_fields_at_once_are_all_made_and_audited()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.Add("");
        string[] changes = ["""{"label":"hot"}""", """{"type":"vip"}""", """{"governorate":"giza"}""", """{"stage":"convert"}""", """{"phone":"01001112223"}""", """{"first_name":"منى"}"""];

        await Task.WhenAll(changes.Select(change => shop.PatchAsync(change)));

        var lead = await shop.GetAsync("leads/1");
        Assert.Equal("hot vip giza convert +201001112223 منى", string.Join(' ', new[] { "label", "type", "governorate", "stage", "phone", "first_name" }.Select(name => lead[name])));
        Assert.Equal(6, lead["locked"]!.AsArray().Count);
        Assert.Equal(6, Audit(shop).Length);
    }

    [Fact]
    public async Task A_name_that_a_person_set_outlives_the_next_message()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.WritesAsync("201001112223", name: "منى عبد الله");
        await shop.PatchAsync("""{"first_name":"هدى","last_name":null,"phone":"01009998887"}""");

        await shop.WritesAsync("201001112223", name: "منى عبد الله", minutesAgo: 1);

        var lead = await shop.GetAsync("leads/1");
        Assert.Equal("هدى||+201009998887", $"{lead["first_name"]}|{lead["last_name"]}|{lead["phone"]}");
    }

    [Fact]
    public async Task A_note_is_a_line_of_the_audit_trail()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.Add("");

        var (status, note) = await shop.SendJsonAsync(HttpMethod.Post, "leads/1/notes", """{"text":" تتصل يوم الخميس "}""", ("X-Actor", "%D9%87%D8%A8%D8%A9"));

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("""{"id":1,"type":"note","old_value":null,"new_value":null,"reason":"تتصل يوم الخميس","automated":false,"actor":"هبة","timestamp":"2026-03-01T12:00:00Z"}""", note!.Json());
        Assert.Equal(note!.Json(), (await shop.GetAsync("leads/1/activities"))["items"]![0]!.Json());
        Assert.Equal(HttpStatusCode.BadRequest, (await shop.SendJsonAsync(HttpMethod.Post, "leads/1/notes", "{}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.SendJsonAsync(HttpMethod.Post, "leads/2/notes", """{"text":"x"}""")).Status);
    }

    [Fact]
    public async Task Who_is_not_there_is_not_changed_and_too_much_is_refused()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);

        Assert.Equal(HttpStatusCode.NotFound, (await shop.PatchAsync("""{"label":"hot"}""")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await shop.PatchAsync(new string(' ', 300_000))).Status);
    }

    private static string[] Audit(Shop shop) =>
        [.. shop.Rows("SELECT activity_type, old_value, new_value FROM lead_activities WHERE automated = 0 ORDER BY id").Select(row => $"{row["activity_type"]} {row["old_value"]} > {row["new_value"]}")];
}
