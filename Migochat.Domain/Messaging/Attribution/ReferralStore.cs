using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>The intake's prepared SQL for referrals.</summary>
internal sealed class ReferralStore : IDisposable
{
    /// <summary>The value of <c>referrals.metadata</c> after the retention of texts has passed.</summary>
    public const string NoContent = "{}";

    private readonly ReadAhead<long, StoredReferral> _of;
    private readonly Statement _add;

    public ReferralStore(DatabaseConnection connection)
    {
        _of = new ReadAhead<long, StoredReferral>(
            connection, "referrals", """
            SELECT referral_key, business_id, timestamp, message_source, post_id, post_type, ad_id, referral_source
            FROM referrals WHERE user_id = @0
            """, [ColumnType.Number], (userId, statement) => statement.Add(userId), Read);
        _add = new Statement(connection, """
            INSERT INTO referrals (referral_key, user_id, business_id, person_id, timestamp, platform, message_source, post_id, post_type,
                                   ad_id, referral_source, metadata)
            VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11)
            ON CONFLICT (referral_key) DO NOTHING
            """, Statement.Nothing);
    }

    /// <summary>Notes a person for the next round trip.</summary>
    public void Ask(long userId) => _of.Ask(userId);

    /// <summary>Adds what was asked for to a round trip.</summary>
    public void AddTo(ICollection<SetStatement> round) => _of.AddTo(round);

    /// <returns>False if it is stored already.</returns>
    public bool Add(long userId, string personId, string platform, StoredReferral referral, string json)
    {
        var isNew = _add.Run(
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
        _of.Forget(userId);
        return isNew;
    }

    /// <summary>A person's referrals from one moment to another, both included.</summary>
    public IReadOnlyList<StoredReferral> Between(long userId, DateTime from, DateTime to) =>
        [.. Of(userId).Where(referral => referral.Time >= from && referral.Time <= to)];

    /// <summary>The time of the next one after a referral of the same person and business.</summary>
    public DateTime? Next(long userId, StoredReferral referral) => Of(userId)
        .Where(other => other.BusinessId == referral.BusinessId && other.Time > referral.Time)
        .Min(other => (DateTime?)other.Time);

    /// <summary>All of a person's.</summary>
    public IReadOnlyList<StoredReferral> Of(long userId) => _of.Of(userId);

    /// <summary>A person's earliest, as first touch sees it.</summary>
    public FirstTouch? First(long userId) =>
        Of(userId).OrderBy(referral => referral.Time).ThenBy(referral => referral.Key, StringComparer.Ordinal).FirstOrDefault() is { } first
            ? new FirstTouch(first.Time, first.Attribution.Source, first.Attribution.AdId, first.Attribution.PostId)
            : null;

    public void Dispose()
    {
        _of.Dispose();
        _add.Dispose();
    }

    private static StoredReferral Read(Rows row) => new(row.Text(0), row.Text(1), row.Time(2), ReadPlaced(row));

    private static ResolvedAttribution ReadPlaced(Rows row) => new(
        EnumText.FromStored<MessageSource>(row.Text(3)),
        row.NumberOrNull(4),
        EnumText.FromStoredOrNull<PostType>(row.TextOrNull(5)),
        row.NumberOrNull(6),
        row.TextOrNull(7));
}

/// <summary>A referral that came as an event of its own. The time is UTC.</summary>
internal sealed record StoredReferral(string Key, string BusinessId, DateTime Time, ResolvedAttribution Attribution);
