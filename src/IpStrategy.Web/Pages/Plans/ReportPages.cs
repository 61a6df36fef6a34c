using IpStrategy.Application;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Reports;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Reports;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.Plans;

/// <summary>The consolidated report of a plan, and what is entered about the reporting of one assignment.</summary>
internal static class ReportPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/plans/{id}/reports", NewestAsync).For(Operation.ReadPlans);
        pages.MapGet("/plans/{id}/reports/{period}", PlanAsync).For(Operation.ReadPlans);
        pages.MapGet("/assignments/{id}/reporting", ShowAsync).For(Operation.ReadPlans);
        pages.MapPost("/assignments/{id}/figures", EnterAsync).For(Operation.SaveIndicators);
        pages.MapPost("/assignments/{id}/targets", ChangeAsync).For(Operation.SaveIndicators);
        pages.MapPost("/assignments/{id}/report-cycle", CycleAsync).For(Operation.SetReportCycle);
    }

    private static async Task<IResult> NewestAsync(string id, HttpContext http, PlanReports reports, IssuedPlans plans)
    {
        var (actor, cancel) = (http.User.Actor(), http.RequestAborted);
        if (Opaque.Read(id) is not { } number || await plans.OneAsync(number, actor, cancel) is not { } plan)
        {
            return Show.NotFound();
        }
        return await reports.NewestAsync(number, actor, cancel) is { } newest
            ? Show.SeeOther($"/plans/{id}/reports/{newest}")
            : Show.Page<NoReportsPage>(plan);
    }

    private static async Task<IResult> PlanAsync(string id, string period, HttpContext http, PlanReports reports) =>
        Opaque.Read(id) is { } plan
        && ReportPeriod.FromText(period) is { } known
        && await reports.RunAsync(plan, known, http.User.Actor(), http.RequestAborted) is { } report
            ? Show.Page<PlanReportPage>(report)
            : Show.NotFound();

    private static async Task<IResult> ShowAsync(string id, HttpContext http, AssignmentDetail detail) =>
        await AssignmentForms.FindAsync(id, http, detail) is { } view
            ? Show.Page<ReportingPage>(new AssignmentFormModel(view))
            : Show.NotFound();

    private static Task<IResult> EnterAsync(
        string id,
        Posted posted,
        HttpContext http,
        SaveIndicators save,
        AssignmentDetail detail
    )
    {
        var entry = new FigureEntry(
            posted.Text("indicator") ?? "",
            posted.Text("agency"),
            posted.Text("period"),
            AnswerRules.FigureOf(posted.Text("value"))
        );
        return SaveAsync(id, posted, http, detail, save, new IndicatorOrder([], [entry], null));
    }

    private static Task<IResult> ChangeAsync(
        string id,
        Posted posted,
        HttpContext http,
        SaveIndicators save,
        AssignmentDetail detail
    )
    {
        var target = AnswerRules.FigureOf(posted.Text("target"));
        var change = new TargetChange(posted.Text("indicator") ?? "", target ?? 0, null, null);
        return SaveAsync(id, posted, http, detail, save, new IndicatorOrder([change], [], posted.Text("reason")));
    }

    private static Task<IResult> SaveAsync(
        string id,
        Posted posted,
        HttpContext http,
        AssignmentDetail detail,
        SaveIndicators save,
        IndicatorOrder order
    ) =>
        RunAsync(
            id,
            posted,
            http,
            detail,
            async view =>
                (
                    await save.RunAsync(
                        Opaque.Read(view.Assignment.Id)!.Value,
                        order,
                        AssignmentForms.RequestOf(id, posted),
                        http.User.Actor(),
                        http.RequestAborted
                    )
                ).Refusal
        );

    private static Task<IResult> CycleAsync(
        string id,
        Posted posted,
        HttpContext http,
        SetReportCycle set,
        AssignmentDetail detail
    )
    {
        var cycle =
            Enum.TryParse<ReportCycle>(posted.Text("cycle"), out var known) && Enum.IsDefined(known) ? known : default;
        return RunAsync(
            id,
            posted,
            http,
            detail,
            async view =>
                (
                    await set.RunAsync(
                        Opaque.Read(view.PlanId)!.Value,
                        new CycleOrder(cycle, [view.Assignment.Number]),
                        AssignmentForms.RequestOf(id, posted),
                        http.User.Actor(),
                        http.RequestAborted
                    )
                ).Refusal
        );
    }

    private static async Task<IResult> RunAsync(
        string id,
        Posted posted,
        HttpContext http,
        AssignmentDetail detail,
        Func<AssignmentView, Task<Refusal?>> act
    )
    {
        if (await AssignmentForms.FindAsync(id, http, detail) is not { } view)
        {
            return Show.NotFound();
        }
        if (posted.IsResumed)
        {
            return Show.Page<ReportingPage>(new AssignmentFormModel(view, posted));
        }
        if (await act(view) is { } refusal)
        {
            return Show.Page<ReportingPage>(new AssignmentFormModel(view, posted, refusal), Problems.StatusOf(refusal));
        }
        Flash.Set(http, "Done.reporting", $"{view.Assignment.Number}");
        return Show.SeeOther($"/assignments/{id}/reporting");
    }
}
