using Microsoft.Data.Sqlite;
using Migochat.Benchmarks.Load;

namespace Migochat.Benchmarks.Growth;

/// <summary>The people and messages of the load client as SQL functions, so that both speak of the same people.</summary>
public sealed class GrowthFunctions
{
    private readonly Random _random = new(7);
    private long _number = -1;
    private Person _person = InventedPeople.At(0);

    /// <summary>Adds the functions to the connection.</summary>
    public void AddTo(SqliteConnection connection)
    {
        connection.CreateFunction("person_id", (long number) => At(number).Id);
        connection.CreateFunction("first_name", (long number) => At(number).FirstName);
        connection.CreateFunction("last_name", (long number) => At(number).LastName);
        connection.CreateFunction("platform", (long number) => PlatformOf(At(number).Channel));
        connection.CreateFunction("shop_id", (long number) => Shop.IdOn(At(number).Channel));
        connection.CreateFunction("search_text", (string? first, string? last, string? phone, string psid) => Migochat.People.SearchText.Of(first, last, phone, psid));
        connection.CreateFunction("message_id", (long number, long message) => MessageIds.On(At(number), message, _random));
        connection.CreateFunction("message_text", () => MessageTexts.Plain(_random));
    }

    /// <summary>A row asks several things of one person.</summary>
    private Person At(long number)
    {
        if (number != _number)
            (_number, _person) = (number, InventedPeople.At((int)number));

        return _person;
    }

    private static string PlatformOf(Channel channel) => channel switch
    {
        Channel.WhatsApp => Data.Platform.WhatsApp,
        Channel.Messenger => Data.Platform.Facebook,
        _ => Data.Platform.Instagram,
    };
}
