using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Migochat.Leads;
using Migochat.Messaging;
using Migochat.Privacy;
using Migochat.Scoring;
using Migochat.Settings;
using Migochat.Webhooks;

namespace Migochat.Data;

/// <summary>Migochat's tables. Reads and rare writes go through it; the intake has prepared SQL of its own.</summary>
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
    public DbSet<ThreadMark> ThreadMarks => Set<ThreadMark>();
    public DbSet<LexiconMark> LexiconMarks => Set<LexiconMark>();
    public DbSet<ScoringMark> ScoringMarks => Set<ScoringMark>();
    public DbSet<PendingReceipt> PendingReceipts => Set<PendingReceipt>();
    public DbSet<Fetch> Fetches => Set<Fetch>();
    public DbSet<DeadLetter> DeadLetters => Set<DeadLetter>();
    public DbSet<SettingChange> SettingChanges => Set<SettingChange>();
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
        Enum<MessageDirection>(configurationBuilder);
        Enum<MessageStatus>(configurationBuilder);
        Enum<PostType>(configurationBuilder);
        Enum<LeadStage>(configurationBuilder);
        Enum<CustomerLabel>(configurationBuilder);
        Enum<CustomerType>(configurationBuilder);
        Enum<Governorate>(configurationBuilder);
        Enum<DeadLetterKind>(configurationBuilder);
        Enum<SettingChangeKind>(configurationBuilder);
    }

    private static void Enum<T>(ModelConfigurationBuilder builder) where T : struct, Enum =>
        builder.Properties<T>().HaveConversion<EnumTextConverter<T>>().HaveColumnType($"VARCHAR({EnumText.MaxLength<T>()})");
}
