using IpStrategy.Application.Jobs;
using IpStrategy.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IpStrategy.Application.Audit;

/// <summary>Puts the record into a host's container.</summary>
internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.TryAddSingleton(new AuditSettings());
        services.AddScoped<AuditTrail>().AddScoped<CallerAddress>().AddScoped<SignInRecord>();
        services.AddScoped<AuditList>().AddScoped<SignedOwnWork>().AddScoped<ExportAudit>();
        services.AddScoped<SealAudit>().AddScoped<AnchorAudit>().AddScoped<RetainAudit>();
        services.AddScoped(p => new VerifyAudit(
            p.GetRequiredService<IpStrategyContext>(),
            p.GetRequiredService<AuditSettings>(),
            p.GetRequiredService<PersistenceSettings>(),
            p.GetRequiredService<Wake>()
        ));
        return services;
    }
}
