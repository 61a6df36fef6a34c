using IpStrategy.Application.Accounts;

namespace IpStrategy.Web.Security;

/// <summary>
/// What browsers are told about every answer. No other host is asked for anything; no inline script runs, and of inline styles only
/// the one that the page about the API makes for itself, known by its hash.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, OidcSettings oidc)
{
    // data: for the small images inside style sheets.
    private const string ContentPolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

    private const string ApiPageStyle = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";
    private const string ApiPagePolicy = "; style-src 'self' " + ApiPageStyle;

    // The form that begins the single sign-on is sent on to the provider, and browsers look at where it ends.
    private readonly string _policy =
        ContentPolicy + "; form-action 'self'" + string.Concat(OriginsOf(oidc).Select(o => " " + o));

    // Whatever a browser may take a file for, it runs nothing, loads nothing and belongs to no site.
    private const string FilePolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: the exception handler throws away what was set before it.
        context.Response.OnStarting(() =>
        {
            Set(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static IEnumerable<string> OriginsOf(OidcSettings oidc) =>
        new[] { oidc.Authority, oidc.SignInOrigin }
            .Where(a => Uri.TryCreate(a, UriKind.Absolute, out _))
            .Select(a => new Uri(a).GetLeftPart(UriPartial.Authority))
            .Distinct(StringComparer.Ordinal);

    private void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            context.GetEndpoint()?.Metadata.GetMetadata<Sandboxed>() is not null ? FilePolicy
            : context.Request.Path.StartsWithSegments("/swagger", StringComparison.Ordinal) ? _policy + ApiPagePolicy
            : _policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            headers.CacheControl = "no-store";
        }
    }
}

/// <summary>Marks endpoints that hand out what people have uploaded.</summary>
internal sealed class Sandboxed;
