using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Migochat.Data;

internal sealed class UtcTextConverter() : ValueConverter<DateTime, string>(value => UtcText.From(value), text => UtcText.Parse(text));
