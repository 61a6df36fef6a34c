using IpStrategy.Application;
using IpStrategy.Application.Accounts;
using IpStrategy.Application.Attachments;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Demo;
using IpStrategy.Application.Jobs;
using IpStrategy.Application.Plans;
using IpStrategy.Persistence;
using IpStrategy.Web.Api;
using IpStrategy.Web.Delivery;
using IpStrategy.Web.Health;
using IpStrategy.Web.Pages;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Startup;

/// <summary>Puts the program together: what is in the container, and the line a request passes along.</summary>
internal static class Composition
{
    // A notice of 2 MB and the form around it; what takes more says so at its endpoint.
    private const long LargestBody = 4 * 1024 * 1024;

    public static WebApplication Build(HostArguments arguments)
    {
        var builder = WebApplication.CreateBuilder(Options(arguments));
        // Also outside of development: `dotnet run` serves wwwroot from the source.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = LargestBody;
        });
        if (string.IsNullOrWhiteSpace(builder.Configuration["urls"]))
        {
            builder.WebHost.UseUrls(Loopback.DefaultAddress);
        }
        AddServices(builder.Services, builder.Configuration, arguments.Settings);
        var app = builder.Build();
        Line(app, arguments.Settings);
        return app;
    }

    private static WebApplicationOptions Options(HostArguments arguments)
    {
        if (arguments.Rest.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)))
        {
            return new WebApplicationOptions { Args = arguments.Rest };
        }
        // The settings file of the folder one stands in, as `dotnet run` does in the repository; or else the program's own.
        var here = Directory.GetCurrentDirectory();
        var root = File.Exists(Path.Combine(here, "appsettings.json")) ? here : AppContext.BaseDirectory;
        var assets = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        return new WebApplicationOptions
        {
            Args = arguments.Rest,
            ContentRootPath = root,
            WebRootPath = Directory.Exists(assets) ? assets : null,
        };
    }

    private static void AddServices(IServiceCollection services, IConfiguration configuration, HostSettings settings)
    {
        var storage = new PersistenceSettings(settings.DataFolder, configuration.GetConnectionString("PostgreSql"));
        var mail = configuration.GetSection("Mail").Get<MailSettings>() ?? new MailSettings();
        services.AddSingleton(settings);
        services.AddSingleton(configuration.GetSection(AuditSettings.Section).Get<AuditSettings>() ?? new());
        services.AddSingleton(configuration.GetSection(FileSettings.Section).Get<FileSettings>() ?? new());
        services.AddSingleton(configuration.GetSection(PasswordSettings.Section).Get<PasswordSettings>() ?? new());
        services.AddSingleton(
            configuration.GetSection(SecondFactorSettings.Section).Get<SecondFactorSettings>() ?? new()
        );
        services.AddIpStrategyPersistence(storage, TimeProvider.System);
        var plans = configuration.GetSection(PlanSettings.Section).Get<PlanSettings>() ?? new PlanSettings();
        services.AddIpStrategyApplication(TimeProvider.System, mail, plans);
        services.AddIpStrategyAccounts().AddIpStrategyJobs(storage);
        services.AddScoped<DatabaseSchema>().AddScoped<InstallationMark>().AddScoped<AssignmentDiagram>();
        services.AddSingleton<IMailTexts, MailTexts>();
        services.AddSingleton<MetricsListener>().AddHostedService(p => p.GetRequiredService<MetricsListener>());
        services.AddScoped<Backlog>();
        services.AddSingleton<Opening>();
        if (settings.Demo is not null)
        {
            services.AddIpStrategyDemo();
        }
        services.AddLanguages().AddApi();
        services.AddPages(new PageSettings(settings.Demo is not null));
        var oidc = configuration.GetSection(OidcSettings.Section).Get<OidcSettings>() ?? new();
        services.AddSingleton(oidc);
        services.AddSecurity(new DirectoryInfo(settings.KeyFolder), oidc);
    }

    private static void Line(WebApplication app, HostSettings settings)
    {
        app.UseMiddleware<SecurityHeaders>();
        if (settings.Demo is null)
        {
            // Only told over HTTPS; a demonstration on localhost must not bind other programs there.
            app.UseHsts();
        }
        app.UseRequestLocalization();
        app.UseExceptionHandler(_ => { });
        app.UsePageFiles();
        app.UseApiPage();
        app.UseRouting();
        app.UseApiProblems();
        app.UseCallerAddress();
        app.UseSecurity();
        app.MapApi(settings);
        app.MapHealth();
        app.MapPages();
    }
}
