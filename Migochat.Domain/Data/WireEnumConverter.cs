using System.Text.Json;
using System.Text.Json.Serialization;

namespace Migochat.Data;

/// <summary>Enum members in stored JSON, written as in <see cref="EnumText.Wire"/>; numbers are refused.</summary>
internal sealed class WireEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
