using System.Collections.Immutable;
using IpStrategy.Application;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Pages.Plans.Control;
using IpStrategy.Web.Pages.WorkItems;
using IpStrategy.Web.Security;
using IpStrategy.Web.Texts;

namespace IpStrategy.Web.Pages.Plans;

/// <summary>Plans, the ledger of one, and one assignment.</summary>
internal static class PlanPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/plans", PlansAsync).For(Operation.ReadPlans);
        pages.MapGet("/plans/{id}", LedgerAsync).For(Operation.ReadPlans);
        pages.MapGet("/assignments/{id}", AssignmentAsync).For(Operation.ReadPlans);
        pages.MapGet("/assignments/{id}/letters", LettersAsync).For(Operation.ReadPlans);
        AssignmentForms.Map(pages);
        ControlPages.Map(pages);
        ReportPages.Map(pages);
        DeliverablePages.Map(pages);
    }

    private static async Task<IResult> LettersAsync(string id, HttpContext http, IssueLetters letters) =>
        Opaque.Read(id) is { } number
        && await letters.RunAsync(number, http.User.Actor(), http.RequestAborted) is { } view
            ? Show.Page<LettersPage>(view)
            : Show.NotFound();

    /// <summary>With one plan, which is the rule, the ledger itself.</summary>
    private static async Task<IResult> PlansAsync(HttpContext http, IssuedPlans plans)
    {
        var actor = http.User.Actor();
        var asked = http.Request.Query["after"].ToString();
        var after = IssuedPlans.Gave(asked) ? asked : null;
        var page = await plans.RunAsync(after, PlansModel.PageSize, actor, http.RequestAborted);
        return page is { Total: 1, Items: [var only] }
            ? Show.SeeOther($"/plans/{only.Id}")
            : Show.Page<PlansPage>(new PlansModel(page, after, actor.IsOffice));
    }

    private static async Task<IResult> LedgerAsync(
        string id,
        HttpContext http,
        IssuedPlans plans,
        PlanLedger ledger,
        LedgerAgencies agencies,
        MyWorkItems workItems
    )
    {
        var (actor, cancel) = (http.User.Actor(), http.RequestAborted);
        if (Opaque.Read(id) is not { } number || await plans.OneAsync(number, actor, cancel) is not { } plan)
        {
            return Show.NotFound();
        }
        var query = LedgerQuery.From(id, http.Request.Query);
        if (await ledger.RunAsync(number, query.Filter, actor, cancel) is not { } page)
        {
            return Show.NotFound();
        }
        var overdue = await OverdueElsewhere.CountAsync(workItems, actor, cancel);
        return Show.Page<LedgerPage>(
            new LedgerModel(plan, query, page, agencies.All, actor.IsOffice) { Overdue = overdue }
        );
    }

    private static async Task<IResult> AssignmentAsync(string id, HttpContext http, AssignmentDetail detail) =>
        Opaque.Read(id) is { } number
        && await detail.RunAsync(number, http.User.Actor(), http.RequestAborted) is { } view
            ? Show.Page<AssignmentPage>(view)
            : Show.NotFound();
}

/// <summary>The agencies a ledger's filter offers: those whose names are valid today, by kind.</summary>
public sealed class LedgerAgencies(ReferenceTables reference, OfficeTime time)
{
    public ImmutableArray<Agency> All =>
        [
            .. reference
                .Directory.Agencies.Where(a => a.IsValidAt(time.Today))
                .OrderBy(a => a.Kind == AgencyKind.Other)
                .ThenBy(a => a.Kind),
        ];
}
