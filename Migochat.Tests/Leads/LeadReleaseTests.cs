using Migochat.Data;

namespace Migochat.Tests.Leads;

/// <summary>A field that staff release gets at once the value that events give it.</summary>
public sealed class LeadReleaseTests
{
    private const string Number = "201001112223";
    private const string ReleaseAll = """{"stage":null,"label":null,"type":null,"governorate":null,"first_name":null,"last_name":null,"phone":null}""";

    [Fact]
    public async Task Every_released_field_has_the_value_that_events_give()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.WritesAsync(Number, "عايز أطلب واحدة، العنوان المنصورة", name: "منى عبد الله", minutesAgo: 5);
        var before = await shop.GetAsync("leads/1");
        JsonAssert.Has(before, ("stage", "convert"), ("governorate", "dakahlia"), ("first_name", "منى"), ("phone", "+201001112223"), ("type", "new"));
        await shop.PatchAsync("""{"stage":"lost","label":"cold","type":"vip","governorate":"giza","first_name":"هدى","last_name":"x","phone":"01009998887","reason":"Why"}""");

        var (_, lead) = await shop.PatchAsync(ReleaseAll);

        Assert.Empty(lead!["locked"]!.AsArray());
        Assert.All(
            ["stage", "label", "type", "governorate", "first_name", "last_name", "phone", "score", "last_stage_change"],
            field => Assert.Equal((field, before[field]?.ToString()), (field, lead[field]?.ToString())));
        Assert.Empty((await shop.GetAsync("leads?q=9998887"))["items"]!.AsArray());
        Assert.Single((await shop.GetAsync("leads?q=منى"))["items"]!.AsArray());
    }

    [Fact]
    public async Task What_events_said_while_the_field_was_locked_counts_too()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.WritesAsync(Number, "السلام عليكم", name: "منى عبد الله", minutesAgo: 5);
        await shop.PatchAsync("""{"governorate":"giza","first_name":"هدى","last_name":null}""");
        await shop.WritesAsync(Number, "أنا من أسوان", name: "منى السيد", minutesAgo: 2);
        JsonAssert.Has(await shop.GetAsync("leads/1"), ("governorate", "giza"), ("first_name", "هدى"), ("last_name", null));

        var (_, lead) = await shop.PatchAsync("""{"governorate":null,"first_name":null}""");

        JsonAssert.Has(lead, ("governorate", "aswan"), ("first_name", "منى"), ("last_name", "السيد"));
        Assert.Equal([new("governorate_change", "giza", "aswan"), new("name_change", "ه***", "م*** ا***")], shop.Audit(automated: false)[^2..]);
    }

    [Fact]
    public async Task A_released_phone_of_a_page_visitor_is_the_one_in_their_text()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem(text: "رقمي 01001112223")).Json());
        await shop.PatchAsync("""{"phone":"01009998887"}""");

        var (_, lead) = await shop.PatchAsync("""{"phone":null}""");

        JsonAssert.Has(lead, ("phone", "+201001112223"));
    }

    [Fact]
    public async Task A_field_that_events_never_filled_is_empty_again()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.AddLeads(1);
        await shop.PatchAsync("""{"label":"hot","type":"vip","governorate":"cairo","first_name":"x","last_name":"y","phone":"01001112223"}""");

        var (_, lead) = await shop.PatchAsync(ReleaseAll);

        JsonAssert.Has(lead, ("label", "cold"), ("type", "new"), ("governorate", null), ("first_name", null), ("last_name", null), ("phone", null));
        Assert.Null(shop.Read(context => context.Users.Single().Locked));
    }

    [Fact]
    public async Task Null_leaves_a_field_alone_that_nobody_set()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.WritesAsync(Number, "أنا من أسوان", name: "منى عبد الله");
        var before = await shop.GetAsync("leads/1");

        var (_, lead) = await shop.PatchAsync(ReleaseAll);

        Assert.Equal(before.ToJsonString(), lead!.ToJsonString());
        Assert.Empty(shop.Audit(automated: false));
    }

    [Fact]
    public async Task A_stage_goes_on_from_the_one_that_automation_gave_last()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.WritesAsync(Number, "عايز أطلب واحدة");
        JsonAssert.Has(await shop.GetAsync("leads/1"), ("stage", "convert"));
        await shop.PatchAsync("""{"stage":"qualified"}""");
        shop.Time.Advance(TimeSpan.FromDays(70));

        var (_, lead) = await shop.PatchAsync("""{"stage":null}""");

        JsonAssert.Has(lead, ("stage", "lost"));
        Assert.Equal([new("stage_change", "intake", "convert"), new("stage_change", "convert", "lost")], shop.Audit(automated: true).Where(line => line.Type == "stage_change"));
        Assert.Equal(new("stage_change", "qualified", "convert"), shop.Audit(automated: false)[^1]);
    }
}
