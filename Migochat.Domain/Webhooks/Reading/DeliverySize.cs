using System.Runtime.InteropServices;
using System.Text.Json;

namespace Migochat.Webhooks;

/// <summary>
/// The number of items that a delivery may hold. Each item costs hundreds of bytes and a row, but may be a single digit of the
/// body, so the limit of 4 MiB alone would let one delivery become two million rows.
/// </summary>
internal static class DeliverySize
{
    public const int MostItems = 100_000;

    // A digit and a comma.
    private const int FewestBytes = 2;

    /// <summary>True if all arrays of the document together hold more items. Small documents are not counted.</summary>
    public static bool IsExcessive(JsonElement root) =>
        JsonMarshal.GetRawUtf8Value(root).Length > MostItems * FewestBytes && Items(root) > MostItems;

    private static int Items(JsonElement element)
    {
        var items = 0;
        if (element.ValueKind == JsonValueKind.Array)
        {
            items = element.GetArrayLength();
            foreach (var item in element.EnumerateArray())
                items += Items(item);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
                items += Items(member.Value);
        }

        return items;
    }
}
