using Migochat.Data;

namespace Migochat.People;

/// <summary>Takes a person's name, phone and governorate from the answers to a lead form. They win over texts and profiles, and staff win over them. Pure.</summary>
internal static class FormClaims
{
    /// <param name="person">As the row is.</param>
    /// <param name="answers">Of the form.</param>
    /// <param name="time">Of the form's message, UTC. Copies of the webhook may name several, so it counts only where the answers name none.</param>
    public static Person Apply(Person person, LeadAnswers answers, DateTime time)
    {
        var at = answers.FilledAt ?? time;
        return TextClaims.Apply(PersonUpdates.WithName(person, answers.Name, FieldRank.LeadForm, at), FieldRank.LeadForm, answers.Governorate, answers.Phone, at);
    }
}
