using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.LocalHost.Routing;

namespace Migochat.Tests.LocalHost;

public sealed class FunctionCatalogueTests
{
    [Fact]
    public void Functions_are_found_by_their_attributes()
    {
        var catalogue = FunctionCatalogue.From([typeof(string), typeof(LevelFunctions), typeof(TimerFunctions), typeof(FunctionCatalogueTests)]);

        Assert.Equal(["admin-only", "anonymous", "function", "system", "unsaid"], catalogue.Http.Select(function => function.Name), StringComparer.Ordinal);
        Assert.Contains("Tick", catalogue.Timers.Select(function => function.Name), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(typeof(WithoutTrigger), "trigger")]
    [InlineData(typeof(WithTwoTriggers), "trigger")]
    [InlineData(typeof(WithQueryParameter), "'q'")]
    [InlineData(typeof(WithTwins), "another function")]
    public void A_function_that_Azure_would_not_serve_is_refused(Type type, string reason)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => FunctionCatalogue.From([type]));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    public sealed class WithoutTrigger
    {
        [Function("Bad")]
        public static IResult Run(HttpRequest request) => TypedResults.Text(request.Method);
    }

    public sealed class WithTwoTriggers
    {
        [Function("Bad")]
        public static IResult Run([HttpTrigger] HttpRequest request, [TimerTrigger("0 0 0 * * *")] TimerInfo timer) => TypedResults.Text($"{request.Method}{timer.IsPastDue}");
    }

    public sealed class WithQueryParameter
    {
        [Function("Bad")]
        public static IResult Run([HttpTrigger] HttpRequest request, string q) => TypedResults.Text(request.Method + q);
    }

    public sealed class WithTwins
    {
        [Function("Twin")]
        public static IResult One([HttpTrigger(Route = "one")] HttpRequest request) => TypedResults.Text(request.Method);

        [Function("twin")]
        public static IResult Two([HttpTrigger(Route = "two")] HttpRequest request) => TypedResults.Text(request.Method);
    }
}
