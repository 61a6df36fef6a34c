using IpStrategy.Application;
using IpStrategy.Application.Agencies.Reorganisations;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Agencies.Reorganisations;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <param name="Mark">Of the preview that was seen: where it no longer fits, nothing is done (409). Null = as it is by now.</param>
internal sealed record ReorganisationBody(ReorganisationDocument Reorganisation, string? Mark = null);

/// <param name="Reason">Why it is called off; it stands in the record.</param>
internal sealed record WithdrawalBody(string? Reason = null);

/// <summary>机构改革 over HTTP: previewed with <c>dryRun</c>, then carried out.</summary>
internal static class ReorganisationEndpoints
{
    public static void Map(IEndpointRouteBuilder agencies)
    {
        var reorganisations = agencies.MapGroup("/reorganisations");
        reorganisations
            .MapGet("/", ListAsync)
            .TakesPages()
            .WithSummary("Reorganisations, the newest first")
            .Produces<Page<ReorganisationSummary>>();
        reorganisations
            .MapGet("/announced", AnnouncedAsync)
            .For(Operation.AdministerAgencies)
            .TakesQuery("from", "to")
            .WithSummary("What the directory announces for these days and nobody has carried out, as a reorganisation")
            .Produces<ReorganisationDocument>();
        reorganisations
            .MapGet("/{id}", OneAsync)
            .WithSummary("One reorganisation: steps, state, what it changed")
            .Produces<ReorganisationView>();
        reorganisations
            .MapPost("/", OrderAsync)
            .For(Operation.AdministerAgencies)
            .TakesQuery("dryRun")
            .WithMetadata(new TakesIdempotencyKey())
            .WithSummary(
                "Carry out a reorganisation, each step on its day; with dryRun=true only say what would change"
            )
            .Produces<ReorganisationPreview>()
            .Produces<ReorganisationView>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        MapWithdrawal(reorganisations);
    }

    private static void MapWithdrawal(RouteGroupBuilder reorganisations) =>
        reorganisations
            .MapPost("/{id}/withdraw", WithdrawAsync)
            .For(Operation.AdministerAgencies)
            .WithMetadata(new TakesIdempotencyKey())
            .WithSummary("Call off the steps of a reorganisation that are still to come; what was carried out stays")
            .Produces<ReorganisationView>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> ListAsync(
        HttpContext context,
        ReorganisationList reorganisations,
        CancellationToken cancel
    )
    {
        var query = new QueryReader(context.Request.Query);
        var (after, pageSize) = (query.After(ReorganisationList.Gave), query.PageSize());
        return query.Refusal is { } wrong
            ? Problems.Of(wrong)
            : Problems.OkOr(await reorganisations.RunAsync(after, pageSize, context.User.Actor(), cancel));
    }

    private static async Task<IResult> AnnouncedAsync(
        HttpContext context,
        ReorganisationList reorganisations,
        CancellationToken cancel
    )
    {
        var query = new QueryReader(context.Request.Query);
        var (from, to) = (query.Day("from") ?? DateOnly.MinValue, query.Day("to") ?? DateOnly.MaxValue);
        return query.Refusal is { } wrong
            ? Problems.Of(wrong)
            : Problems.OkOr(await reorganisations.AnnouncedAsync(from, to, context.User.Actor(), cancel));
    }

    private static async Task<IResult> OneAsync(
        string id,
        HttpContext context,
        ReorganisationList reorganisations,
        CancellationToken cancel
    ) =>
        Opaque.Read(id) is { } number
            ? Problems.OkOr(await reorganisations.OneAsync(number, context.User.Actor(), cancel))
            : Problems.Of(new ReorganisationDoesNotExist());

    private static async Task<IResult> OrderAsync(
        ReorganisationBody body,
        HttpContext context,
        CarryOutReorganisation carryOut,
        CancellationToken cancel
    )
    {
        var query = new QueryReader(context.Request.Query);
        var isDryRun = query.Flag("dryRun");
        var read = WriteReader.Of(context, body);
        if ((query.Refusal ?? read.Refusal) is { } wrong)
        {
            return Problems.Of(wrong);
        }
        var actor = context.User.Actor();
        if (isDryRun)
        {
            return Problems.OkOr(await carryOut.PreviewAsync(body.Reorganisation, actor, cancel));
        }
        var outcome = await carryOut.RunAsync(body.Reorganisation, body.Mark, read.Request, actor, cancel);
        return outcome.IsRefused
            ? Problems.Of(outcome.Refusal!)
            : TypedResults.Created($"/api/agencies/reorganisations/{outcome.Value.Id}", outcome.Value);
    }

    private static async Task<IResult> WithdrawAsync(
        string id,
        WithdrawalBody body,
        HttpContext context,
        WithdrawReorganisation withdraw,
        CancellationToken cancel
    )
    {
        if (Opaque.Read(id) is not { } number)
        {
            return Problems.Of(new ReorganisationDoesNotExist());
        }
        var read = WriteReader.Of(context, body);
        var actor = context.User.Actor();
        return await read.RunAsync(() => withdraw.RunAsync(number, body.Reason, read.Request, actor, cancel));
    }
}
