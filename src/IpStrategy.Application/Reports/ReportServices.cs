using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Application.Reports;

internal static class ReportServices
{
    public static IServiceCollection AddReports(this IServiceCollection services) =>
        services
            .AddScoped<ReportCycles>()
            .AddScoped<ReportSteps>()
            .AddScoped<IndicatorsOfAssignment>()
            .AddScoped<PlanReports>()
            .AddScoped(p => ApplicationServices.Make<OpenProgressReports>(p))
            .AddScoped(p => ApplicationServices.Make<SetReportCycle>(p))
            .AddScoped(p => ApplicationServices.Make<SaveIndicators>(p));
}
