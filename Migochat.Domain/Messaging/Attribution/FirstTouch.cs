using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>How a person's earliest inbound message or referral came. The time is UTC.</summary>
internal sealed record FirstTouch(DateTime Time, MessageSource Source, long? AdId, long? PostId);
