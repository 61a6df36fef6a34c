using System.Collections.Immutable;
using IpStrategy.Application;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Reports;
using IpStrategy.Domain.Reports;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <summary>进展报告、指标: what is reported on assignments while they are carried out.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder api)
    {
        var plans = api.MapGroup("/plans").WithTags("reports").For(Operation.ReadPlans);
        plans
            .MapGet("/{id}/reports/{period}", PlanAsync)
            .WithSummary(
                "What was reported for one period, in the order of the plan; what is missing; how many of how many"
            )
            .Produces<PlanReport>();
        plans
            .MapPut("/{id}/report-cycle", CycleAsync)
            .For(Operation.SetReportCycle)
            .WithSummary("How often all, or some, assignments of a plan are reported on")
            .WithMetadata(new TakesIdempotencyKey())
            .Produces<CycleChange>();
        MapAssignments(api.MapGroup("/assignments").WithTags("reports").For(Operation.ReadPlans));
    }

    private static void MapAssignments(RouteGroupBuilder assignments)
    {
        assignments
            .MapGet("/{id}/reports", ReportsAsync)
            .WithSummary("The progress reports of the undertakings the caller may see, oldest first")
            .Produces<ImmutableArray<ReportView>>();
        assignments
            .MapGet("/{id}/indicators", IndicatorsAsync)
            .WithSummary("Counted targets with the figures of all agencies and periods, added up")
            .Produces<IndicatorsView>();
        assignments
            .MapPut("/{id}/indicators", SaveAsync)
            .For(Operation.SaveIndicators)
            .WithSummary("The lead enters figures; the office changes targets, with a reason")
            .WithMetadata(new TakesIdempotencyKey())
            .Produces<IndicatorsView>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> PlanAsync(
        string id,
        string period,
        HttpContext context,
        PlanReports reports,
        CancellationToken cancel
    ) =>
        Problems.OkOrNotThere(
            Opaque.Read(id) is { } plan && ReportPeriod.FromText(period) is { } known
                ? await reports.RunAsync(plan, known, context.User.Actor(), cancel)
                : null
        );

    private static async Task<IResult> CycleAsync(
        string id,
        CycleBody body,
        HttpContext context,
        SetReportCycle set,
        CancellationToken cancel
    )
    {
        var (write, actor) = (WriteReader.Of(context, body), context.User.Actor());
        if (body.Cycle is not { } cycle)
        {
            return Problems.Of(new ValueIsMissing("$.cycle"));
        }
        var order = new CycleOrder(cycle, [.. body.Assignments ?? []]);
        return await write.RunAsync(() => set.RunAsync(Opaque.Read(id) ?? 0, order, write.Request, actor, cancel));
    }

    private static async Task<IResult> ReportsAsync(
        string id,
        HttpContext context,
        AssignmentDetail detail,
        CancellationToken cancel
    ) =>
        Opaque.Read(id) is { } number
        && await detail.RunAsync(number, context.User.Actor(), cancel) is { Reports: var reports }
            ? TypedResults.Ok(reports)
            : Problems.Of(new NothingIsHere());

    private static async Task<IResult> IndicatorsAsync(
        string id,
        HttpContext context,
        IndicatorsOfAssignment indicators,
        CancellationToken cancel
    ) =>
        Problems.OkOrNotThere(
            Opaque.Read(id) is { } number ? await indicators.RunAsync(number, context.User.Actor(), cancel) : null
        );

    private static async Task<IResult> SaveAsync(
        string id,
        IndicatorBody body,
        HttpContext context,
        SaveIndicators save,
        CancellationToken cancel
    )
    {
        var (write, actor) = (WriteReader.Of(context, body), context.User.Actor());
        if (body.FirstHole() is { } hole)
        {
            write.Wrong(hole, "null");
        }
        return await write.RunAsync(() =>
            save.RunAsync(Opaque.Read(id) ?? 0, body.ToOrder(), write.Request, actor, cancel)
        );
    }
}

/// <param name="Assignments">Numbers of the assignments meant; left out = all of the plan.</param>
internal sealed record CycleBody(ReportCycle? Cycle = null, IReadOnlyList<int>? Assignments = null);

/// <param name="Reason">Why targets are changed.</param>
internal sealed record IndicatorBody(
    IReadOnlyList<TargetChange>? Targets = null,
    IReadOnlyList<FigureEntry>? Values = null,
    string? Reason = null
)
{
    /// <summary>Where a null stands in a list; the reader of JSON lets those pass. Null = nowhere.</summary>
    public string? FirstHole() => Hole("targets", Targets) ?? Hole("values", Values);

    public IndicatorOrder ToOrder() => new([.. Targets ?? []], [.. Values ?? []], Reason);

    private static string? Hole<T>(string name, IReadOnlyList<T>? list)
        where T : class
    {
        var at = (list ?? []).ToList().FindIndex(e => e is null);
        return at < 0 ? null : $"$.{name}[{at}]";
    }
}
