using Migochat.Data;
using Migochat.Texts;

namespace Migochat.Tests.MessageTexts;

public sealed class GovernorateReadingTests
{
    private static readonly MessageTextReader Reader = new();

    [Theory]
    [InlineData("cairo", "القاهرة", "Cairo", "el qahera")]
    [InlineData("giza", "الجيزة", "Giza", "el geza")]
    [InlineData("alexandria", "الإسكندرية", "Alexandria", "eskendereya")]
    [InlineData("dakahlia", "الدقهلية", "Dakahlia", "el mansora")]
    [InlineData("red_sea", "البحر الأحمر", "Hurghada", "el gharda2a")]
    [InlineData("beheira", "البحيرة", "Beheira", "damanhoor")]
    [InlineData("fayoum", "الفيوم", "Fayoum", "el fayom")]
    [InlineData("gharbia", "الغربية", "Gharbia", "el ma7alla")]
    [InlineData("ismailia", "الإسماعيلية", "Ismailia", "el esma3eleya")]
    [InlineData("menofia", "المنوفية", "Menofia", "shbin el kom")]
    [InlineData("minya", "المنيا", "Minya", "el menya")]
    [InlineData("qalyubia", "القليوبية", "Qalyubia", "shobra el 5ema")]
    [InlineData("new_valley", "الوادي الجديد", "New Valley", "el wadi el gedid")]
    [InlineData("suez", "السويس", "Suez", "el sewes")]
    [InlineData("aswan", "أسوان", "Aswan", "2aswan")]
    [InlineData("assiut", "أسيوط", "Assiut", "asyout")]
    [InlineData("beni_suef", "بنى سويف", "Beni Suef", "bani swef")]
    [InlineData("port_said", "بورسعيد", "Port Said", "bor sa3eed")]
    [InlineData("damietta", "دمياط", "Damietta", "domyat")]
    [InlineData("sharkia", "الشرقية", "Sharkia", "el za2azi2")]
    [InlineData("south_sinai", "جنوب سيناء", "South Sinai", "sharm el shekh")]
    [InlineData("kafr_el_sheikh", "كفر الشيخ", "Kafr El Sheikh", "kafr el shei5")]
    [InlineData("matrouh", "مرسى مطروح", "Marsa Matrouh", "matrou7")]
    [InlineData("luxor", "الأقصر", "Luxor", "lo2sor")]
    [InlineData("qena", "قنا", "Qena", "nag3 7amady")]
    [InlineData("north_sinai", "شمال سيناء", "North Sinai", "el 3arish")]
    [InlineData("sohag", "سوهاج", "Sohag", "a5mim")]
    public void Every_governorate_is_known_in_three_scripts(string expected, string arabic, string english, string arabizi)
    {
        Assert.Equal(expected, Place($"انا من {arabic} وعايز اطلب"));
        Assert.Equal(expected, Place($"Do you ship to {english}?"));
        Assert.Equal(expected, Place($"{arabizi}, el sha7n b kam?"));
    }

    [Theory]
    [InlineData("بتوصلوا للمعادي؟", "cairo")]
    [InlineData("ساكن فالتل الكبير", "ismailia")]
    [InlineData("شبرا الخيمه ولا شبرا مصر مش مهم، انا في طوخ", "qalyubia")]
    [InlineData("شارع الهرم جنب محطة العريش", "giza")]
    [InlineData("انا من طنطا بس ابعتوه على الزقازيق", "sharkia")]
    [InlineData("بشتغل في القاهره بس ساكن في بنها", "qalyubia")]
    [InlineData("السويس بتوصلوها بنفس سعر القاهره؟", "suez")]
    [InlineData("بتوصلوا من القاهره للمنيا في كام يوم", "minya")]
    [InlineData("المطريه دقهليه", "dakahlia")]
    [InlineData("منيا القمح", "sharkia")]
    [InlineData("هديه لصاحبي، ابعتوهاله في المنيا", "minya")]
    [InlineData("ساكن في دهب", "south_sinai")]
    [InlineData("مطروح ليها شحن؟", "matrouh")]
    public void The_customers_place_is_where_it_goes_else_where_they_are(string text, string expected) => Assert.Equal(expected, Place(text));

    [Theory]
    [InlineData("عندكم فرع في طنطا؟")]
    [InlineData("المصنع بتاعكم في سوهاج؟")]
    [InlineData("صاحبتي من اسوان قالتلي عليكم")]
    [InlineData("راجعه من الغردقه بكره")]
    [InlineData("السلام عليكم")]
    [InlineData("العرض لسه مطروح؟")]
    [InlineData("خاتم من دهب عيار ١٨")]
    [InlineData("شوكولاته سويسري")]
    [InlineData("لوحه فيها بحيره")]
    [InlineData("في حاجة اقصر من كده؟")]
    [InlineData("غرفه نوم شغل دمياطي")]
    [InlineData("مانجا اسماعيلاوي وكبده اسكندراني")]
    [InlineData("الفستان القصير ده")]
    [InlineData("انا اسمي محمد فيصل")]
    [InlineData("My brother Alex will pick it up")]
    [InlineData("the usb port said 5V only")]
    [InlineData("el qena3 bta3 el wesh")]
    [InlineData("زيت الزيتون ده بكام")]
    [InlineData("الورشة على طريق السويس")]
    [InlineData("كتب الصف التالت موجودة؟")]
    [InlineData("عايزة كتاب عن تاريخ جامعة القاهرة")]
    public void A_name_that_means_something_else_is_no_place(string text) => Assert.Null(Place(text));

    [Theory]
    [InlineData("بتوصلوا منيا القمح؟", "sharkia")]
    [InlineData("ana mn deyarb negm", "sharkia")]
    [InlineData("عايز اتنين على ميت سلسيل", "dakahlia")]
    [InlineData("ana mn toukh", "qalyubia")]
    [InlineData("التوصيل لابو صوير بكام", "ismailia")]
    [InlineData("احنا في اشمنت", "beni_suef")]
    [InlineData("ساكن في العسلة دهب", "south_sinai")]
    [InlineData("عندي محل في جروان", "menofia")]
    [InlineData("اختي ساكنة في طنطا وهي اللي هتستلم", "gharbia")]
    public void The_longest_name_of_a_town_or_village_counts(string text, string place) => Assert.Equal(place, Place(text));

    private static string? Place(string text) => Reader.Read(text).Governorate is { } place ? EnumText.Wire(place) : null;
}
