using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Application.Audit;

/// <summary>Puts the record into a host's container.</summary>
internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddScoped<AuditTrail>().AddScoped<CallerAddress>().AddScoped<SignInRecord>();
}
