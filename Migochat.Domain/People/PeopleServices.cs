using Microsoft.Extensions.DependencyInjection;

namespace Migochat.People;

public static class PeopleServices
{
    /// <summary>What reads stored texts again. The rest of this folder is made for each connection, by its owner.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<Rereader>();
        return services;
    }
}
