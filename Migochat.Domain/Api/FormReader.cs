using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Migochat.Api;

/// <summary>Reads one field of a form of <c>application/x-www-form-urlencoded</c>, whatever its declared type, up to 8 KiB.</summary>
public static class FormReader
{
    private const int MaxBytes = 8 * 1024;

    /// <returns>Null where the field is missing, comes twice, or the form is too large.</returns>
    public static async Task<string?> FieldAsync(HttpRequest request, string name, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
            return null;
        ReadResult read;
        do
        {
            read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > MaxBytes)
            {
                // The server drains the rest, which it can't while a reading is open.
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
        while (!read.IsCompleted);

        read = await request.BodyReader.ReadAsync(cancellationToken);
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(read.Buffer));
        request.BodyReader.AdvanceTo(read.Buffer.End);
        return form.TryGetValue(name, out var values) && values.Count == 1 ? values[0] : null;
    }
}
