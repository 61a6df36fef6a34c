using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Components;
using IpStrategy.Web.Pages.Accounts;
using IpStrategy.Web.Pages.Agencies;
using IpStrategy.Web.Pages.Audit;
using IpStrategy.Web.Pages.Errors;
using IpStrategy.Web.Pages.Inbox;
using IpStrategy.Web.Pages.Notices;
using IpStrategy.Web.Pages.Plans;
using IpStrategy.Web.Pages.Proxies;
using IpStrategy.Web.Pages.Search;
using IpStrategy.Web.Pages.Users;
using IpStrategy.Web.Pages.WorkItems;
using IpStrategy.Web.Security;
using IpStrategy.Web.Texts;
using Microsoft.AspNetCore.ResponseCompression;

namespace IpStrategy.Web.Pages;

/// <param name="IsDemo">A demonstration shows its own time and names its accounts.</param>
public sealed record PageSettings(bool IsDemo);

/// <summary>Puts the pages into the host: rendered on the server, complete without scripts.</summary>
internal static class PagesSetup
{
    /// <summary>Needs the use cases, the sign-in by cookie, antiforgery and request localization of the host.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services, PageSettings settings)
    {
        services.AddRazorComponents();
        // Chinese stays readable in the source of a page, and takes three bytes a character instead of eight.
        services.AddWebEncoders(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton(settings).AddSingleton<SiteFiles>().AddSingleton<OfficeTime>();
        services.AddScoped<Plans.Control.ControlParts>().AddScoped<DeliverableParts>();
        services.AddScoped<FrameFacts>().AddScoped<MessageWords>().AddScoped<LedgerAgencies>();
        services.AddScoped<UserActs>().AddScoped<FrameFacts>().AddScoped<MessageWords>().AddScoped<LedgerAgencies>();
        services.AddScoped<PeopleCall>().AddScoped<ProxyPages.ProxyDesk>();
        services.AddExceptionHandler<PageErrors>();
        AddCompression(services);
        return services;
    }

    // Guessing secrets by the size of compressed answers (BREACH) finds no hold here: the token of forms is masked anew in every
    // answer, and the sign-in cookie goes along with no request that another site makes.
    private static void AddCompression(IServiceCollection services)
    {
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = ["text/html", "text/css", "text/javascript", "image/svg+xml"];
        });
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
    }

    /// <summary>Style sheets and scripts: small on the wire, and kept by browsers until their content changes.</summary>
    public static void UsePageFiles(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseStaticFiles(
            new StaticFileOptions
            {
                OnPrepareResponse = file =>
                    file.Context.Response.Headers.CacheControl = file.Context.Request.Query.ContainsKey("v")
                        ? "public, max-age=31536000, immutable"
                        : "no-cache",
            }
        );
    }

    /// <summary>After authentication and antiforgery; the host serves wwwroot as static files before.</summary>
    public static void MapPages(this WebApplication app)
    {
        // The guard below asks for the sign-in itself, so that it can keep what was typed.
        var pages = app.MapGroup("").AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        pages.AddEndpointFilter<RouteGroupBuilder, PageGuard>().WithMetadata(new GuardedPage());
        SignInPages.Map(pages);
        SetupPages.Map(pages);
        AccountPages.Map(pages);
        WorkItemPages.Map(pages);
        PlanPages.Map(pages);
        NoticePages.Map(pages);
        AgencyPages.Map(pages);
        UserPages.Map(pages);
        SearchPages.Map(pages);
        InboxPages.Map(pages);
        AuditPages.Map(pages);
        ProxyPages.Map(pages);
        pages.MapGet("/shortcuts", () => Show.Page<ShortcutsPage>("")).For(Operation.UseOwnAccount);
        app.Use(NothingHereAsync);
    }

    /// <summary>
    /// Where no address fits, or none in this way: programs are told in their own way, people by a page. Who is nobody was asked to
    /// sign in before.
    /// </summary>
    private static Task NothingHereAsync(HttpContext http, RequestDelegate next) =>
        Problems.IsForProgram(http.Request) ? next(http)
        : http.GetEndpoint() is null ? Show.NotFound().ExecuteAsync(http)
        // The router stands in with an endpoint of its own where the address is right and the method is not.
        : http.GetEndpoint() is RouteEndpoint ? next(http)
        : Show.WrongMethod().ExecuteAsync(http);
}
