using IpStrategy.Web.Pages.Errors;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IpStrategy.Web.Pages;

/// <summary>What an endpoint of a page answers with.</summary>
internal static class Show
{
    public static IResult Page<T>(object model, int status = StatusCodes.Status200OK)
        where T : IComponent =>
        new RazorComponentResult(
            typeof(T),
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["Model"] = model }
        )
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };

    /// <summary>A part of a page, without the frame, for what a page fetches while it is open.</summary>
    public static IResult Fragment<T>(params ReadOnlySpan<(string Name, object Value)> parameters)
        where T : IComponent
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
        {
            values[name] = value;
        }
        return new RazorComponentResult(typeof(T), values) { PreventStreamingRendering = true };
    }

    public static IResult NotFound() =>
        Page<ErrorPage>(new ErrorModel(StatusCodes.Status404NotFound), StatusCodes.Status404NotFound);

    /// <summary>An address that takes forms was opened, or a page was sent a form.</summary>
    public static IResult WrongMethod() =>
        Page<ErrorPage>(new ErrorModel(StatusCodes.Status405MethodNotAllowed), StatusCodes.Status405MethodNotAllowed);

    public static IResult Forbidden() =>
        Page<ErrorPage>(new ErrorModel(StatusCodes.Status403Forbidden), StatusCodes.Status403Forbidden);

    /// <summary>After a form: the browser gets the next page by itself, and a reload repeats nothing.</summary>
    public static IResult SeeOther(string address) => new SeeOtherResult(LocalAddress.OrHome(address));

    private sealed class SeeOtherResult(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
