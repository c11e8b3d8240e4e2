using System.Text.Json.Nodes;
using CsCheck;

namespace Migochat.Tests.Webhooks;

/// <summary>The intake gives the same in one transaction with all loaded and in many with nothing loaded, and sees in each what others committed.</summary>
public sealed class MemoryTests : IDisposable
{
    private const int LongestHistory = 20;

    private static readonly int Cases = GeneratedCases.Or(100);

    private readonly Ledger _ledger = new();

    [Fact]
    public void One_transaction_or_many_give_the_same() => Compare(_ => { });

    [Fact]
    public void What_was_undone_is_not_remembered() => Compare(_ledger.Undo);

    [Fact]
    public void What_was_undone_within_a_transaction_is_not_remembered() => Compare(_ledger.UndoAlone);

    [Theory]
    [InlineData("UPDATE users SET first_name = 'Mona Ali', locked = 'name'", "SELECT first_name AS it FROM users", "Mona Ali")]
    [InlineData("UPDATE conversations SET is_active = FALSE", "SELECT is_active AS it FROM conversations", "1")]
    [InlineData("UPDATE users SET score_due_at = NULL", "SELECT score_due_at IS NOT NULL AS it FROM users", "1")]
    [InlineData("UPDATE user_identities SET seen_at = '2099-01-01 00:00:00.000000'", "SELECT seen_at AS it FROM user_identities", "2099-01-01 00:00:00.000000")]
    public void What_others_commit_is_seen(string meanwhile, string look, string seen)
    {
        _ledger.Write([Named("wamid.1", "Mona", 0), Named("wamid.2", "Mona", 30)]);
        _ledger.Interfere(meanwhile);
        _ledger.Add([Named("wamid.3", "Mo", 60)]);

        Assert.Equal(seen, _ledger.Rows(look).Single()["it"]);
    }

    [Fact]
    public void Who_was_rescored_beside_the_intake_is_due_again_with_the_next_message()
    {
        _ledger.Write([Named("wamid.1", "Mona", 0), Named("wamid.2", "Mona", 30)]);
        _ledger.PutOff(long.Parse(_ledger.Rows("SELECT id FROM users").Single()["id"]!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Null(_ledger.Rows("SELECT score_due_at FROM users").Single()["score_due_at"]);
        _ledger.Add([Named("wamid.3", "Mona", 60)]);

        Assert.NotNull(_ledger.Rows("SELECT score_due_at FROM users").Single()["score_due_at"]);
    }

    public void Dispose() => _ledger.Dispose();

    private void Compare(Action<JsonNode> before) => Histories.Of(LongestHistory).Sample(
        history => LedgerText.Compare(_ledger.Write(history), _ledger.WriteApart(history, before)),
        iter: Cases,
        threads: 1,
        print: history => string.Join('\n', history.Select(delivery => delivery.Json())));

    private static JsonObject Named(string id, string name, int seconds) => Texts.WhatsApp(
        [Texts.WhatsAppMessage(id, time: Texts.Before + (seconds * 1000))],
        [Texts.Contact(name: name)]);
}
