using System.Net;
using System.Text.Json.Nodes;
using Migochat.Data;

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
        JsonAssert.Has(
            lead,
            ("stage", "qualified"), ("label", "hot"), ("type", "vip"), ("governorate", "giza"),
            ("first_name", "هدى"), ("last_name", "عبد الله"), ("phone", "+201001112234"));
        Assert.Equal(["governorate", "label", "name", "phone", "stage", "type"], lead!["locked"]!.AsArray().Select(field => field!.GetValue<string>()));
        Assert.Equal("2026-03-01T12:01:00Z", lead["last_stage_change"]!.GetValue<string>());
        Assert.Equal(
            [
                new("stage_change", "intake", "qualified"),
                new("label_change", null, "hot"),
                new("type_change", null, "vip"),
                new("governorate_change", null, "giza"),
                new("phone_change", "+2010******23", "+2010******34"),
                new("name_change", "م*** ع*** ا***", "ه*** ع*** ا***"),
            ],
            shop.Audit(automated: false));
        var written = shop.Read(context => context.LeadActivities.Where(line => !line.Automated).ToArray());
        Assert.All(written, line => Assert.Equal(("She called", "هبة", new DateTime(2026, 3, 1, 12, 1, 0)), (line.Reason, line.Actor, line.Timestamp)));
        var sources = JsonNode.Parse(shop.Read(context => context.Users.Single().FieldSources)!)!;
        Assert.All(["name", "phone", "governorate"], field => Assert.Equal("person", sources[field]!["rank"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_is_set_to_what_it_was_is_locked_and_no_change()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.AddLeads(lead => lead.CustomerLabel = CustomerLabel.Warm);

        var (_, lead) = await shop.PatchAsync("""{"stage":"intake","label":"warm"}""");

        Assert.Equal("""["label","stage"]""", lead!["locked"]!.Json());
        Assert.Empty(shop.Audit(automated: false));
        Assert.Equal("2026-03-01T11:00:00Z", lead["last_stage_change"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(LeadStage.Nurture, "intake", true)]
    [InlineData(LeadStage.Intake, "lost", true)]
    [InlineData(LeadStage.Lost, "unqualified", true)]
    [InlineData(LeadStage.Qualified, "convert", true)]
    [InlineData(LeadStage.Intake, "qualified", false)]
    [InlineData(LeadStage.Lost, "nurture", false)]
    public async Task Backwards_lost_and_unqualified_need_a_reason(LeadStage from, string to, bool needsReason)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.AddLeads(lead => lead.LeadStage = from);

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
        shop.AddLeads(1);

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
        shop.AddLeads(1);

        var (status, problem) = await shop.PatchAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(field, problem!["field"]?.GetValue<string>());
        Assert.Contains(allowed, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(shop.Read(context => context.Users.Single().Locked));
    }

    [Fact]
    public async Task A_lead_that_changed_meanwhile_is_left_alone()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.AddLeads(1);
        using var request = Shop.Request(HttpMethod.Get, "leads/1");
        using var response = await shop.Client.SendAsync(request);
        var etag = response.Headers.ETag!.Tag;

        Assert.Equal(HttpStatusCode.OK, (await shop.PatchAsync("""{"label":"hot"}""", ifMatch: $"\"other\", {etag}")).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await shop.PatchAsync("""{"label":"cold"}""", ifMatch: etag)).Status);
        Assert.Equal(HttpStatusCode.OK, (await shop.PatchAsync("""{"type":"vip"}""", ifMatch: "*")).Status);
        Assert.Equal([new("label_change", null, "hot"), new("type_change", "new", "vip")], shop.Audit(automated: false));
    }

    [Fact]
    public async Task Changes_of_different_fields_at_once_are_all_made_and_audited()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.AddLeads(1);
        string[] changes = ["""{"label":"hot"}""", """{"type":"vip"}""", """{"governorate":"giza"}""", """{"stage":"convert"}""", """{"phone":"01001112223"}""", """{"first_name":"منى"}"""];

        await Task.WhenAll(changes.Select(change => shop.PatchAsync(change)));

        var lead = await shop.GetAsync("leads/1");
        JsonAssert.Has(lead, ("label", "hot"), ("type", "vip"), ("governorate", "giza"), ("stage", "convert"), ("phone", "+201001112223"), ("first_name", "منى"));
        Assert.Equal(6, lead["locked"]!.AsArray().Count);
        Assert.Equal(6, shop.Audit(automated: false).Length);
    }

    [Fact]
    public async Task A_name_that_a_person_set_outlives_the_next_message()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.WritesAsync("201001112223", name: "منى عبد الله");
        await shop.PatchAsync("""{"first_name":"هدى","last_name":null,"phone":"01009998887"}""");

        await shop.WritesAsync("201001112223", name: "منى عبد الله", minutesAgo: 1);

        var lead = await shop.GetAsync("leads/1");
        JsonAssert.Has(lead, ("first_name", "هدى"), ("last_name", null), ("phone", "+201009998887"));
    }

    [Fact]
    public async Task A_note_is_a_line_of_the_audit_trail()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.AddLeads(1);

        var (status, note) = await shop.SendJsonAsync(HttpMethod.Post, "leads/1/notes", """{"text":" تتصل يوم الخميس "}""", ("X-Actor", "%D9%87%D8%A8%D8%A9"));

        Assert.Equal(HttpStatusCode.Created, status);
        JsonAssert.Equal(
            """
            {
                "id": 1, "type": "note", "old_value": null, "new_value": null, "reason": "تتصل يوم الخميس", "automated": false,
                "actor": "هبة", "timestamp": "2026-03-01T12:00:00Z"
            }
            """,
            note);
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
}
