using IpStrategy.Application;
using IpStrategy.Application.Notices;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Pages.Notices;

/// <summary>立项交办: a page of its own that says what will happen, for it cannot be taken back.</summary>
internal static class IssuePages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/notices/{id}/issue", ShowAsync).For(Operation.IssuePlan);
        pages.MapPost("/notices/{id}/issue", IssueAsync).For(Operation.IssuePlan);
    }

    private static async Task<IResult> ShowAsync(string id, HttpContext http, NoticeDrafts drafts, IssuePreview preview)
    {
        var notice = await NoticePages.FindAsync(id, http, drafts);
        return notice switch
        {
            null => Show.NotFound(),
            { } when !new NoticeModel(notice, "all", NoticePages.ReaderOf(http)).MayIssue => Show.SeeOther(
                $"/notices/{id}"
            ),
            _ => Show.Page<IssuePage>(new IssueModel(notice, preview.UndertakingsOf(notice))),
        };
    }

    private static async Task<IResult> IssueAsync(
        string id,
        Posted posted,
        HttpContext http,
        IssuePlan issue,
        NoticeDrafts drafts,
        IssuePreview preview
    )
    {
        if (await NoticePages.FindAsync(id, http, drafts) is not { } notice)
        {
            return Show.NotFound();
        }
        var model = new IssueModel(notice, preview.UndertakingsOf(notice), posted);
        if (posted.IsResumed)
        {
            return Show.Page<IssuePage>(model);
        }
        var outcome = await issue.RunAsync(
            Opaque.Read(id) ?? 0,
            TermsOf(posted),
            http.User.Actor(),
            http.RequestAborted
        );
        if (outcome.Refusal is { } refusal)
        {
            return Show.Page<IssuePage>(model with { Refusal = refusal }, Problems.StatusOf(refusal));
        }
        var plan = outcome.Value;
        Flash.Set(http, "Done.issue", $"{plan.Assignments}", $"{plan.Undertakings}");
        return Show.SeeOther($"/plans/{plan.PlanId}");
    }

    private static IssueTerms TermsOf(Posted posted) =>
        new(
            posted.Version,
            NoticePages.DateOf(posted.Text("dueOn")),
            posted.Has("confirm", "yes") ? InferredLeads.ConfirmedByIssue : InferredLeads.MustBeConfirmed,
            posted.Text("silence") == nameof(SilenceRule.DeemConcurrence)
                ? SilenceRule.DeemConcurrence
                : SilenceRule.StayOpen,
            Enum.TryParse<Domain.Reports.ReportCycle>(posted.Text("cycle"), out var cycle) ? cycle : null
        );
}
