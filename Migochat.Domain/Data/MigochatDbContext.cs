using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Migochat.Data;

/// <summary>Migochat's tables, the same on every engine. Reads and rare writes use it; the intake has prepared SQL of its own.</summary>
public abstract class MigochatDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<User> Users => Set<User>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<Conversation> Conversations => Set<Conversation>();
    public DbSet<LeadActivity> LeadActivities => Set<LeadActivity>();
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<AdCampaign> AdCampaigns => Set<AdCampaign>();
    public DbSet<AppSetting> AppSettings => Set<AppSetting>();
    public DbSet<UserIdentity> UserIdentities => Set<UserIdentity>();
    public DbSet<Referral> Referrals => Set<Referral>();
    public DbSet<ThreadWatermark> ThreadWatermarks => Set<ThreadWatermark>();
    public DbSet<LexiconScan> LexiconScans => Set<LexiconScan>();
    public DbSet<ThresholdScan> ThresholdScans => Set<ThresholdScan>();
    public DbSet<PendingReceipt> PendingReceipts => Set<PendingReceipt>();
    public DbSet<Fetch> Fetches => Set<Fetch>();
    public DbSet<DeadLetter> DeadLetters => Set<DeadLetter>();
    public DbSet<DeadLetterPerson> DeadLetterPeople => Set<DeadLetterPerson>();
    public DbSet<PendingReceiptPerson> PendingReceiptPeople => Set<PendingReceiptPerson>();
    public DbSet<SettingChange> SettingChanges => Set<SettingChange>();
    public DbSet<OperatorAction> OperatorActions => Set<OperatorAction>();
    public DbSet<DeletionRequest> DeletionRequests => Set<DeletionRequest>();
    public DbSet<Erasure> Erasures => Set<Erasure>();
    public DbSet<TokenCheck> TokenChecks => Set<TokenCheck>();
    public DbSet<Reply> Outbox => Set<Reply>();
    public DbSet<ReplyRequest> OutboxRequests => Set<ReplyRequest>();

    /// <summary>All rows, with the index that the list's order follows. An engine that chooses its indexes well ignores it.</summary>
    /// <param name="index">Its name, written in the code; null: no index of an order.</param>
    public abstract IQueryable<T> Along<T>(string? index) where T : class;

    /// <summary>The people whose search text has words that begin like these, or who have exactly that id.</summary>
    /// <param name="words">At least one, each as <see cref="User.SearchText"/> has its words.</param>
    /// <param name="id">As typed.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <returns>Null if they are so many that a walk along the list's own order finds them sooner.</returns>
    public abstract Task<IQueryable<User>?> SearchAsync(IReadOnlyList<string> words, string id, CancellationToken cancellationToken);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(MigochatDbContext).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
                property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();
        Enum<MessageSource>(configurationBuilder);
        Enum<AnswerWanted>(configurationBuilder);
        Enum<MessageDirection>(configurationBuilder);
        Enum<MessageStatus>(configurationBuilder);
        Enum<PostType>(configurationBuilder);
        Enum<LeadStage>(configurationBuilder);
        Enum<CustomerLabel>(configurationBuilder);
        Enum<CustomerType>(configurationBuilder);
        Enum<Governorate>(configurationBuilder);
        Enum<DeadLetterKind>(configurationBuilder);
        Enum<SettingChangeKind>(configurationBuilder);
        Enum<OperatorActionKind>(configurationBuilder);
        Enum<ReplyState>(configurationBuilder);
        Enum<ReplyPrice>(configurationBuilder);
        Enum<FetchState>(configurationBuilder);
    }

    private static void Enum<T>(ModelConfigurationBuilder builder) where T : struct, Enum =>
        builder.Properties<T>().HaveConversion<EnumTextConverter<T>>().HaveColumnType($"VARCHAR({EnumText.MaxLength<T>()})");
}

/// <summary>Column types as the contract names them.</summary>
internal static class ColumnExtensions
{
    public static PropertyBuilder<T> Varchar<T>(this PropertyBuilder<T> property, int length) =>
        property.HasMaxLength(length).HasColumnType($"VARCHAR({length})");

    public static PropertyBuilder<DateTime> DefaultNow(this PropertyBuilder<DateTime> property) =>
        property.HasDefaultValueSql(UtcText.SqlNow);
}
