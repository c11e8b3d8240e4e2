using System.Text;

namespace Migochat.Benchmarks.Load;

/// <summary>Deliveries of 1,000 WhatsApp updates, the most that Meta puts into one.</summary>
public sealed class BigDeliveries(IReadOnlyList<Person> people, DateTimeOffset now)
{
    /// <summary>Updates in each delivery.</summary>
    public const int Updates = 1000;

    /// <summary>Apart from the numbers that single messages have.</summary>
    private const long FirstNumber = 2_000_000_000;

    private const int LongText = 2_600;
    private readonly Person[] _people = [.. people.Where(person => person.Channel == Channel.WhatsApp)];

    /// <summary>Messages and statuses in turn, of usual length: 0.4 MB.</summary>
    public byte[] Mixed(int number) => Body(number, (person, id, random, update) => update % 2 == 0
        ? WhatsAppShapes.Text(person, id, MessageTexts.Escaped(random), now)
        : WhatsAppShapes.Status(person, id, "delivered", now));

    /// <summary>Messages only, all of them long: 3 MB.</summary>
    public byte[] Long(int number) => Body(number, (person, id, random, _) => WhatsAppShapes.Text(person, id, LongTextFrom(random), now));

    private byte[] Body(int number, Func<Person, string, Random, int, string> members)
    {
        var random = new Random(number);
        var changes = Enumerable.Range(0, Updates).Select(update =>
        {
            var person = _people[random.Next(_people.Length)];
            var id = MessageIds.On(person, FirstNumber + ((long)number * Updates) + update, random);
            return Envelopes.WhatsAppChange("messages", members(person, id, random, update));
        });
        return Encoding.ASCII.GetBytes(Envelopes.WhatsApp(changes));
    }

    private static string LongTextFrom(Random random)
    {
        var text = new StringBuilder();
        while (text.Length < LongText)
            text.Append(MessageTexts.Escaped(random)).Append(' ');

        return text.ToString();
    }
}
