using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Migochat.Data;

internal sealed class EnumTextConverter<T>() : ValueConverter<T, string>(value => EnumText.Stored(value), text => EnumText.FromStored<T>(text))
    where T : struct, Enum;
