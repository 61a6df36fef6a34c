using System.Security.Claims;
using IpStrategy.Application.Accounts;
using IpStrategy.Web.Api;
using IpStrategy.Workflow;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace IpStrategy.Web.Security;

/// <summary>Signs people in and out for the pages: a cookie that holds who they are, checked against the account with every request.</summary>
internal sealed class CookieSignIn(LimitedSignIn signIn, SecondStep second)
{
    public const string SignInPath = "/sign-in";
    public const string ReturnParameter = "returnUrl";

    /// <summary>Sets the cookie, or says why not; where the account has a second factor, sets the one for the second step instead.</summary>
    public async Task<Outcome<Account>> RunAsync(HttpContext context, string userName, string password)
    {
        var outcome = await signIn.FirstStepAsync(context, new Credentials(userName, password));
        if (!outcome.IsRefused)
        {
            await (
                outcome.Value.HasSecondFactor
                    ? second.BeginAsync(context, outcome.Value)
                    : SetAsync(context, outcome.Value)
            );
        }
        return outcome;
    }

    /// <summary>The second step, for whose password was right in this browser a moment ago; null where that is over.</summary>
    public async Task<Outcome<Account>?> GoOnAsync(HttpContext context, string code)
    {
        if (await second.WhoseAsync(context) is not { } account)
        {
            return null;
        }
        var outcome = await signIn.SecondStepAsync(context, account, code);
        if (!outcome.IsRefused)
        {
            SecondStep.End(context);
            await SetAsync(context, outcome.Value);
        }
        return outcome;
    }

    public static Task SetAsync(HttpContext context, Account account, string? means = null) =>
        context.SignInAsync(Schemes.Cookie, SignedIn.PrincipalOf(account, Schemes.Cookie, means));

    public static Task SignOutAsync(HttpContext context) => context.SignOutAsync(Schemes.Cookie);
}

/// <summary>Marks what an open page fetches without anybody's doing.</summary>
internal sealed class AsksByItself;

/// <summary>What the cookie handler asks the application.</summary>
internal static class CookieChecks
{
    public static CookieAuthenticationEvents Events =>
        new()
        {
            OnValidatePrincipal = ValidateAsync,
            OnCheckSlidingExpiration = KeepForPeopleOnlyAsync,
            OnRedirectToLogin = ToSignInAsync,
            OnRedirectToAccessDenied = DenyAsync,
        };

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var tokens = context.HttpContext.RequestServices.GetRequiredService<ApiTokens>();
        var stamp = context.Principal?.FindFirstValue(SignedIn.StampClaim);
        var account =
            context.Principal?.UserId() is { } id && stamp is not null
                ? await tokens.CurrentAsync(id, stamp, context.HttpContext.RequestAborted)
                : null;
        if (account is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Schemes.Cookie);
            return;
        }
        // Post, agency and name as they are now, not as they were at the sign-in.
        var means = context.Principal?.FindFirstValue(SignedIn.MeansClaim);
        context.ReplacePrincipal(SignedIn.PrincipalOf(account, Schemes.Cookie, means));
    }

    /// <summary>A page left open asks on its own, day and night; only what a person does keeps the session alive.</summary>
    private static Task KeepForPeopleOnlyAsync(CookieSlidingExpirationContext context)
    {
        var asksByItself = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<AsksByItself>() is not null;
        context.ShouldRenew = context.ShouldRenew && !asksByItself;
        return Task.CompletedTask;
    }

    private static Task ToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (Problems.IsForProgram(context.Request))
        {
            return Problems.WriteAsync(context.HttpContext, new NotSignedIn());
        }
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static Task DenyAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (Problems.IsForProgram(context.Request))
        {
            return Problems.WriteAsync(context.HttpContext, Problems.ForbiddenAt(context.HttpContext));
        }
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
