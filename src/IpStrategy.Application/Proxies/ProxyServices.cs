using IpStrategy.Application.Processes;
using IpStrategy.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Application.Proxies;

internal static class ProxyServices
{
    public static IServiceCollection AddProxies(this IServiceCollection services) =>
        services
            .AddSingleton<StandIns>()
            .AddScoped<ProxyList>()
            .AddScoped<ProxyRecord>()
            .AddScoped(p => new NameProxy(
                p.GetRequiredService<IpStrategyContext>(),
                p.GetRequiredService<PostHolders>(),
                p.GetRequiredService<StandIns>(),
                p.GetRequiredService<ProxyList>(),
                p.GetRequiredService<ProxyRecord>()
            ))
            .AddScoped(p => new EndProxy(
                p.GetRequiredService<IpStrategyContext>(),
                p.GetRequiredService<PostHolders>(),
                p.GetRequiredService<StandIns>(),
                p.GetRequiredService<ProxyList>(),
                p.GetRequiredService<ProxyRecord>()
            ));
}
