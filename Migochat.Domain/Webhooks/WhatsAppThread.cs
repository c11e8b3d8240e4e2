using System.Text.Json;

namespace Migochat.Webhooks;

/// <summary>What a thread of WhatsApp's history says of its messages' other side.</summary>
/// <param name="Id">A number, a user id or a group.</param>
/// <param name="WaId">The number in its context.</param>
/// <param name="UserId">The user id there.</param>
/// <param name="Surroundings">Null outside of any thread.</param>
internal sealed record WhatsAppThread(string? Id, string? WaId, string? UserId, Surroundings? Surroundings)
{
    public static readonly WhatsAppThread None = new(null, null, null, null);

    public static WhatsAppThread Of(JsonElement thread)
    {
        var context = thread.Get("context"u8);
        return new WhatsAppThread(thread.Get("id"u8).Id(), context.Get("wa_id"u8).Id(), context.Get("user_id"u8).Id(), new Surroundings(thread));
    }
}
