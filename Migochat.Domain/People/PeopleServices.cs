using Microsoft.Extensions.DependencyInjection;

namespace Migochat.People;

public static class PeopleServices
{
    /// <summary>Rereading of stored texts. The other classes of this folder are made per connection by its owner.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<Rereader>();
        return services;
    }
}
