using IpStrategy.Application.Accounts;
using IpStrategy.Application.Audit;
using IpStrategy.Web.Api;
using IpStrategy.Web.Pages;
using IpStrategy.Web.Pages.Accounts;
using IpStrategy.Workflow;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace IpStrategy.Web.Security;

/// <summary>
/// 统一身份认证 by OpenID Connect: code flow with PKCE, state and nonce, all checked by the framework's handler; what is not as it should
/// be ends on the sign-in page with its reason, and nobody is signed in.
/// </summary>
internal static class OidcSignIn
{
    public const string ReturnPath = "/sign-in/oidc/done";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    public static void AddOidc(this AuthenticationBuilder sign, OidcSettings settings)
    {
        if (settings.IsConfigured && settings.Mistake is null)
        {
            sign.AddOpenIdConnect(Schemes.Oidc, o => Set(o, settings));
        }
    }

    private static void Set(OpenIdConnectOptions o, OidcSettings settings)
    {
        (o.Authority, o.ClientId, o.ClientSecret) = (settings.Authority, settings.ClientId, settings.ClientSecret);
        o.RequireHttpsMetadata = !new Uri(settings.Authority).IsLoopback;
        o.BackchannelTimeout = Patience;
        (o.ResponseType, o.ResponseMode) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query);
        (o.UsePkce, o.MapInboundClaims, o.SaveTokens) = (true, false, false);
        o.SignInScheme = Schemes.Cookie;
        o.CallbackPath = ReturnPath;
        o.Scope.Clear();
        foreach (var scope in settings.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            o.Scope.Add(scope);
        }
        foreach (var cookie in new[] { o.CorrelationCookie, o.NonceCookie })
        {
            // The provider answers by a link, with which Lax cookies go along.
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        }
        o.TokenValidationParameters.LifetimeValidator = (from, until, _, _) => IsInTime(o, from, until);
        o.Events = new OpenIdConnectEvents
        {
            OnTokenValidated = NoteAsync,
            OnTicketReceived = EnterAsync,
            OnRemoteFailure = context =>
            {
                context.HandleResponse();
                return RefuseAsync(context.HttpContext, RefusalFor(context.Failure), context.Failure);
            },
        };
    }

    private static bool IsInTime(OpenIdConnectOptions options, DateTime? from, DateTime? until)
    {
        var now = (options.TimeProvider ?? TimeProvider.System).GetUtcNow().UtcDateTime;
        return until is { } end && now < end + ClockSkew && (from is not { } start || start - ClockSkew <= now);
    }

    /// <summary>
    /// The framework takes a token without signature here, as the standard allows for one that comes from the provider directly; this
    /// program does not. The nonce is looked at only after this: who it is must wait until then.
    /// </summary>
    private static Task NoteAsync(TokenValidatedContext context)
    {
        var token = context.SecurityToken;
        if (token.RawSignature is not { Length: > 0 } || token.SignatureAlgorithm is null or SecurityAlgorithms.None)
        {
            context.Fail(new OidcRefusedException(new OidcSignatureIsWrong()));
            return Task.CompletedTask;
        }
        context.HttpContext.Items[typeof(OidcPerson)] = new OidcPerson(
            token.Issuer,
            token.Subject,
            [.. context.Principal!.Claims.Select(c => KeyValuePair.Create(c.Type, c.Value))]
        );
        return Task.CompletedTask;
    }

    /// <summary>Everything is as it should be: from whom the provider names to whom that is here.</summary>
    private static async Task EnterAsync(TicketReceivedContext context)
    {
        var http = context.HttpContext;
        var person = (OidcPerson)http.Items[typeof(OidcPerson)]!;
        var outcome = await http
            .RequestServices.GetRequiredService<SignInWithOidc>()
            .RunAsync(person, http.RequestAborted);
        if (outcome.Refusal is { } refusal)
        {
            context.HandleResponse();
            await RefuseAsync(http, refusal, null);
            return;
        }
        var record = http.RequestServices.GetRequiredService<SignInRecord>();
        await record.SucceededAsync(outcome.Value, SignedIn.ByOidc, CancellationToken.None);
        context.Principal = SignedIn.PrincipalOf(outcome.Value, Schemes.Cookie, SignedIn.ByOidc);
    }

    private static async Task RefuseAsync(HttpContext http, Refusal refusal, Exception? failure)
    {
        var services = http.RequestServices;
        // The kind only: what a stranger sent back may stand in the message.
        services
            .GetRequiredService<ILoggerFactory>()
            .CreateLogger(typeof(OidcSignIn))
            .LogWarning(
                "Single sign-on from {Address} refused: {Code} ({Kind})",
                SignInLimit.AddressOf(http),
                refusal.Code,
                failure?.GetType().Name
            );
        var userName = refusal is OidcAccountIsNotOpen known ? known.UserName : "";
        await services.GetRequiredService<SignInRecord>().RefusedAsync(userName, refusal, CancellationToken.None);
        http.Response.Headers.CacheControl = "no-cache, no-store";
        await Show.Page<SignInPage>(new SignInModel("/", Problem: RefusalTexts.Of(refusal)), Problems.StatusOf(refusal))
            .ExecuteAsync(http);
    }

    private static Refusal RefusalFor(Exception? failure) =>
        failure switch
        {
            OidcRefusedException known => known.Refusal,
            OpenIdConnectProtocolInvalidNonceException => new OidcNonceIsWrong(),
            SecurityTokenInvalidAudienceException => new OidcAudienceIsWrong(),
            SecurityTokenInvalidIssuerException => new OidcIssuerIsWrong(),
            SecurityTokenExpiredException
            or SecurityTokenNotYetValidException
            or SecurityTokenInvalidLifetimeException
            or SecurityTokenNoExpirationException => new OidcTokenHasExpired(),
            SecurityTokenException => new OidcSignatureIsWrong(),
            OpenIdConnectProtocolException => new OidcProviderRefuses(),
            HttpRequestException or TaskCanceledException or IOException => new OidcProviderIsNotReached(),
            _ when failure?.Data.Contains("error") == true => new OidcProviderRefuses(),
            _ => new OidcStateIsWrong(),
        };
}

/// <summary>Carries a refusal through the framework's handler, which knows failures as exceptions only.</summary>
internal sealed class OidcRefusedException(Refusal refusal) : Exception(refusal.Code)
{
    public Refusal Refusal { get; } = refusal;
}
