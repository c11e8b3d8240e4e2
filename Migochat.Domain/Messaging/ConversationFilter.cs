using Migochat.Http;

namespace Migochat.Messaging;

/// <summary>Which conversations a list shows; null: whichever.</summary>
public sealed record ConversationFilter
{
    public bool? Active { get; init; }

    /// <summary>The person's.</summary>
    public string? Platform { get; init; }

    /// <summary>True: those in which somebody waits for an answer, who waits longest first. False: the others.</summary>
    public bool? Waiting { get; init; }

    /// <summary>Reads a request's parameters.</summary>
    public static ConversationFilter Read(QueryReader query) => new()
    {
        Active = query.Truth("active"),
        Platform = query.OneOf("platform", Messaging.Platform.All),
        Waiting = query.Truth("waiting"),
    };
}
