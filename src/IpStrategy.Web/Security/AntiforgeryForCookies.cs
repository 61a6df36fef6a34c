using IpStrategy.Web.Api;
using IpStrategy.Web.Pages;
using Microsoft.AspNetCore.Antiforgery;

namespace IpStrategy.Web.Security;

/// <summary>
/// Every request that changes something and proves itself by cookie alone carries the antiforgery token, in the form or the header
/// <c>RequestVerificationToken</c>. A bearer token is never sent by a browser on its own account, so it is proof enough.
/// </summary>
internal sealed class AntiforgeryForCookies(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (
            ChangesSomething(context.Request)
            && context.IsByCookie()
            && !IsNowhere(context)
            && !IsGuarded(context)
            && !await IsValidAsync(context)
        )
        {
            await Problems.WriteAsync(context, new AntiforgeryTokenIsMissing());
            return;
        }
        await next(context);
    }

    /// <summary>Where no endpoint of ours stands nothing can change; the answer is that there is none.</summary>
    private static bool IsNowhere(HttpContext context) => context.GetEndpoint() is not RouteEndpoint;

    /// <summary>Pages ask for the token themselves, so that what was typed is not lost with a token that has run out.</summary>
    private static bool IsGuarded(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<GuardedPage>() is not null;

    private static bool ChangesSomething(HttpRequest request) =>
        !(
            HttpMethods.IsGet(request.Method)
            || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method)
            || HttpMethods.IsTrace(request.Method)
        );

    private async Task<bool> IsValidAsync(HttpContext context)
    {
        try
        {
            return await antiforgery.IsRequestValidAsync(context);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            // A form that cannot be read carries no token.
            return false;
        }
    }
}
