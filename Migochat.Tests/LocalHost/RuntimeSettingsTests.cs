using System.Text.Json;

namespace Migochat.Tests.LocalHost;

/// <summary>What the program asks of its runtime stands in a file that nobody looks at: a misspelt project file would leave it out.</summary>
public sealed class RuntimeSettingsTests
{
    [Theory]
    [InlineData("System.Threading.ThreadPool.HillClimbing.Disable", "True")]
    [InlineData("System.Threading.ThreadPool.UnfairSemaphoreSpinLimit", "0")]
    [InlineData("System.Runtime.TieredPGO", "False")]
    [InlineData("System.GC.Server", "False")]
    public void The_program_is_built_with_it(string name, string value)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Migochat.LocalHost.runtimeconfig.json")));
        Assert.Equal(value, file.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").GetProperty(name).ToString());
    }
}
