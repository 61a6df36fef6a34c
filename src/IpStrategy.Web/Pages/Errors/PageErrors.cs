using IpStrategy.Persistence;
using IpStrategy.Web.Api;
using IpStrategy.Web.Components;
using Microsoft.AspNetCore.Diagnostics;

namespace IpStrategy.Web.Pages.Errors;

/// <summary>What was thrown while a page was made becomes a page in the same frame, which asks storage for nothing.</summary>
internal sealed class PageErrors(ILogger<PageErrors> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (Problems.IsForProgram(httpContext.Request))
        {
            return false;
        }
        var status = exception switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            StorageIsBusyException => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        if (status >= StatusCodes.Status500InternalServerError)
        {
            log.LogError(exception, "{Method} {Path} failed", httpContext.Request.Method, httpContext.Request.Path);
        }
        httpContext.RequestServices.GetRequiredService<FrameFacts>().AskNothing();
        await Show.Page<ErrorPage>(new ErrorModel(status), status).ExecuteAsync(httpContext);
        return true;
    }
}
