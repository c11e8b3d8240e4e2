using Migochat.Data;
using Migochat.Texts;

namespace Migochat.Scoring;

/// <summary>Collects the rows of a lead that scoring needs, and no others.</summary>
/// <param name="now">UTC.</param>
internal sealed class LeadHistory(DateTime now)
{
    // A day that still counts may have begun a day before its last message.
    private static readonly TimeSpan Days = DailyMessages.Fading.Zero + TimeSpan.FromDays(2);

    private readonly DateTime?[] _touches = new DateTime?[Enum.GetValues<MessageSource>().Length];
    private readonly List<InboundMessage> _messages = [];
    private readonly List<long> _complaints = [];

    /// <summary>Rows up to this time are not needed.</summary>
    public DateTime Since { get; } = now - StrongestSource.Counts;

    /// <summary>The rows of messages that complain, up to the greatest age at which a signal counts.</summary>
    public IReadOnlyList<long> Complaints => _complaints;

    public void AddMessage(long id, DateTime at, MessageSource source, string type, Intents intents)
    {
        if (!intents.HasFlag(Intents.Complaint))
            AddTouch(source, at);
        if (now - at > Days)
            return;
        _messages.Add(new InboundMessage(at, intents, id, type));
        if (intents.HasFlag(Intents.Complaint) && now - at < BuyingIntent.Fading.Zero)
            _complaints.Add(id);
    }

    public void AddTouch(MessageSource source, DateTime at)
    {
        if (!(_touches[(int)source] >= at))
            _touches[(int)source] = at;
    }

    public LeadFacts AddTo(LeadFacts facts) => facts with
    {
        Touches = [.. Enum.GetValues<MessageSource>().Where(source => _touches[(int)source] is not null).Select(source => new SourceContact(source, _touches[(int)source]!.Value))],
        Days = InboundDay.Group(_messages),
    };
}
