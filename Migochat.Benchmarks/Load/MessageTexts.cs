namespace Migochat.Benchmarks.Load;

/// <summary>Typical texts of customers: mostly Egyptian Arabic, some English and Arabizi, short and long, asking, ordering, thanking.</summary>
public static class MessageTexts
{
    private static readonly string[] s_texts =
    [
        "السلام عليكم",
        "بكام ده لو سمحت؟",
        "عايز أعرف السعر والمقاسات المتاحة",
        "هو لسه متوفر؟",
        "عايزة أطلب اتنين من اللون الأسود مقاس لارج",
        "التوصيل لأسكندرية بكام وبياخد كام يوم؟",
        "تمام شكرا جدا",
        "أنا في المنصورة، ينفع التوصيل لحد البيت؟",
        "الأوردر اتأخر أوي ومحدش بيرد عليا، ياريت حد يكلمني ضروري",
        "ممكن صور أكتر؟ وياريت تكون طبيعية من غير فلتر 🙏",
        "خلاص هاخده، العنوان ١٢ شارع التحرير الدقي الجيزة الدور التالت شقة ٦ ورقمي معاكم على الواتساب",
        "لا شكرا مش محتاج دلوقتي",
        "فيه خصم لو أخدت تلاتة؟ وهل الدفع عند الاستلام متاح ولا لازم أحول فودافون كاش الأول",
        "صباح الخير، شفت الإعلان عندكم على الفيس وعايزة تفاصيل العرض",
        "متاح مقاس ٤٢؟",
        "👍",
        "bkam da?",
        "3ayez a3raf el se3r law sama7t",
        "Hi, is this still available in blue?",
        "How much is delivery to Nasr City?",
    ];

    private static readonly string[] s_escaped = [.. s_texts.Select(JsonText.Escape)];

    /// <summary>One of the texts.</summary>
    public static string Plain(Random random) => s_texts[random.Next(s_texts.Length)];

    /// <summary>One of the texts as escaped JSON text.</summary>
    public static string Escaped(Random random) => s_escaped[random.Next(s_escaped.Length)];
}
