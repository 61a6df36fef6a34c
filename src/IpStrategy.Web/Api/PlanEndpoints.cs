using IpStrategy.Application;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <summary>Plans in force and their ledger.</summary>
internal static class PlanEndpoints
{
    public static void MapPlans(this IEndpointRouteBuilder api)
    {
        var plans = api.MapGroup("/plans").WithTags("plans").For(Operation.ReadPlans);
        plans
            .MapGet("/", ListAsync)
            .TakesPages()
            .WithSummary("Plans the caller may see, newest first, with their progress")
            .Produces<Page<PlanView>>();
        plans.MapGet("/{id}", OneAsync).WithSummary("One plan with its progress by section").Produces<PlanView>();
        plans
            .MapGet("/{id}/assignments", LedgerAsync)
            .TakesQuery("q", "section", "agency", "light")
            .TakesChoice<AssignmentStatus>("status")
            .TakesSort<LedgerSort>()
            .TakesPages()
            .WithSummary("The ledger: assignments by number, or as sort says")
            .Produces<Page<AssignmentSummary>>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, IssuedPlans plans, CancellationToken cancel)
    {
        var query = new QueryReader(context.Request.Query);
        var (pageSize, after) = (query.PageSize(), query.After(IssuedPlans.Gave));
        return query.Refusal is { } wrong
            ? Problems.Of(wrong)
            : TypedResults.Ok(await plans.RunAsync(after, pageSize, context.User.Actor(), cancel));
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
        ReferenceTables reference,
        CancellationToken cancel
    )
    {
        if (Opaque.Read(id) is not { } number)
        {
            return Problems.Of(new NothingIsHere());
        }
        var query = new QueryReader(context.Request.Query);
        var filter = new LedgerFilter(
            query.Number("section"),
            query.Agency("agency", reference),
            query.Choice<AssignmentStatus>("status"),
            query.Choice<StatusLight>("light"),
            query.Sort<LedgerSort>("sort"),
            query.PageSize(),
            Words: query.Words("q", AssignmentWords.MostCharacters)
        );
        filter = filter with { After = query.After(mark => filter.Gave(number, mark)) };
        return query.Refusal is { } wrong
            ? Problems.Of(wrong)
            : Problems.OkOrNotThere(await ledger.RunAsync(number, filter, context.User.Actor(), cancel));
    }
}
