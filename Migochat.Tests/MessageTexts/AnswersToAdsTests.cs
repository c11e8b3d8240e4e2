using Migochat.Texts;

namespace Migochat.Tests.MessageTexts;

/// <summary>How short answers to an ad, proofs of payment and offers of other companies are read.</summary>
public sealed class AnswersToAdsTests
{
    private static readonly MessageTextReader Reader = new();

    [Theory]
    [InlineData("تم التحويل")]
    [InlineData("تم التحويل خلاص")]
    [InlineData("حولت فودافون كاش")]
    [InlineData("حولتلك على فودافون كاش")]
    [InlineData("حولت على المحفظة")]
    [InlineData("حولت انستا باي")]
    [InlineData("تم الدفع")]
    [InlineData("دي صورة التحويل")]
    [InlineData("payment sent")]
    [InlineData("i sent the money on vodafone cash")]
    public void A_proof_of_payment_is_an_order(string text) => Assert.True(Reader.Read(text).Has(Intents.Order), $"{Reader.Read(text)}");

    [Theory]
    [InlineData("مهتم")]
    [InlineData("مهتمه")]
    [InlineData("انا مهتم")]
    [InlineData("مهتم جدا")]
    [InlineData("interested")]
    [InlineData("I'm interested")]
    [InlineData("im interested please")]
    [InlineData("Interested!")]
    public void Interest_alone_counts_as_a_question_about_the_article(string text) =>
        Assert.Equal(Intents.Availability, Reader.Read(text).Intents);

    [Theory]
    [InlineData("مش مهتم")]
    [InlineData("not interested")]
    [InlineData("غير مهتم")]
    [InlineData("مهتم بالشغل معاكم، فيه وظائف؟")]
    public void Who_is_not_interested_in_buying_does_not_ask(string text) =>
        Assert.False(Reader.Read(text).Has(Intents.Availability), $"{Reader.Read(text)}");

    [Theory]
    [InlineData("احنا شركة شحن وبنقدم لحضراتكم أسعار خاصة لطلبات الأونلاين")]
    [InlineData("شركة دعاية وإعلان، بنقدم خدمات التسويق الالكتروني لصفحتكم")]
    [InlineData("نقدم لكم خدمات تصميم المواقع بأقل الأسعار، للطلب تواصلوا معنا")]
    [InlineData("We are a marketing company and we offer social media services, order now")]
    [InlineData("our company provides shipping services for online stores")]
    public void A_company_that_offers_its_services_orders_nothing(string text) =>
        Assert.Equal(Intents.None, Reader.Read(text).Intents & (Intents.Order | Intents.Price | Intents.Availability | Intents.Delivery));

    [Theory]
    [InlineData("عايز اطلب 200 شنطة لشركتنا")]
    [InlineData("ممكن تشحنوا مع شركة ارامكس؟")]
    public void A_company_may_buy(string text) =>
        Assert.NotEqual(Intents.None, Reader.Read(text).Intents & (Intents.Order | Intents.Delivery));
}
