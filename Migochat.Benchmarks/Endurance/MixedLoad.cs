using Migochat.Benchmarks.Load;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Benchmarks.Endurance;

/// <summary>
/// Everything that happens between people and a shop, in endless blocks of twenty deliveries: eight texts, echoes, the three
/// statuses of a message, a delivery or read mark, a reaction, an edit and a deletion of earlier texts, a comment, a postback.
/// Each delivery is the same whenever it is asked for. Event times rise by 50 us a delivery from <paramref name="start"/> on.
/// </summary>
public sealed class MixedLoad(IReadOnlyList<Person> people, DateTimeOffset start)
{
    private const int BlockSize = 20;
    private const int MessengerText = 4;
    private const int InstagramText = 7;
    private const int FirstStatus = 10;

    /// <summary>How many blocks back an edit, a reaction or a deletion may reach.</summary>
    private const int Memory = 50;

    private static readonly string[] s_statuses = ["sent", "delivered", "read"];
    private static readonly TimeSpan s_step = TimeSpan.FromMicroseconds(50);
    private readonly Dictionary<Channel, Person[]> _people = people.GroupBy(person => person.Channel).ToDictionary(group => group.Key, group => group.ToArray());

    /// <summary>The delivery of that number, from 0 on.</summary>
    public MixedDelivery At(int number)
    {
        var slot = number % BlockSize;
        return slot switch
        {
            < MessengerText => WhatsApp(number, "messages", WhatsAppShapes.Text),
            <= InstagramText => Messaging(number, slot < InstagramText ? Channel.Messenger : Channel.Instagram, MessagingShapes.Text),
            8 => Messaging(number, Channel.Messenger, MessagingShapes.Echo),
            9 => WhatsApp(number, "smb_message_echoes", WhatsAppShapes.Echo),
            >= FirstStatus and < 13 => Status(number, slot - FirstStatus),
            13 => Mark(number),
            14 => Reaction(number),
            15 => OnEarlier(number, MessengerText, (person, target, at) => MessagingShapes.Edit(person, target, MessageTexts.Escaped(new Random(number)), at)),
            16 => OnEarlier(number, InstagramText, MessagingShapes.Deletion),
            17 => Comment(number),
            18 => Messaging(number, Channel.Messenger, (person, mid, _, at) => MessagingShapes.Postback(person, mid, at)),
            _ => Messaging(number, Channel.Instagram, MessagingShapes.Echo),
        };
    }

    private static bool IsOdd(int number) => number / BlockSize % 2 == 1;

    private DateTimeOffset TimeOf(int number) => start + (s_step * number);

    /// <summary>The person of a delivery, its id, and the random source for its other values.</summary>
    private (Person Person, string Id, Random Random) Draw(int number, Channel channel)
    {
        var random = new Random(number);
        var among = _people[channel];
        var person = among[random.Next(among.Length)];
        return (person, MessageIds.On(person, number, random), random);
    }

    private MixedDelivery WhatsApp(int number, string field, Func<Person, string, string, DateTimeOffset, string> members)
    {
        var (person, id, random) = Draw(number, Channel.WhatsApp);
        var change = Envelopes.WhatsAppChange(field, members(person, id, MessageTexts.Escaped(random), TimeOf(number)));
        return new MixedDelivery(Envelopes.WhatsApp(change), id, id);
    }

    private MixedDelivery Messaging(int number, Channel channel, Func<Person, string, string, DateTimeOffset, string> item)
    {
        var (person, id, random) = Draw(number, channel);
        var time = TimeOf(number);
        return new MixedDelivery(Envelopes.Messaging(channel, time, item(person, id, MessageTexts.Escaped(random), time)), id, id);
    }

    /// <summary>All three of a block tell of one message, which no webhook ever showed.</summary>
    private MixedDelivery Status(int number, int step)
    {
        var (person, id, _) = Draw(number - step, Channel.WhatsApp);
        return WithoutKey(Envelopes.WhatsApp(Envelopes.WhatsAppChange("messages", WhatsAppShapes.Status(person, id, s_statuses[step], TimeOf(number)))));
    }

    private MixedDelivery Mark(int number)
    {
        var (person, _, _) = Draw(number, Channel.Messenger);
        var time = TimeOf(number);
        return WithoutKey(Envelopes.Messaging(Channel.Messenger, time, IsOdd(number) ? MessagingShapes.Read(person, time) : MessagingShapes.Delivery(person, time)));
    }

    private MixedDelivery Reaction(int number)
    {
        if (IsOdd(number))
            return OnEarlier(number, MessengerText, MessagingShapes.Reaction);

        var (person, target, _) = Draw(Earlier(number, slot: 0), Channel.WhatsApp);
        var (_, id, _) = Draw(number, Channel.WhatsApp);
        return WithoutKey(Envelopes.WhatsApp(Envelopes.WhatsAppChange("messages", WhatsAppShapes.Reaction(person, id, target, TimeOf(number)))));
    }

    private MixedDelivery OnEarlier(int number, int slot, Func<Person, string, DateTimeOffset, string> item)
    {
        var channel = slot == InstagramText ? Channel.Instagram : Channel.Messenger;
        var (person, target, _) = Draw(Earlier(number, slot), channel);
        return WithoutKey(Envelopes.Messaging(channel, TimeOf(number), item(person, target, TimeOf(number))));
    }

    /// <summary>The number of a text of that slot, up to <see cref="Memory"/> blocks back.</summary>
    private static int Earlier(int number, int slot) =>
        (Math.Max(0, (number / BlockSize) - new Random(number).Next(Memory)) * BlockSize) + slot;

    private MixedDelivery Comment(int number)
    {
        var (channel, platform) = IsOdd(number) ? (Channel.Instagram, Platform.Instagram) : (Channel.Messenger, Platform.Facebook);
        var (person, _, random) = Draw(number, channel);
        var (text, time) = (MessageTexts.Escaped(random), TimeOf(number));
        var id = CommentShapes.Id(channel, number);
        var body = channel == Channel.Instagram
            ? Envelopes.Change(channel, time, "comments", CommentShapes.OnInstagram(person, id, text))
            : Envelopes.Change(channel, time, "feed", CommentShapes.OnPage(person, id, text, time));
        return new MixedDelivery(body, MessageKeys.Comment(platform, id), id);
    }

    private static MixedDelivery WithoutKey(string body) => new(body, Key: null, MetaId: null);
}
