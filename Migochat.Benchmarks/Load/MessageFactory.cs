using System.Text;

namespace Migochat.Benchmarks.Load;

/// <summary>
/// Webhook bodies with one new text message each, as Meta sends them. Message <c>n</c> of <c>count</c> was written at an even step
/// through the ten minutes before <paramref name="now"/>, so times rise with the numbers and none lies in the future.
/// </summary>
public sealed class MessageFactory(IReadOnlyList<Person> people, int count, DateTimeOffset now)
{
    private static readonly TimeSpan s_span = TimeSpan.FromMinutes(10);

    /// <summary>The body of message <paramref name="number"/> (0 to count - 1), from a person drawn with <paramref name="random"/>.</summary>
    public byte[] Body(int number, Random random)
    {
        var person = people[random.Next(people.Count)];
        var written = now - s_span + (s_span * number / count);
        var text = MessageTexts.Escaped(random);
        var id = MessageIds.On(person, number, random);
        return Encoding.ASCII.GetBytes(person.Channel == Channel.WhatsApp
            ? Envelopes.WhatsApp(Envelopes.WhatsAppChange("messages", WhatsAppShapes.Text(person, id, text, written)))
            : Envelopes.Messaging(person.Channel, written, MessagingShapes.Text(person, id, text, written)));
    }
}
