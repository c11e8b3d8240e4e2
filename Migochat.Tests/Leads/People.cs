using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Migochat.Data;

namespace Migochat.Tests.Leads;

/// <summary>Puts leads into a shop, with or without messages, and lists them.</summary>
internal static class People
{
    private static readonly DateTime CreatedAt = new(2026, 3, 1, 11, 0, 0, DateTimeKind.Utc);

    /// <summary>Adds leads without messages; the ids continue those of the shop.</summary>
    /// <param name="shop">Gets the leads.</param>
    /// <param name="leads">Each sets the columns of one lead.</param>
    public static void AddLeads(this Shop shop, params Action<User>[] leads)
    {
        foreach (var set in leads)
        {
            shop.Store(context =>
            {
                var lead = new User { Psid = $"{1000 + context.Users.Count()}", CreatedAt = CreatedAt, LastStageChange = CreatedAt };
                set(lead);
                context.Add(lead);
            });
        }
    }

    /// <summary>Adds leads of which nothing but a psid is known.</summary>
    public static void AddLeads(this Shop shop, int count) => shop.AddLeads([.. Enumerable.Repeat<Action<User>>(_ => { }, count)]);

    /// <summary>Adds many leads in one go.</summary>
    /// <param name="shop">Gets the leads.</param>
    /// <param name="count">How many.</param>
    /// <param name="lead">The lead of a number from zero.</param>
    /// <param name="with">Something that belongs to each, by the lead's id.</param>
    public static void AddLeads(this Shop shop, int count, Func<int, User> lead, Func<User, object>? with = null) => shop.Store(context =>
    {
        var leads = Enumerable.Range(0, count).Select(lead).ToArray();
        context.AddRange(leads);
        context.SaveChanges();
        if (with is not null)
            context.AddRange(leads.Select(with));
    });

    /// <summary>The message that a lead wrote when its row was made.</summary>
    public static Message Wrote(this User lead, string? text = null, string? signals = null) => new()
    {
        UserId = lead.Id,
        SenderId = lead.Psid,
        RecipientId = "page",
        Direction = MessageDirection.Inbound,
        Timestamp = lead.CreatedAt,
        FacebookMessageId = $"m-{lead.Id}",
        MessageText = text,
        Signals = signals,
    };

    /// <summary>Changes columns of a lead as another program would.</summary>
    public static void ChangeLead(this Shop shop, long id, Action<User> change) =>
        shop.Store(context => change(context.Users.AsTracking().Single(lead => lead.Id == id)));

    /// <summary>Sends a text over WhatsApp, some minutes before the clock of the tests.</summary>
    public static Task WritesAsync(this Shop shop, string number, string text = "بكام؟", string? name = null, int minutesAgo = 5) => shop.SendAsync(Texts.WhatsApp(
        [Texts.WhatsAppMessage($"wamid.{number}.{minutesAgo}", number, text: text, time: Texts.Before + (5 - minutesAgo) * 60_000L)],
        [Texts.Contact(number, name: name)]).Json());

    /// <summary>The ids of all items, page by page, with blanks between.</summary>
    public static async Task<string> IdsAsync(this Shop shop, string path, int limit = 2)
    {
        var ids = new List<long>();
        string? cursor = null;
        do
        {
            var query = string.Create(CultureInfo.InvariantCulture, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}");
            var (_, page) = await shop.CallAsync(HttpMethod.Get, cursor is null ? query : $"{query}&cursor={cursor}");
            ids.AddRange(page!["items"]!.AsArray().Select(item => item!["id"]!.GetValue<long>()));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        return string.Join(' ', ids);
    }

    public static async Task<JsonNode> GetAsync(this Shop shop, string path) => (await shop.CallAsync(HttpMethod.Get, path)).Body!;
}
