using System.Globalization;
using System.Text.Json;
using Migochat.Data;
using Migochat.Graph;

namespace Migochat.Fetches;

/// <summary>A page of the list of a form's leads of the last 90 days, as long as Meta keeps them.</summary>
internal sealed class FormLeadsFetch : IFetchKind
{
    private const int Kept = 90;
    private const string PageSize = "100";

    public static string TargetOf(string pageId, string formId) => $"{pageId}/{formId}";

    public FetchCall? Call(FetchRequest request)
    {
        if (request.Target.Split('/') is not [var page, var form])
            return null;
        // The same all day, since the marks of pages belong to one question.
        var since = new DateTimeOffset(request.Now.Date.AddDays(-Kept), TimeSpan.Zero).ToUnixTimeSeconds();
        var filter = string.Create(CultureInfo.InvariantCulture, $$"""[{"field":"time_created","operator":"GREATER_THAN","value":{{since}}}]""");
        List<(string, string)> parameters = [("filtering", filter), ("limit", PageSize)];
        if (request.Cursor is { } cursor)
            parameters.Add(("after", cursor));
        var read = new GraphRead(Platform.Facebook, page, $"{Uri.EscapeDataString(form)}/leads", [("fields", "id,created_time,ad_id"), .. parameters]);
        return new FetchCall(read) { Fewer = read with { Parameters = [("fields", "id,created_time"), .. parameters] } };
    }

    /// <summary>The leads of a page.</summary>
    public static IEnumerable<MissedLead> Read(string target, JsonElement page)
    {
        var ids = target.Split('/');
        foreach (var lead in page.Get("data"u8).Items())
        {
            if (lead.Get("id"u8).Id() is { } id)
                yield return new MissedLead(id, ids[0], ids[1], lead.Get("ad_id"u8).Id(), MetaTime.Read(lead.Get("created_time"u8)));
        }
    }
}
