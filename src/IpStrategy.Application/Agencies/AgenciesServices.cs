using IpStrategy.Application.Agencies.Reorganisations;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Processes;
using IpStrategy.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Application.Agencies;

/// <summary>Puts the use cases about agencies and their reorganisations into a host's container.</summary>
internal static class AgenciesServices
{
    public static IServiceCollection AddAgencies(this IServiceCollection services) =>
        services
            .AddScoped<ReformCases>()
            .AddScoped<ReformWork>()
            .AddScoped(p => new ReformParts(
                p.GetRequiredService<Ids>(),
                p.GetRequiredService<DomainClock>(),
                p.GetRequiredService<ReferenceTables>(),
                p.GetRequiredService<HeldTables>(),
                p.GetRequiredService<AuditTrail>(),
                p.GetRequiredService<ReformMessages>()
            ))
            .AddScoped<ReformMessages>()
            .AddScoped(p => ApplicationServices.Make<WithdrawReorganisation>(p))
            .AddScoped(p => new CarryOutReorganisation(
                p.GetRequiredService<IpStrategyContext>(),
                p.GetRequiredService<ReformWork>(),
                p.GetRequiredService<ProcessWrites>(),
                p.GetRequiredService<ReformParts>()
            ))
            .AddScoped(p => new CarryOutDueReorganisations(
                p.GetRequiredService<IpStrategyContext>(),
                p.GetRequiredService<CarryOutReorganisation>(),
                p.GetRequiredService<ReformParts>()
            ))
            .AddScoped<ReorganisationList>()
            .AddScoped<AgencyList>()
            .AddScoped<SaveAgency>()
            .AddScoped<AgencySheets>();
}
