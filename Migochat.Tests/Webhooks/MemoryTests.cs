using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Migochat.Data;

namespace Migochat.Tests.Webhooks;

/// <summary>The intake gives the same in one transaction with all loaded and in many with nothing loaded, and sees in each what others committed.</summary>
public sealed class MemoryTests : IDisposable
{
    private const int LongestHistory = 20;

    private static readonly DateTime Far = new(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly int Cases = GeneratedCases.Or(100);

    private readonly Ledger _ledger = new();

    [Fact]
    public void One_transaction_or_many_give_the_same() => Compare(_ => { });

    [Fact]
    public void What_was_undone_is_not_remembered() => Compare(_ledger.Undo);

    [Fact]
    public void What_was_undone_within_a_transaction_is_not_remembered() => Compare(_ledger.UndoAlone);

    [Fact]
    public void A_name_that_others_commit_is_seen() => AssertSeen(
        context => context.Users.ExecuteUpdate(set => set.SetProperty(user => user.FirstName, "Mona Ali").SetProperty(user => user.Locked, LockedField.Name)),
        context => context.Users.Single().FirstName,
        "Mona Ali");

    [Fact]
    public void An_end_of_a_conversation_that_others_commit_is_seen() => AssertSeen(
        context => context.Conversations.ExecuteUpdate(set => set.SetProperty(conversation => conversation.IsActive, false)),
        context => context.Conversations.Single().IsActive,
        true);

    [Fact]
    public void A_rescoring_that_others_commit_is_seen() => AssertSeen(
        context => context.Users.ExecuteUpdate(set => set.SetProperty(user => user.ScoreDueAt, (DateTime?)null)),
        context => context.Users.Single().ScoreDueAt is not null,
        true);

    [Fact]
    public void An_id_that_others_commit_is_seen() => AssertSeen(
        context => context.UserIdentities.ExecuteUpdate(set => set.SetProperty(identity => identity.SeenAt, Far)),
        context => context.UserIdentities.Single().SeenAt,
        Far);

    [Fact]
    public void A_lead_that_was_rescored_beside_the_intake_is_due_again_with_the_next_message()
    {
        _ledger.Write([Named("wamid.1", "Mona", 0), Named("wamid.2", "Mona", 30)]);
        _ledger.PutOff(Lead().Id);
        Assert.Null(Lead().ScoreDueAt);
        _ledger.Add([Named("wamid.3", "Mona", 60)]);

        Assert.NotNull(Lead().ScoreDueAt);
    }

    public void Dispose() => _ledger.Dispose();

    private void AssertSeen<T>(Action<MigochatDbContext> meanwhile, Func<MigochatDbContext, T> look, T seen)
    {
        _ledger.Write([Named("wamid.1", "Mona", 0), Named("wamid.2", "Mona", 30)]);
        _ledger.Interfere(meanwhile);
        _ledger.Add([Named("wamid.3", "Mo", 60)]);

        Assert.Equal(seen, _ledger.Read(look));
    }

    private User Lead() => _ledger.Read(context => context.Users.Single());

    private void Compare(Action<JsonNode> before) => Histories.Of(LongestHistory).Sample(
        history => LedgerText.Compare(_ledger.Write(history), _ledger.WriteApart(history, before)),
        iter: Cases,
        threads: 1,
        print: history => string.Join('\n', history.Select(delivery => delivery.Json())));

    private static JsonObject Named(string id, string name, int seconds) => Texts.WhatsApp(
        [Texts.WhatsAppMessage(id, time: Texts.Before + (seconds * 1000))],
        [Texts.Contact(name: name)]);
}
