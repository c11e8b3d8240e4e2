using System.Text.Json;
using System.Text.Json.Nodes;
using Migochat.Data;
using Migochat.People;

namespace Migochat.Tests.People;

public sealed class LeadAnswersTests
{
    [Theory]
    [InlineData("full_name", "منى علي حسن", "منى", "علي حسن")]
    [InlineData("الاسم", "كريم", "كريم", null)]
    [InlineData("Full Name", "Nour Adel", "Nour", "Adel")]
    public void A_whole_name_is_split(string question, string answer, string first, string? last)
    {
        Assert.Equal(new PersonName(first, last), Read((question, answer)).Name);
    }

    [Fact]
    public void Two_names_come_before_a_whole_one()
    {
        Assert.Equal(new PersonName("منى", "عبد الله"), Read(("full_name", "Mona"), ("first_name", "منى"), ("last_name", "عبد الله")).Name);
    }

    [Theory]
    [InlineData("phone_number", "+201001234567", "+201001234567")]
    [InlineData("phone_number", "01001234567", "+201001234567")]
    [InlineData("رقم_الموبايل؟", "٠١٠٠١٢٣٤٥٦٧", "+201001234567")]
    [InlineData("phone_number", "none of your business", null)]
    [InlineData("how_many", "01001234567", null)]
    public void A_phone_is_read_as_people_type_it(string question, string answer, string? phone)
    {
        Assert.Equal(phone, Read((question, answer)).Phone);
    }

    [Theory]
    [InlineData("city", "المنصورة", Governorate.Dakahlia)]
    [InlineData("state", "Giza", Governorate.Giza)]
    [InlineData("المحافظة", "القاهرة", Governorate.Cairo)]
    [InlineData("street_address", "12 ش الجمهورية طنطا", Governorate.Gharbia)]
    [InlineData("city", "Paris", null)]
    public void A_governorate_is_read_from_the_answers_about_places(string question, string answer, Governorate? governorate)
    {
        Assert.Equal(governorate, Read((question, answer)).Governorate);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"field_data":"x"}""")]
    [InlineData("""{"field_data":[{"name":"full_name"},{"values":["x"]},{"name":"city","values":[]},7]}""")]
    public void What_is_not_there_tells_nothing(string json)
    {
        Assert.Equal(LeadAnswers.None, LeadAnswers.Read(json));
    }

    [Fact]
    public void A_test_lead_tells_nothing()
    {
        Assert.Equal(LeadAnswers.None, Read(("full_name", "Mona"), ("city", "<test lead: dummy data for city>")));
    }

    private static LeadAnswers Read(params (string Name, string Value)[] answers)
    {
        var lead = new JsonObject
        {
            ["field_data"] = new JsonArray([.. answers.Select(answer => new JsonObject { ["name"] = answer.Name, ["values"] = new JsonArray(answer.Value) })]),
        };
        using var document = JsonDocument.Parse(lead.ToJsonString());
        return LeadAnswers.Read(document.RootElement);
    }
}
