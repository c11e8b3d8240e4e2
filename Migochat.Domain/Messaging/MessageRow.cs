namespace Migochat.Messaging;

/// <summary>A message as it stands in the database.</summary>
/// <param name="Id">Its row.</param>
/// <param name="UserId">The customer's side; null where it is not known yet.</param>
/// <param name="Key">The value of <c>facebook_message_id</c>.</param>
/// <param name="Message">What events may change.</param>
internal sealed record MessageRow(long Id, long? UserId, string Key, StoredMessage Message);
