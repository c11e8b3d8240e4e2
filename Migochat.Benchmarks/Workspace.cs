using System.ComponentModel;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Migochat.Benchmarks.Load;

namespace Migochat.Benchmarks;

/// <summary>The frame of every measuring verb: a temporary folder, and failures reported as one message.</summary>
public static class Workspace
{
    /// <summary>Runs the work in a new folder below <paramref name="parent"/>. Returns the work's result, or 1 if it failed.</summary>
    public static async Task<int> RunAsync(string parent, Func<string, Task<int>> work)
    {
        LoadClient.TuneSockets();
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"migochat-bench-{Environment.ProcessId}")).FullName;
        try
        {
            return await work(folder);
        }
        catch (Exception failure) when (failure is IOException or SocketException or SqliteException or InvalidOperationException or Win32Exception)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
