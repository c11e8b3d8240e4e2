using System.Text.Json.Nodes;
using CsCheck;
using Migochat.Data;
using Migochat.Fetches;
using Migochat.Messaging;
using Migochat.Tests.Webhooks;

namespace Migochat.Tests.Fetches;

/// <summary>The promise of the intake with fetches: answers of the Graph API and events give the same rows, in whichever order they come.</summary>
public sealed class FetchOrderTests : IDisposable
{
    private const int LongestHistory = 14;

    private readonly Ledger _ledger = new();

    private static readonly int Cases = GeneratedCases.Or(200);

    [Fact]
    public void Answers_and_events_give_the_same_rows_in_every_order() =>
        (from history in Steps
         from shuffled in Gen.Shuffle(history)
         from repeated in Histories.Pick(history).Array[0, 3]
         select (history, disorder: (Step[])[.. repeated, .. shuffled]))
            .Sample(
                sample => LedgerText.Compare(Write(sample.history), Write(sample.disorder)),
                iter: Cases,
                threads: 1,
                print: sample => Print(sample.history) + "\n---\n" + Print(sample.disorder));

    [Fact]
    public void The_slow_path_keeps_what_was_fetched() => Steps.Sample(
        history => LedgerText.Compare(Write(history), _ledger.Rebuild()),
        iter: Cases,
        threads: 1,
        print: Print);

    [Fact]
    public async Task An_answer_that_comes_after_an_erasure_changes_nothing() => await Steps.SampleAsync(
        async history =>
        {
            Write(history);
            foreach (var id in _ledger.Read(context => context.Users.Select(user => user.Id).Order().ToArray()))
                await _ledger.EraseAsync(id, Ledger.Now);
            var erased = _ledger.Add([]);

            foreach (var answer in history.OfType<Answered>().Where(answer => answer.Kind is ProfileFetch or LeadFormFetch))
                _ledger.Fetch(answer.Kind, answer.Target, answer.Json, answer.At);

            LedgerText.Compare(erased, _ledger.Add([]));
        },
        iter: GeneratedCases.Or(60),
        threads: 1,
        print: Print);

    public void Dispose() => _ledger.Dispose();

    /// <summary>An answer can only come for what is stored; one that would be too early comes last, as its fetch would.</summary>
    private string Write(Step[] steps)
    {
        var late = new List<Answered>();
        _ledger.Write([]);
        foreach (var step in steps)
        {
            if (step is Delivered delivered)
                _ledger.Add([delivered.Delivery]);
            else if (step is Answered answer && !TryStore(answer))
                late.Add(answer);
        }

        late.ForEach(answer => TryStore(answer));
        return _ledger.Add([]);
    }

    private bool TryStore(Answered answer)
    {
        if (!_ledger.Read(answer.Exists))
            return false;
        _ledger.Fetch(answer.Kind, answer.Target, answer.Json, answer.At);
        return true;
    }

    private static Gen<Step[]> Steps =>
        from deliveries in Histories.Of(LongestHistory)
        from answers in Answers.Array[1, 6]
        from steps in Gen.Shuffle((Step[])[.. deliveries.Select(delivery => new Delivered(delivery)), .. answers])
        select steps;

    private static Gen<Step> Answers => Gen.OneOf(Profile, Profile, Form, Post, Ad);

    private static Gen<Step> Profile =>
        from platform in Histories.Pick(Platform.Facebook, Platform.Instagram)
        from person in Histories.Pick("6543210987654321", "201001112223", "1789456123004567")
        from name in Histories.Pick<string?>("منى عبد الله", "Mona", null)
        from picture in Histories.Pick<string?>("https://platform-lookaside.fbsbx.com/1.jpg", "https://platform-lookaside.fbsbx.com/2.jpg", "http://10.0.0.1/3.jpg", null)
        from hours in Gen.Int[0, 3]
        let kind = platform == Platform.Facebook ? IdentityKind.Facebook : IdentityKind.Instagram
        select (Step)new Answered(
            new ProfileFetch(platform), person, new JsonObject { ["id"] = person, ["name"] = name, ["profile_pic"] = picture }, Ledger.Now.AddHours(-hours),
            context => context.UserIdentities.Any(identity => identity.Kind == kind && identity.Value == person));

    // The answers to a form never change.
    private static Gen<Step> Form =>
        from id in Gen.Int[0, 1]
        let target = $"44400{id}"
        let fields = new JsonArray(Field("full_name", id == 0 ? "هبة محمود" : "Nour"), Field("phone_number", $"0100123456{id}"), Field("city", id == 0 ? "المنصورة" : "Giza"))
        select (Step)new Answered(
            new LeadFormFetch(), target, new JsonObject { ["id"] = target, ["created_time"] = "2026-02-28T10:02:11+0000", ["field_data"] = fields }, Ledger.Now,
            context => context.Messages.Any(message => message.FacebookMessageId == MessageKeys.Lead(target)));

    private static Gen<Step> Post =>
        from target in Histories.Pick("1_2", "180")
        select (Step)new Answered(
            new PostFetch(), target,
            target == "180"
                ? new JsonObject { ["id"] = target, ["caption"] = "شنط", ["permalink"] = "https://www.instagram.com/p/x/" }
                : new JsonObject { ["id"] = target, ["message"] = "فستان", ["permalink_url"] = "https://www.facebook.com/1_2", ["from"] = new JsonObject { ["id"] = "1" } },
            Ledger.Now, context => context.Posts.Any(post => post.FacebookPostId == target));

    private static Gen<Step> Ad =>
        from target in Histories.Pick("77", "78")
        select (Step)new Answered(
            new AdFetch(), target, new JsonObject { ["name"] = $"ad {target}", ["campaign"] = new JsonObject { ["name"] = "حملة" } }, Ledger.Now,
            context => context.AdCampaigns.Any(ad => ad.FacebookAdId == target));

    private static JsonObject Field(string name, string value) => new() { ["name"] = name, ["values"] = new JsonArray(value) };

    private static string Print(Step[] steps) => string.Join('\n', steps.Select(step => step switch
    {
        Delivered delivered => delivered.Delivery.Json(),
        Answered answer => $"{answer.Kind.GetType().Name} {answer.Target} at {answer.At:O}: {answer.Json.Json()}",
        _ => "",
    }));

    private abstract record Step;

    private sealed record Delivered(JsonNode Delivery) : Step;

    /// <param name="Exists">True if there is something that the answer is for.</param>
    private sealed record Answered(IStoredFetch Kind, string Target, JsonNode Json, DateTime At, Func<MigochatDbContext, bool> Exists) : Step;
}
