namespace Migochat.Leads;

/// <summary>Who said what a person's name, phone or governorate is, from the least to the most believed.</summary>
public enum FieldRank
{
    Text,
    Comment,
    Profile,
    LeadForm,
    Person,
}
