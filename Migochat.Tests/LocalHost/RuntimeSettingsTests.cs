using System.Text.Json;

namespace Migochat.Tests.LocalHost;

/// <summary>What the program asks of its runtime stands in a file that nobody looks at: a misspelt project file would leave it out.</summary>
public sealed class RuntimeSettingsTests
{
    [Theory]
    [InlineData("Migochat.LocalHost", "System.Threading.ThreadPool.HillClimbing.Disable", "True")]
    [InlineData("Migochat.LocalHost", "System.Threading.ThreadPool.UnfairSemaphoreSpinLimit", "0")]
    [InlineData("Migochat.LocalHost", "System.Runtime.TieredPGO", "False")]
    [InlineData("Migochat.LocalHost", "System.GC.Server", "False")]
    [InlineData("Migochat.Functions", "System.Runtime.TieredPGO", "False")]
    [InlineData("Migochat.Functions", "System.GC.Server", "False")]
    public void The_program_is_built_with_it(string program, string name, string value)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, $"{program}.runtimeconfig.json")));
        Assert.Equal(value, file.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").GetProperty(name).ToString());
    }
}
