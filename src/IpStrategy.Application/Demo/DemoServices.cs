using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Application.Demo;

/// <summary>Puts what only a demonstration has into a host's container.</summary>
public static class DemoServices
{
    public static IServiceCollection AddIpStrategyDemo(this IServiceCollection services) =>
        services.AddSingleton<MoveDemoClock>().AddScoped<DemoInstallation>();
}
