using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Migochat.Data;
using Migochat.People;

namespace Migochat.Tests.Data;

/// <summary>The EF Core model reads what the intake's SQL wrote.</summary>
public sealed class ModelTests
{
    [Fact]
    public async Task Rows_of_the_intake_are_read_through_the_model()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.SendAsync(Texts.WhatsApp([Texts.WhatsAppMessage(text: "بكام؟")], [Texts.Contact()]).Json());
        await shop.SendAsync(Texts.Messenger(new System.Text.Json.Nodes.JsonObject { ["unknown"] = 1 }).Json());

        await using var context = await shop.Service<IDbContextFactory<MigochatDbContext>>().CreateDbContextAsync();
        var user = await context.Users.SingleAsync(user => user.LastInboundAt > new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var message = await context.Messages.SingleAsync(message => message.Direction == MessageDirection.Inbound);
        var conversation = await context.Conversations.SingleAsync(conversation => conversation.IsActive);
        var letter = await context.DeadLetters.SingleAsync();

        Assert.Equal(("201001112223", LeadStage.Intake, MessageSource.DirectMessage, DateTimeKind.Utc), (user.Psid, user.LeadStage, user.FirstSource, user.CreatedAt.Kind));
        Assert.Equal((user.Id, "بكام؟", MessageStatus.Sent), (message.UserId!.Value, message.MessageText, message.Status));
        Assert.Equal((user.Id, 1, message.Timestamp), (conversation.UserId, conversation.MessageCount, conversation.WaitingSince));
        Assert.Equal(DeadLetterKind.Unrecognised, letter.Kind);
        Assert.Equal(FieldRank.Profile, FieldSources.Parse(user.FieldSources).Name?.Rank);
    }

    [SqliteFact("the list spares reading the migrations")]
    public async Task The_migrations_are_those_that_are_written_down()
    {
        await using var shop = await Shop.OpenAsync();
        await using var context = await shop.Service<IDbContextFactory<MigochatDbContext>>().CreateDbContextAsync();

        Assert.Equal(context.Database.GetMigrations(), MigrationIds.All);
    }

    [SqliteTheory("its pragmas")]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    [InlineData("secure_delete", "1")]
    [InlineData("busy_timeout", "2000")]
    [InlineData("wal_autocheckpoint", "0")]
    public async Task Every_connection_is_set_up(string pragma, string expected)
    {
        await using var shop = await Shop.OpenAsync();
        await using var context = await shop.Service<IDbContextFactory<MigochatDbContext>>().CreateDbContextAsync();
        await context.Database.OpenConnectionAsync();
        using var owned = shop.Service<SqliteConnections>().Open();
        using var pooled = shop.Service<SqliteConnections>().OpenPooled();

        foreach (var connection in (DbConnection[])[context.Database.GetDbConnection(), owned.Inner, pooled.Inner])
            Assert.Equal(expected, connection.Rows($"PRAGMA {pragma}")[0].Values.Single());
    }
}
