using System.Globalization;

namespace Migochat.Privacy;

/// <summary>The page with the state of a deletion request, for the person: Arabic, then English, text only. Pure.</summary>
public static class DeletionPage
{
    /// <param name="status">Null: no request has the code.</param>
    public static string Html(DeletionStatus? status)
    {
        var (arabic, english) = status switch
        {
            null => ("لا يوجد طلب بهذا الرقم.", "There is no request with this code."),
            { CompletedAt: { } at } => ($"تم حذف كل البيانات يوم {Day(at)}.", $"All data was deleted on {Day(at)}."),
            _ => ("تم استلام الطلب، والحذف جارٍ.", "The request was received; the deletion is under way."),
        };
        return $"""
            <!DOCTYPE html>
            <html lang="ar" dir="rtl">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>حذف البيانات · Data deletion</title></head>
            <body>
            <h1>حذف البيانات</h1>
            <p>{arabic}</p>
            <div lang="en" dir="ltr">
            <h1>Data deletion</h1>
            <p>{english}</p>
            </div>
            </body>
            </html>
            """;
    }

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The state of a deletion request, for any caller with its code. No personal data; times are UTC.</summary>
/// <param name="Code">As it was given out.</param>
/// <param name="Status"><c>completed</c>; or <c>pending</c>: no longer readable, but SQLite's WAL still holds old pages.</param>
/// <param name="RequestedAt">When it was received.</param>
/// <param name="CompletedAt">Null while it is pending.</param>
public sealed record DeletionStatus(string Code, string Status, DateTime RequestedAt, DateTime? CompletedAt);
