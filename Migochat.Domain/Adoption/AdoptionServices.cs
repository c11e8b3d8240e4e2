using Microsoft.Extensions.DependencyInjection;
using Migochat.Data;

namespace Migochat.Adoption;

public static class AdoptionServices
{
    /// <summary>The takeover of a file that another program made.</summary>
    public static IServiceCollection AddAdoption(this IServiceCollection services) => services.AddSingleton<IFileAdoption, FileAdoption>();
}
