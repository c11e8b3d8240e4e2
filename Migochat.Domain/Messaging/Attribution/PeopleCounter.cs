using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>Counts the people that came through a post or an ad. Both parts of the query need an index alone.</summary>
internal sealed class PeopleCounter : IDisposable
{
    private readonly DatabaseConnection _connection;
    private readonly Statement _count;

    private PeopleCounter(DatabaseConnection connection, string first, string message)
    {
        _connection = connection;
        _count = new Statement(connection, $"""
            SELECT count(*), count(*) FILTER (WHERE u.customer_label = 'HOT'), count(*) FILTER (WHERE u.converted_at IS NOT NULL)
            FROM (SELECT id FROM users WHERE {first} = @0
                  UNION SELECT user_id FROM messages WHERE {message} = @0 AND user_id IS NOT NULL) AS came JOIN users u ON u.id = came.id
            """);
    }

    public static PeopleCounter OfPosts(IDatabaseEngine engine) => new(engine.OpenPooled(), "first_post_id", "post_id");

    public static PeopleCounter OfAds(IDatabaseEngine engine) => new(engine.OpenPooled(), "first_ad_id", "ad_id");

    public PeopleCount Of(long id)
    {
        using var row = _count.Query(id);
        row.Read();
        return new PeopleCount(row.Number(0), row.Number(1), row.Number(2));
    }

    public void Dispose()
    {
        _count.Dispose();
        _connection.Dispose();
    }
}

/// <summary>The number of people that came through a post or an ad, at first or later; each counts once.</summary>
/// <param name="People">All of them.</param>
/// <param name="Hot">Those with the label hot.</param>
/// <param name="Convert">Those who ever reached stage convert or qualified.</param>
public sealed record PeopleCount(long People, long Hot, long Convert);
