using System.Globalization;
using System.Text.Json.Nodes;

namespace Migochat.LocalHost.FakeMeta;

/// <summary>The invented people, lead forms, posts, ads and files. The same id always gets the same answer. Pure.</summary>
internal static class FakeObjects
{
    private static readonly (string First, string Last)[] People =
    [
        ("منى", "عبد الله"), ("كريم", "السيد"), ("Nour", "Hassan"), ("هبة", "محمود علي"), ("Youssef", "Adel"),
        ("سلمى", "إبراهيم"), ("أحمد", "فؤاد"), ("Mariam", "Samir"), ("دينا", "شوقي"), ("Omar", "El Sherif"),
    ];

    private static readonly string[] Cities = ["المنصورة", "القاهرة", "الإسكندرية", "Tanta", "أسيوط", "Giza"];

    private static readonly string[] Posts =
        ["الفستان الأزرق رجع تاني! المقاسات من S لحد XXL", "New bags for winter: 450 EGP with delivery", "خصم ٢٠٪ على كل الشنط لحد آخر الشهر"];

    private static readonly string[] Permissions =
    [
        "pages_messaging", "pages_manage_metadata", "pages_read_engagement", "pages_read_user_content", "pages_manage_engagement", "pages_show_list", "leads_retrieval", "ads_read",
        "instagram_basic", "instagram_manage_messages", "instagram_manage_comments", "whatsapp_business_messaging", "whatsapp_business_management",
    ];

    /// <summary>The kind of the object follows from the fields that are asked for.</summary>
    public static FakeAnswer Of(FakeCall call, string id, string url, DateTimeOffset now)
    {
        if (call.Parameters.ContainsKey("phone_number_id"))
            return FakeAnswer.Json(FakeFiles.Description(id, url));
        return call.Query("fields").Split(',') switch
        {
            var fields when fields.Contains("health_status") => FakeAnswer.Json(Number(id)),
            var fields when fields.Contains("field_data") => FakeAnswer.Json(Lead(id, now)),
            ["user_id"] => FakeAnswer.Json(new() { ["user_id"] = id, ["id"] = id }),
            var fields when fields.Contains("username") => FakeAnswer.Json(InstagramProfile(id)),
            var fields when fields.Contains("first_name") => FakeAnswer.Json(Profile(id)),
            var fields when fields.Contains("permalink_url") => FakeAnswer.Json(PagePost(id)),
            var fields when fields.Contains("permalink") => FakeAnswer.Json(Post(id, "caption", "permalink", $"https://www.instagram.com/p/{id}/")),
            var fields when fields.Any(field => field.StartsWith("campaign", StringComparison.Ordinal)) => FakeAnswer.Json(Ad(id)),
            _ => FakeAnswer.Error(100, 33),
        };
    }

    /// <summary>A page of a form's leads; its mark is the number of those before the next page.</summary>
    public static JsonObject Leads(FakeCall call, IReadOnlyList<string> ids, string url, DateTimeOffset now)
    {
        var limit = int.TryParse(call.Query("limit"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 25;
        var end = (int.TryParse(call.Query("after"), CultureInfo.InvariantCulture, out var start) ? start : 0) + limit;
        var paging = new JsonObject { ["cursors"] = new JsonObject { ["after"] = end.ToString(CultureInfo.InvariantCulture) } };
        if (end < ids.Count)
            paging["next"] = $"{url}{call.Path}?after={end}";
        return new() { ["data"] = new JsonArray([.. ids.Skip(end - limit).Take(limit).Select(id => Lead(id, now))]), ["paging"] = paging };
    }

    /// <summary>An account has one template, <c>order_ready</c>, in Arabic and English.</summary>
    public static JsonObject Templates() => new()
    {
        ["data"] = new JsonArray(Template("ar", "طلبك {{1}} جاهز للتسليم يا فندم"), Template("en", "Your order {{1}} is ready to be collected")),
    };

    public static JsonObject Token(DateTimeOffset now, bool isValid) => new()
    {
        ["data"] = new JsonObject
        {
            ["is_valid"] = isValid,
            ["type"] = "PAGE",
            ["expires_at"] = 0,
            ["data_access_expires_at"] = now.AddDays(60).ToUnixTimeSeconds(),
            ["scopes"] = new JsonArray([.. Permissions.Select(permission => JsonValue.Create(permission))]),
        },
    };

    /// <summary>The same number for the same text in every process.</summary>
    public static uint Hash(string text) => text.Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619));

