using System.Text.Encodings.Web;
using IpStrategy.Application.Accounts;
using IpStrategy.Web.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace IpStrategy.Web.Security;

/// <summary>RFC 6750: an opaque token in the Authorization header, looked up anew with every request.</summary>
internal sealed class BearerTokens(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ApiTokens tokens
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    /// <summary>The token of a request; null where there is none.</summary>
    public static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim() : null;
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }
        return await tokens.HolderAsync(token, Context.RequestAborted) is { } account
            ? AuthenticateResult.Success(SignedIn.TicketOf(account, Scheme.Name))
            : AuthenticateResult.Fail("The token is not valid any more.");
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var hasToken = TokenOf(Request) is not null;
        if (hasToken)
        {
            // RFC 6750 §3.1: an error code only where a proof was sent.
            Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        }
        await Problems.WriteAsync(Context, hasToken ? new TokenIsNotValid() : new NotSignedIn());
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.WriteAsync(Context, Problems.ForbiddenAt(Context));
}
