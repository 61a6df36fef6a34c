using System.Text.Json;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <param name="Max">Default 1, at most 100.</param>
/// <param name="LockFor">ISO 8601 duration, a day at most; default <c>PT5M</c>.</param>
/// <param name="Worker">Which of the caller's workers; the others cannot finish what this one fetched.</param>
internal sealed record FetchBody(
    IReadOnlyList<string>? Topics = null,
    int Max = 1,
    string? LockFor = null,
    string Worker = ""
);

/// <param name="Variables">What the work has come to; set in the process.</param>
internal sealed record WorkDoneBody(JsonElement? Variables = null, string Worker = "");

/// <param name="Message">What went wrong, for who looks into it.</param>
/// <param name="Retries">How often it may still be tried; left out = one fewer than before, 0 = not at all.</param>
/// <param name="RetryAfter">ISO 8601 duration; left out = longer after each attempt.</param>
internal sealed record WorkFailedBody(
    string? Message = null,
    int? Retries = null,
    string? RetryAfter = null,
    string Worker = ""
);

/// <param name="Code">Of the BPMN error, as a boundary event or event sub-process catches it.</param>
internal sealed record WorkErrorBody(
    string? Code = null,
    string? Message = null,
    JsonElement? Variables = null,
    string Worker = ""
);

/// <param name="LockFor">From now on; ISO 8601 duration.</param>
internal sealed record WorkExtendBody(string? LockFor = null, string Worker = "");

/// <summary>External work: fetched for a time and finished by workers; at least once, with an id that stays.</summary>
internal static class ExternalWorkEndpoints
{
    private const int MostRetries = 1000;
    private static readonly TimeSpan UsualLock = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestLock = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(30);

    public static void MapExternalWork(this IEndpointRouteBuilder api)
    {
        var work = api.MapGroup("/work")
            .WithTags("external work")
            .For(Operation.Integrate)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        work.MapPost("/fetch", FetchAsync)
            .WithSummary("Take work of some topics, locked for a time to this worker")
            .WithMetadata(new TakesIdempotencyKey())
            .Produces<FetchResult>();
        RouteHandlerBuilder[] acts =
        [
            work.MapPost("/{id}/complete", CompleteAsync).WithSummary("The work is done; the process goes on"),
            work.MapPost("/{id}/fail", FailAsync)
                .WithSummary("It did not work: to be tried again later, or an incident when no retries are left"),
            work.MapPost("/{id}/error", ThrowAsync)
                .WithSummary("It ends with a BPMN error, which the process may catch"),
            work.MapPost("/{id}/extend", ExtendAsync).WithSummary("It takes longer: the lock is renewed"),
        ];
        foreach (var act in acts)
        {
            act.WithMetadata(new TakesIdempotencyKey())
                .Produces<WorkResult>()
                .ProducesProblem(StatusCodes.Status404NotFound)
                .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static Task<IResult> FetchAsync(
        FetchBody body,
        HttpContext context,
        FetchWork fetch,
        CancellationToken cancel
    )
    {
        var read = WriteReader.Of(context, body);
        var topics = body.Topics ?? [];
        if (topics.Count == 0)
        {
            read.Required<string>("$.topics", null);
        }
        if (body.Max is < 1 or > FetchWork.MostAtOnce)
        {
            read.Wrong("$.max", body.Max.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        var lockFor = read.Duration("$.lockFor", body.LockFor, LongestLock) ?? UsualLock;
        var order = new FetchOrder([.. topics], body.Max, lockFor, body.Worker);
        return read.RunAsync(() => fetch.RunAsync(order, read.Request, context.User.Actor(), cancel));
    }

    private static Task<IResult> CompleteAsync(
        string id,
        WorkDoneBody? body,
        HttpContext context,
        FinishWork finish,
        CancellationToken cancel
    )
    {
        var read = WriteReader.Of(context, body);
        var variables = read.Variables("$.variables", body?.Variables);
        var request = new WorkRequest(id, body?.Worker ?? "", read.Request);
        return read.RunAsync(() => finish.CompleteAsync(request, variables, context.User.Actor(), cancel));
    }

    private static Task<IResult> FailAsync(
        string id,
        WorkFailedBody body,
        HttpContext context,
        FinishWork finish,
        CancellationToken cancel
    )
    {
        var read = WriteReader.Of(context, body);
        if (body.Retries is < 0 or > MostRetries)
        {
            read.Wrong("$.retries", $"{body.Retries}");
        }
        var failure = new WorkFailure(
            body.Message ?? "",
            body.Retries,
            read.Duration("$.retryAfter", body.RetryAfter, LongestPause)
        );
        var request = new WorkRequest(id, body.Worker, read.Request);
        return read.RunAsync(() => finish.FailAsync(request, failure, context.User.Actor(), cancel));
    }

    private static Task<IResult> ThrowAsync(
        string id,
        WorkErrorBody body,
        HttpContext context,
        FinishWork finish,
        CancellationToken cancel
    )
    {
        var read = WriteReader.Of(context, body);
        var error = new WorkError(
            read.Required("$.code", body.Code) ?? "",
            body.Message,
            read.Variables("$.variables", body.Variables)
        );
        var request = new WorkRequest(id, body.Worker, read.Request);
        return read.RunAsync(() => finish.ThrowErrorAsync(request, error, context.User.Actor(), cancel));
    }

    private static Task<IResult> ExtendAsync(
        string id,
        WorkExtendBody? body,
        HttpContext context,
        FinishWork finish,
        CancellationToken cancel
    )
    {
        var read = WriteReader.Of(context, body);
        var lockFor = read.Duration("$.lockFor", body?.LockFor, LongestLock) ?? UsualLock;
        var request = new WorkRequest(id, body?.Worker ?? "", read.Request);
        return read.RunAsync(() => finish.ExtendAsync(request, lockFor, context.User.Actor(), cancel));
    }
}
