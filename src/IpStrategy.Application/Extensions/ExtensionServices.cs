using IpStrategy.Application.Plans;
using IpStrategy.Application.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace IpStrategy.Application.Extensions;

internal static class ExtensionServices
{
    public static IServiceCollection AddExtensions(this IServiceCollection services) =>
        services
            .AddScoped<SideInstances>()
            .AddScoped<SideEnds>()
            .AddScoped<CourseActs>()
            .AddScoped<ExtensionStep>()
            .AddScoped<SettleExtension>()
            .AddScoped<ApplyExtension>()
            .AddScoped<RefuseExtension>()
            .AddScoped<ExtensionsOfUndertakings>()
            .AddScoped(p => ApplicationServices.Make<RequestExtension>(p))
            .AddScoped(p => ApplicationServices.Make<DecideExtension>(p));
}
