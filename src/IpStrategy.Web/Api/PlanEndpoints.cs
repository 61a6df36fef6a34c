using IpStrategy.Application;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <summary>Plans in force and their ledger.</summary>
internal static class PlanEndpoints
{
    public static void MapPlans(this IEndpointRouteBuilder api)
    {
        var plans = api.MapGroup("/plans").WithTags("plans");
        plans
            .MapGet("/", ListAsync)
            .WithSummary("Plans the caller may see, newest first, with their progress")
            .Produces<Page<PlanView>>();
        plans
            .MapGet("/{id}", OneAsync)
            .WithSummary("One plan with its progress by section")
            .Produces<PlanView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        plans
            .MapGet("/{id}/assignments", LedgerAsync)
            .TakesQuery("section", "agency", "status", "light", "sort", "pageSize", "after")
            .WithSummary("The ledger: assignments by number, or by due date with sort=due")
            .Produces<Page<AssignmentSummary>>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IssuedPlans plans, CancellationToken cancel)
    {
        var all = await plans.RunAsync(context.User.Actor(), cancel);
        return TypedResults.Ok(new Page<PlanView>(all, all.Count, null));
    }

    private static async Task<IResult> OneAsync(
        string id,
        HttpContext context,
        IssuedPlans plans,
        CancellationToken cancel
    ) =>
        Problems.OkOrNotThere(
            Opaque.Read(id) is { } number ? await plans.OneAsync(number, context.User.Actor(), cancel) : null
        );

    private static async Task<IResult> LedgerAsync(
        string id,
        HttpContext context,
        PlanLedger ledger,
        CancellationToken cancel
    )
    {
        var query = new QueryReader(context.Request.Query);
        var filter = new LedgerFilter(
            query.Number("section"),
            query.Text("agency"),
            query.Choice<AssignmentStatus>("status"),
            query.Choice<StatusLight>("light"),
            query.Choice<LedgerSort>("sort") ?? LedgerSort.Number,
            query.PageSize(),
            query.After(PlanLedger.IsMark)
        );
        if (query.Refusal is { } wrong)
        {
            return Problems.Of(wrong);
        }
        return Problems.OkOrNotThere(
            Opaque.Read(id) is { } number ? await ledger.RunAsync(number, filter, context.User.Actor(), cancel) : null
        );
    }
}
