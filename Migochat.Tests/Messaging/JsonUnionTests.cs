using System.Text.Json.Nodes;
using CsCheck;
using Migochat.Messaging;

namespace Migochat.Tests.Messaging;

public sealed class JsonUnionTests
{
    private static Gen<string> Name => Gen.Int[0, 60].Select(number => $"status{number}");

    // Few codes with texts that differ, and some errors that are too long to be kept.
    private static Gen<string> Error =>
        from code in Gen.Int[0, 60]
        from title in Gen.Int[0, 3]
        from isLong in Gen.Int[0, 9]
        select new JsonObject { ["code"] = code, ["title"] = isLong == 0 ? new string('x', 5000) : $"t{title}" }.Json();

    private static Gen<string> Errors => Error.Array[1, 30].Select(errors => $"[{string.Join(',', errors)}]");

    [Fact]
    public void However_many_names_come_in_any_order_the_first_twenty_stay() => Gen.Select(Name.Array[1, 100], Gen.Int[0, 1000]).Sample((names, seed) =>
    {
        var shuffled = names.ToArray();
        new Random(seed).Shuffle(shuffled);

        var union = names.Aggregate((string?)null, JsonUnion.Names);

        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal).Take(JsonUnion.Most), JsonNode.Parse(union!)!.AsArray().Select(name => (string)name!));
        Assert.Equal(union, shuffled.Concat(names).Aggregate((string?)null, JsonUnion.Names));
    });

    [Fact]
    public void However_many_errors_come_in_any_order_twenty_stay_and_none_is_long() => Gen.Select(Errors.Array[2, 12], Gen.Int[0, 1000]).Where(all => all.Item1.Distinct().Count() > 1).Sample((arrays, seed) =>
    {
        var shuffled = arrays.ToArray();
        new Random(seed).Shuffle(shuffled);

        var union = arrays.Aggregate((string?)null, JsonUnion.Errors);

        Assert.Equal(union, shuffled.Concat(arrays).Aggregate((string?)null, JsonUnion.Errors));
        Assert.InRange(JsonNode.Parse(union!)!.AsArray().Count, 0, JsonUnion.Most);
        Assert.InRange(union!.Length, 2, JsonUnion.Most * 4097);
    });
}
