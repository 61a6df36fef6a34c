using System.Threading.RateLimiting;
using IpStrategy.Application.Accounts;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace IpStrategy.Web.Security;

/// <summary>Sign-in, rights, limits: registered and put in line.</summary>
internal static class SecurityStartup
{
    private static readonly TimeSpan CookieLife = TimeSpan.FromHours(12);

    /// <param name="keyFolder">Where the keys lie that cookies and forms are sealed with; without it a restart signs everybody out.</param>
    public static IServiceCollection AddSecurity(
        this IServiceCollection services,
        DirectoryInfo keyFolder,
        OidcSettings oidc
    )
    {
        services.AddDataProtection().SetApplicationName("IpStrategy").PersistKeysToFileSystem(keyFolder);
        services.AddOptions<LimitSettings>().BindConfiguration(LimitSettings.Section);
        services.AddSingleton<SignInLimit>().AddScoped<LimitedSignIn>().AddScoped<CookieSignIn>();
        services.AddScoped<SecondStep>().AddSingleton<Duties>();
        AddSignIn(services, oidc);
        AddRights(services);
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "ipstrategy.form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // The header of the content policy says it already, for every answer.
            o.SuppressXFrameOptionsHeader = true;
        });
        services.AddRateLimiter(o =>
        {
            o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(c =>
                SignInLimit.ForRequestsOf(c, c.RequestServices.GetRequiredService<IOptions<LimitSettings>>().Value)
            );
            o.OnRejected = (c, _) => new(Problems.WriteAsync(c.HttpContext, SignInLimit.TooOften(c.Lease)));
        });
        return services;
    }

    /// <summary>In the order in which a request passes; after static files, before endpoints.</summary>
    public static WebApplication UseSecurity(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<DutiesFirst>();
        app.UseMiddleware<AntiforgeryForCookies>();
        app.UseAntiforgery();
        return app;
    }

    private static void AddSignIn(IServiceCollection services, OidcSettings oidc) =>
        services
            .AddAuthentication(Schemes.Either)
            .AddPolicyScheme(
                Schemes.Either,
                null,
                o =>
                    o.ForwardDefaultSelector = c =>
                        BearerTokens.TokenOf(c.Request) is null ? Schemes.Cookie : Schemes.Bearer
            )
            .AddScheme<AuthenticationSchemeOptions, BearerTokens>(Schemes.Bearer, null)
            .AddCookie(
                Schemes.Cookie,
                o =>
                {
                    o.Cookie.Name = "ipstrategy";
                    o.Cookie.HttpOnly = true;
                    o.Cookie.SameSite = SameSiteMode.Lax;
                    o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    o.ExpireTimeSpan = CookieLife;
                    o.SlidingExpiration = true;
                    o.LoginPath = CookieSignIn.SignInPath;
                    o.ReturnUrlParameter = CookieSignIn.ReturnParameter;
                    o.Events = CookieChecks.Events;
                }
            )
            .AddOidc(oidc);

    // Denied by default: an endpoint that says neither what it is for nor that it is open to anyone lets nobody in.
    private static void AddRights(IServiceCollection services)
    {
        var rights = services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(
                new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(IsNoEndpointOfOurs).Build()
            );
        foreach (var operation in Enum.GetValues<Operation>())
        {
            rights.AddPolicy(Needs.PolicyOf(operation), p => p.RequireAssertion(c => IsGranted(c, operation)));
        }
    }

    /// <summary>The rule stands with the domain; here it shuts the door before anything is read.</summary>
    private static bool IsGranted(AuthorizationHandlerContext context, Operation operation) =>
        context.User.IsSignedIn() && RightsTable.May(context.User.Actor(), operation) is null
        || operation == Operation.ReadMetrics && IsOnTheMachine(context);

    /// <summary>What fits no address is answered with 404 further on, for those who have signed in.</summary>
    private static bool IsNoEndpointOfOurs(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint;

    /// <summary>Whoever asks from the machine itself, and not through a proxy on it, runs the program.</summary>
    private static bool IsOnTheMachine(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext { Connection.RemoteIpAddress: { } address } http
        && System.Net.IPAddress.IsLoopback(address)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For")
        && !http.Request.Headers.ContainsKey("Forwarded");
}
