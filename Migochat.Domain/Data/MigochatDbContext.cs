using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Migochat.Data;

/// <summary>Migochat's tables. Reads and rare writes use it; the intake has prepared SQL of its own.</summary>
public sealed class MigochatDbContext(DbContextOptions<MigochatDbContext> options) : DbContext(options)
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
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcTextConverter>().HaveColumnType("DATETIME");
        configurationBuilder.Properties<bool>().HaveColumnType("BOOLEAN");
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
    }

    private static void Enum<T>(ModelConfigurationBuilder builder) where T : struct, Enum =>
        builder.Properties<T>().HaveConversion<EnumTextConverter<T>>().HaveColumnType($"VARCHAR({EnumText.MaxLength<T>()})");
}

/// <summary>Gives <c>dotnet ef</c> the model; it opens no file.</summary>
internal sealed class DesignTimeDbContextFactory : IDesignTimeDbContextFactory<MigochatDbContext>
{
    public MigochatDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<MigochatDbContext>().UseSqlite("Data Source=:memory:").Options);
}

/// <summary>Column types as the contract names them.</summary>
internal static class ColumnExtensions
{
    public static PropertyBuilder<T> Varchar<T>(this PropertyBuilder<T> property, int length) =>
        property.HasMaxLength(length).HasColumnType($"VARCHAR({length})");

    public static PropertyBuilder<DateTime> DefaultNow(this PropertyBuilder<DateTime> property) =>
        property.HasDefaultValueSql(UtcText.SqlNow);
}
