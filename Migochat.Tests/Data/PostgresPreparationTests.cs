using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Migochat.Data;

namespace Migochat.Tests.Data;

public sealed class PostgresPreparationTests
{
    [PostgresFact]
    public async Task Instances_that_start_at_once_make_the_tables_once_and_keep_no_lock()
    {
        var schema = TestPostgres.NewEmptyDatabase();
        var engines = Enumerable.Range(0, 6).Select(_ => new PostgresEngine(Configuration(schema), NullLoggerFactory.Instance)).ToList();
        try
        {
            var outcomes = await Task.WhenAll(engines.Select(engine => Task.Run(engine.Prepare)));

            Assert.Single(outcomes, PreparationOutcome.Created);
            Assert.Equal(5, outcomes.Count(outcome => outcome == PreparationOutcome.Current));
            // Their connections still lie in the pools.
            Assert.Equal(PreparationOutcome.Current, new PostgresEngine(Configuration(schema), NullLoggerFactory.Instance).Prepare());
        }
        finally
        {
            engines.ForEach(engine => engine.Dispose());
            TestPostgres.Drop(schema);
        }
    }

    [PostgresFact]
    public void A_database_with_other_tables_is_left_as_it_is()
    {
        var schema = TestPostgres.NewEmptyDatabase();
        try
        {
            using (var foreign = TestPostgres.Open(schema))
                foreign.Run("CREATE TABLE notes (id int)");
            using var engine = new PostgresEngine(Configuration(schema), NullLoggerFactory.Instance);

            var refusal = Assert.Throws<InvalidOperationException>(() => engine.Prepare());

            Assert.Contains("tables that Migochat did not make (notes)", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            TestPostgres.Drop(schema);
        }
    }

    private static IConfiguration Configuration(string connectionString) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Migochat", connectionString)]).Build();
}
