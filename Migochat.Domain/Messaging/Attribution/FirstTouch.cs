using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>The origin of a person's earliest inbound message or referral; <c>People/PersonRebuild.cs</c> finds it. The time is UTC.</summary>
internal sealed record FirstTouch(DateTime Time, MessageSource Source, long? AdId, long? PostId);