    private static JsonObject Template(string language, string body) => new()
    {
        ["id"] = $"{Hash(language)}",
        ["name"] = "order_ready",
        ["language"] = language,
        ["status"] = "APPROVED",
        ["category"] = "UTILITY",
        ["components"] = new JsonArray(new JsonObject { ["type"] = "BODY", ["text"] = body }),
    };

    private static JsonObject Number(string id) => new()
    {
        ["id"] = id,
        ["health_status"] = new JsonObject
        {
            ["can_send_message"] = "AVAILABLE",
            ["entities"] = new JsonArray(
                new JsonObject { ["entity_type"] = "PHONE_NUMBER", ["id"] = id, ["can_send_message"] = "AVAILABLE" },
                new JsonObject { ["entity_type"] = "WABA", ["id"] = $"1{Hash(id):D10}", ["can_send_message"] = "AVAILABLE" }),
        },
    };

    private static JsonObject Profile(string id)
    {
        var (first, last) = Of(People, id);
        return new() { ["id"] = id, ["first_name"] = first, ["last_name"] = last, ["name"] = $"{first} {last}", ["profile_pic"] = Picture(id) };
    }

    private static JsonObject InstagramProfile(string id)
    {
        var (first, last) = Of(People, id);
        return new() { ["id"] = id, ["name"] = $"{first} {last}", ["username"] = $"shopper.{Hash(id) % 10_000}", ["profile_pic"] = Picture(id) };
    }

    private static string Picture(string id) => $"https://platform-lookaside.fbsbx.com/fake/{id}.jpg";

    private static JsonObject Lead(string id, DateTimeOffset now)
    {
        var (first, last) = Of(People, id);
        return new()
        {
            ["id"] = id,
            ["created_time"] = now.ToString("yyyy-MM-ddTHH:mm:ss+0000", CultureInfo.InvariantCulture),
            ["platform"] = "fb",
            ["is_organic"] = false,
            ["field_data"] = new JsonArray(
                Answer("full_name", $"{first} {last}"),
                Answer("phone_number", $"+2010{Hash(id) % 100_000_000:D8}"),
                Answer("email", $"shopper{Hash(id) % 10_000}@example.com"),
                Answer("city", Of(Cities, id)),
                Answer("ما_المقاس؟", "L")),
            ["custom_disclaimer_responses"] = new JsonArray(new JsonObject { ["checkbox_key"] = "offers", ["is_checked"] = "1" }),
        };
    }

    private static JsonObject Answer(string name, string value) => new() { ["name"] = name, ["values"] = new JsonArray(value) };

    private static JsonObject PagePost(string id)
    {
        var post = Post(id, "message", "permalink_url", $"https://www.facebook.com/{id}");
        post["from"] = new JsonObject { ["id"] = id.Split('_')[0], ["name"] = "المتجر" };
        return post;
    }

    private static JsonObject Post(string id, string text, string link, string address) => new() { ["id"] = id, [text] = Of(Posts, id), [link] = address };

    private static JsonObject Ad(string id) => new()
    {
        ["id"] = id,
        ["name"] = $"إعلان {Hash(id) % 100}",
        ["effective_status"] = "ACTIVE",
        ["adset"] = new JsonObject { ["id"] = $"{Hash($"adset{id}")}", ["name"] = "Women 18-45, Delta" },
        ["campaign"] = new JsonObject { ["id"] = $"{Hash($"campaign{id}")}", ["name"] = "حملة الشتاء" },
    };

    private static T Of<T>(T[] all, string id) => all[Hash(id) % (uint)all.Length];
}

/// <summary>The file that stands for every attachment.</summary>
internal static class FakeFiles
{
    // A picture of one pixel.
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    public static JsonObject Description(string id, string url) => new()
    {
        ["messaging_product"] = "whatsapp",
        ["url"] = $"{url}/files/{id}",
        ["mime_type"] = "image/png",
        ["sha256"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Png)),
        ["file_size"] = Png.Length,
        ["id"] = id,
    };

    /// <summary>Meta's media host wants the token, and a client that names itself.</summary>
    public static FakeAnswer Download(FakeCall call) =>
        call.Token.Length == 0 || call.UserAgent.Length == 0 ? FakeAnswer.Empty(401) : new FakeAnswer(200, "image/png", Png);
}
