using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>The intake's prepared SQL for referrals.</summary>
internal sealed class ReferralStore(DatabaseConnection connection) : IDisposable
{
    /// <summary>The value of <c>referrals.metadata</c> after the retention of texts has passed.</summary>
    public const string NoContent = "{}";

    private const string Columns = """
        SELECT referral_key, business_id, timestamp, message_source, post_id, post_type, ad_id, referral_source
        FROM referrals WHERE user_id = @0
        """;

    private readonly Statement _add = new(connection, """
        INSERT INTO referrals (referral_key, user_id, business_id, person_id, timestamp, platform, message_source, post_id, post_type,
                               ad_id, referral_source, metadata)
        VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11)
        ON CONFLICT (referral_key) DO NOTHING
        """);

    private readonly Statement _between = new(connection, $"{Columns} AND timestamp BETWEEN @1 AND @2");
    private readonly Statement _next = new(connection,
        "SELECT timestamp FROM referrals WHERE user_id = @0 AND business_id = @1 AND timestamp > @2 ORDER BY timestamp LIMIT 1");

    private readonly Statement _of = new(connection, Columns);
    private readonly Statement _first = new(connection, $"{Columns} ORDER BY timestamp, referral_key LIMIT 1");

    /// <returns>False if it is stored already.</returns>
    public bool Add(long userId, string personId, string platform, StoredReferral referral, string json) => _add.Run(
        referral.Key,
        userId,
        referral.BusinessId,
        personId,
        referral.Time,
        platform,
        EnumText.Stored(referral.Attribution.Source),
        referral.Attribution.PostId,
        EnumText.StoredOrNull(referral.Attribution.PostType),
        referral.Attribution.AdId,
        referral.Attribution.ReferralSource,
        json) == 1;

    /// <summary>A person's referrals from one moment to another, both included.</summary>
    public IReadOnlyList<StoredReferral> Between(long userId, DateTime from, DateTime to) => Read(_between.Query(userId, from, to));

    /// <summary>The time of the next one after a referral of the same person and business.</summary>
    public DateTime? Next(long userId, StoredReferral referral)
    {
        using var row = _next.Query(userId, referral.BusinessId, referral.Time);
        return row.Read() ? row.Time(0) : null;
    }

    /// <summary>All of a person's.</summary>
    public IReadOnlyList<StoredReferral> Of(long userId) => Read(_of.Query(userId));

    /// <summary>A person's earliest, as first touch sees it.</summary>
    public FirstTouch? First(long userId) => Read(_first.Query(userId)) is [var first, ..]
        ? new FirstTouch(first.Time, first.Attribution.Source, first.Attribution.AdId, first.Attribution.PostId)
        : null;

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_add, _between, _next, _of, _first])
            statement.Dispose();
    }

    private static List<StoredReferral> Read(Rows row)
    {
        using (row)
        {
            var referrals = new List<StoredReferral>();
            while (row.Read())
                referrals.Add(new StoredReferral(row.Text(0), row.Text(1), row.Time(2), ReadPlaced(row)));
            return referrals;
        }
    }

    private static ResolvedAttribution ReadPlaced(Rows row) => new(
        EnumText.FromStored<MessageSource>(row.Text(3)),
        row.NumberOrNull(4),
        EnumText.FromStoredOrNull<PostType>(row.TextOrNull(5)),
        row.NumberOrNull(6),
        row.TextOrNull(7));
}

/// <summary>A referral that came as an event of its own. The time is UTC.</summary>
internal sealed record StoredReferral(string Key, string BusinessId, DateTime Time, ResolvedAttribution Attribution);
