using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IpStrategy.Application.Accounts;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Attachments;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace IpStrategy.Web.Api;

/// <summary>The only map from refusals to HTTP: RFC 9457 problem details with the refusal's code and a sentence in the caller's language.</summary>
internal static class Problems
{
    private const string ContentType = "application/problem+json";

    public static int StatusOf(Refusal refusal) =>
        refusal switch
        {
            ApiRefusal r => r.Status,
            AccountIsLocked => StatusCodes.Status429TooManyRequests,
            InstanceDoesNotExist => StatusCodes.Status404NotFound,
            NoticeIsTooLarge or FileIsTooLarge => StatusCodes.Status413PayloadTooLarge,
            FileTypeIsNotTaken or FileContentIsAnother => StatusCodes.Status415UnsupportedMediaType,
            SignInRefusal => StatusCodes.Status401Unauthorized,
            DomainRefusal { Ground: RefusalGround.NotThere } => StatusCodes.Status404NotFound,
            DomainRefusal { Ground: RefusalGround.NotAllowed } => StatusCodes.Status403Forbidden,
            DomainRefusal { Ground: RefusalGround.Stale } => StatusCodes.Status409Conflict,
            DomainRefusal { Ground: RefusalGround.Malformed } => StatusCodes.Status400BadRequest,
            // The domain's rules, and the engine's: the course does not allow it now.
            _ => StatusCodes.Status422UnprocessableEntity,
        };

    public static IResult Of(Refusal refusal) => new Result(refusal);

    /// <summary>The value as 200, or the refusal as a problem.</summary>
    public static IResult OkOr<T>(Outcome<T> outcome)
        where T : class => outcome.IsRefused ? Of(outcome.Refusal!) : TypedResults.Ok(outcome.Value);

    /// <summary>The value as 200, or 404: it does not exist, or may not be seen.</summary>
    public static IResult OkOrNotThere<T>(T? value)
        where T : class => value is null ? Of(new NothingIsHere()) : TypedResults.Ok(value);

    /// <summary>For where there is no endpoint to return a result from: handlers and middleware.</summary>
    public static Task WriteAsync(HttpContext context, Refusal refusal)
    {
        if (RetryAfterOf(refusal, context) is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        context.Response.StatusCode = StatusOf(refusal);
        if (context.Response is { StatusCode: StatusCodes.Status401Unauthorized, Headers.WWWAuthenticate.Count: 0 })
        {
            // RFC 9110 §15.5.2: a 401 says how to prove oneself.
            context.Response.Headers.WWWAuthenticate = Schemes.Bearer;
        }
        var options = context
            .RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>()
            .Value.SerializerOptions;
        var type = (JsonTypeInfo<ProblemDetails>)options.GetTypeInfo(typeof(ProblemDetails));
        return context.Response.WriteAsJsonAsync(DetailsOf(refusal), type, ContentType, context.RequestAborted);
    }

    /// <summary>What a status without a body means; null for those that need none.</summary>
    public static Refusal? ForBareStatus(int status) =>
        status switch
        {
            StatusCodes.Status400BadRequest => new RequestIsMalformed(),
            StatusCodes.Status404NotFound => new NothingIsHere(),
            StatusCodes.Status405MethodNotAllowed => new MethodIsNotAllowed(),
            StatusCodes.Status413PayloadTooLarge => new BodyIsTooLarge(),
            StatusCodes.Status415UnsupportedMediaType => new ContentTypeIsNotTaken(),
            _ => null,
        };

    /// <summary>Why the table of rights keeps the caller out of this endpoint.</summary>
    public static Refusal ForbiddenAt(HttpContext context) =>
        Needs.At(context.GetEndpoint()) is { } operation
        && RightsTable.May(context.User.Actor(), operation) is { } refusal
            ? refusal
            : new NotForThisPost();

    /// <summary>True where a program asks and wants an answer, not a page to look at.</summary>
    public static bool IsForProgram(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        || request.Path.StartsWithSegments("/metrics", StringComparison.Ordinal)
        || request.Path.StartsWithSegments("/healthz", StringComparison.Ordinal)
        || request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal);

    private static ProblemDetails DetailsOf(Refusal refusal)
    {
        var status = StatusOf(refusal);
        var problem = new ProblemDetails
        {
            Type = "about:blank",
            Status = status,
            Title = ReasonPhrases.GetReasonPhrase(status),
            Detail = RefusalTexts.Of(refusal),
        };
        problem.Extensions["code"] = refusal.Code;
        foreach (var (name, value) in RefusalTexts.FactsOf(refusal))
        {
            problem.Extensions[JsonNamingPolicy.CamelCase.ConvertName(name)] = value;
        }
        return problem;
    }

    private static int? RetryAfterOf(Refusal refusal, HttpContext context) =>
        refusal switch
        {
            TooManyRequests r => r.RetryAfter,
            StorageIsBusy r => r.RetryAfter,
            AccountIsLocked r => Math.Max(
                1,
                (int)(r.Until - context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()).TotalSeconds
            ),
            _ => null,
        };

    private sealed class Result(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, refusal);
    }
}
