using Microsoft.AspNetCore.Http;
using Migochat.Api;
using Migochat.Data;
using Migochat.People;

namespace Migochat.Leads;

/// <summary>A person's changes of a lead. A field that is null is unlocked, and automation sets it again.</summary>
public sealed record LeadPatch
{
    private const int LongestReason = 1000;
    private const int LongestName = 100;
    private const int LongestPhone = 40;

    public Optional<LeadStage?> Stage { get; init; }
    public Optional<CustomerLabel?> Label { get; init; }
    public Optional<CustomerType?> Type { get; init; }
    public Optional<Governorate?> Governorate { get; init; }
    public Optional<string> FirstName { get; init; }
    public Optional<string> LastName { get; init; }

    /// <summary>E.164.</summary>
    public Optional<string> Phone { get; init; }

    public string? Reason { get; init; }

    /// <summary>Reads a request's body.</summary>
    /// <returns>The patch, or its fault.</returns>
    public static (LeadPatch Patch, IResult? Problem) Read(BodyReader body)
    {
        var typed = body.Pasted("phone", LongestPhone);
        var phone = typed.Value is null ? null : PhoneNumber.Parse(typed.Value);
        var patch = new LeadPatch
        {
            Stage = body.OneOf<LeadStage>("stage"),
            Label = body.OneOf<CustomerLabel>("label"),
            Type = body.OneOf<CustomerType>("type"),
            Governorate = body.OneOf<Governorate>("governorate"),
            FirstName = body.Line("first_name", LongestName),
            LastName = body.Line("last_name", LongestName),
            Phone = typed with { Value = phone },
            Reason = body.Text("reason", LongestReason).Value,
        };
        if (body.Problem is { } problem)
            return (patch, problem);
        return (patch, typed.Value is not null && phone is null ? NoPhone : null);
    }

    private static IResult NoPhone => Problems.RefusedField(
        "phone", "This is no phone number", "Send a mobile number or landline of Egypt, or another country's with its code, such as +201001112223 or 01001112223.");
}
