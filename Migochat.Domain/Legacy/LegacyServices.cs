using Microsoft.Extensions.DependencyInjection;
using Migochat.Data;

namespace Migochat.Legacy;

public static class LegacyServices
{
    /// <summary>The adoption of a legacy file: a SQLite file that the predecessor made.</summary>
    public static IServiceCollection AddLegacyFiles(this IServiceCollection services) => services.AddSingleton<ILegacyFiles, LegacyFiles>();
}
