using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Privacy;

/// <summary>Removes the content of referrals as Meta sent it. The reference to the post, ad or link stays.</summary>
internal sealed class ExpiringReferrals(DatabaseConnection connection, DateTime keptSince) : IExpiring
{
    private const int FoundAtOnce = 1000;

    private readonly Statement _look = new(connection, """
        SELECT id FROM referrals WHERE id > @0 AND timestamp < @1 AND metadata <> @2 ORDER BY id LIMIT @3
        """);

    private readonly Statement _strip = new(connection, "UPDATE referrals SET metadata = @2 WHERE id = @0 AND timestamp < @1 AND metadata <> @2");
    private long _id;

    public bool Look(List<long> found)
    {
        using var row = _look.Query(_id, keptSince, ReferralStore.NoContent, FoundAtOnce);
        var looked = 0;
        for (; row.Read(); looked++)
            found.Add(_id = row.Number(0));
        return looked == FoundAtOnce;
    }

    public bool Take(long id) => _strip.Run(id, keptSince, ReferralStore.NoContent) > 0;

    public void Dispose()
    {
        _look.Dispose();
        _strip.Dispose();
    }
}
