using Migochat.Data;
using Migochat.Graph;
using Migochat.Messaging;
using Migochat.People;

namespace Migochat.Fetches;

/// <summary>The answers to a lead form: all of them into the message's metadata, and name, phone and governorate into the person.</summary>
internal sealed class LeadFormFetch : IStoredFetch
{
    private const string Fields =
        "id,created_time,ad_id,ad_name,adset_id,adset_name,campaign_id,campaign_name,form_id,is_organic,platform,field_data,custom_disclaimer_responses";

    public FetchCall? Call(FetchRequest request)
    {
        using var find = new Statement(request.Connection, "SELECT recipient_id FROM messages WHERE facebook_message_id = @0");
        using var row = find.Query(MessageKeys.Lead(request.Target));
        return row.Read() ? FetchCall.Of(Platform.Facebook, row.Text(0), request.Target, Fields, "id,created_time,form_id,field_data") : null;
    }

    public void Store(FetchAnswer answer)
    {
        using var messages = new MessageStore(answer.Connection);
        using var persons = new PersonStore(answer.Connection);
        using var audit = new ClaimAudit(answer.Connection);
        if (messages.Find(MessageKeys.Lead(answer.Target)) is not { Message: var message } row)
            return;
        if (answer.Settings.Keeps(message.Timestamp) && message.Metadata.Deleted is not true)
            messages.Replace(row, message with { Metadata = message.Metadata with { Answers = answer.Json.Raw() } });
        if (row.UserId is { } userId)
            Tell(persons, audit, persons.Get(userId), LeadAnswers.Read(answer.Json), message.Timestamp, answer.Now);
        answer.Connection.Unit.Save();
    }

    private static void Tell(PersonStore persons, ClaimAudit audit, Person person, LeadAnswers answers, DateTime time, DateTime now)
    {
        var told = FormClaims.Apply(person, answers, time);
        if (told == person)
            return;
        persons.Touch(told);
        persons.Claim(told);
        audit.Record(person, told, isNew: false, now, "the lead form says so");
        persons.SetDue(person.Id, now);
    }
}
