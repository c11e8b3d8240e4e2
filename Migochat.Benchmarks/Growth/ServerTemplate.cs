using System.Diagnostics;
using Migochat.Benchmarks.Measuring;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Growth;

/// <summary>A file's rows in a database of a PostgreSQL server, from which sessions start. It goes when it is disposed.</summary>
public sealed class ServerTemplate : IDisposable
{
    private readonly string _server;
    private readonly ServerDatabase _filled;

    private ServerTemplate(string server, ServerDatabase filled) => (_server, _filled) = (server, filled);

    /// <summary>Copies a file by the product's own verb.</summary>
    /// <param name="server">The connection string of a user who may create databases.</param>
    /// <param name="file">A database file that nobody has open.</param>
    /// <param name="product">The published product's executable.</param>
    /// <exception cref="InvalidOperationException">The copy failed; the product's own output says why.</exception>
    public static async Task<ServerTemplate> CopyAsync(string server, string file, string product)
    {
        var filled = new ServerDatabase(server);
        try
        {
            var info = new ProcessStartInfo(product, ["copy-to", filled.ConnectionString]) { UseShellExecute = false };
            info.Environment["ConnectionStrings__Migochat"] = $"Data Source={file}";
            using var copy = Process.Start(info) ?? throw new InvalidOperationException($"{product} did not start.");
            await copy.WaitForExitAsync();
            if (copy.ExitCode != 0)
                throw new InvalidOperationException($"{file} was not copied.");
            filled.Run("ANALYZE");
            return new ServerTemplate(server, filled);
        }
        catch
        {
            filled.Dispose();
            throw;
        }
    }

    /// <summary>A copy for one session.</summary>
    public ServerDatabase NewDatabase() => new(_server, template: _filled);

    /// <inheritdoc />
    public void Dispose() => _filled.Dispose();
}
