using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Web.Pages.Accounts;
using IpStrategy.Web.Pages.Errors;
using IpStrategy.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace IpStrategy.Web.Pages;

/// <summary>
/// Stands before every page: nobody gets past it unsigned, no form is acted on without its token, and what was typed
/// comes back when either has run out.
/// </summary>
internal sealed class PageGuard(IAntiforgery antiforgery, IOptions<AntiforgeryOptions> forms) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-cache, no-store";
        var open = http.GetEndpoint()?.Metadata.GetMetadata<OpenToAnyone>() is not null;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            return open || http.User.IsSignedIn()
                ? (Forbids(http) ? Show.Forbidden() : await next(context))
                : ToSignIn(http);
        }
        var kept = await KeptAsync(http);
        if (!open && !http.User.IsSignedIn())
        {
            return SignInPages.ShowKeeping(kept);
        }
        if (Forbids(http))
        {
            return Show.Forbidden();
        }
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            var again = new ContinueModel(kept, "Continue.Token", Resume.First);
            return Show.Page<ContinuePage>(again, StatusCodes.Status400BadRequest);
        }
        return await OrBusyAsync(() => next(context), kept, http);
    }

    /// <summary>A part that an open page fetches by itself is refused: the sign-in page must not appear inside another.</summary>
    private static IResult ToSignIn(HttpContext http) =>
        http.Request.Headers.ContainsKey("HX-Request") ? Results.Unauthorized() : SignInPages.Redirect(http);

    /// <summary>A page that names no operation is shut, as an address of the API is.</summary>
    private static bool Forbids(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<OpenToAnyone>() is null
        && (
            Needs.At(http.GetEndpoint()) is not { } operation
            || RightsTable.May(http.User.Actor(), operation) is not null
        );

    /// <summary>Where the database could not be had in time nothing has changed, and the form can be sent again as it is.</summary>
    private static async ValueTask<object?> OrBusyAsync(Func<ValueTask<object?>> act, Kept kept, HttpContext http)
    {
        try
        {
            return await act();
        }
        catch (StorageIsBusyException)
        {
            http.Response.Headers.RetryAfter = "5";
            var again = new ContinueModel(kept, "Continue.Busy", Resume.Never);
            return Show.Page<ContinuePage>(again, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<Kept> KeptAsync(HttpContext http)
    {
        var posted = await Posted.BindAsync(http);
        return new Kept(http.Request.Path + http.Request.QueryString, posted.Kept(forms.Value.FormFieldName));
    }
}

/// <summary>Marks the few pages that need no sign-in.</summary>
internal sealed class OpenToAnyone;

/// <summary>Marks every endpoint that the guard stands before.</summary>
internal sealed class GuardedPage;
