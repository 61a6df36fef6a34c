using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Pages.WorkItems;

/// <summary>The forms of <see cref="SigningActions"/>: a note at most, named after its verb.</summary>
internal static class SigningForms
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/work-items/{id}/resolve", ResolveAsync).For(Operation.ActOnWorkItem);
        pages.MapPost("/work-items/{id}/reject", RejectAsync).For(Operation.ActOnWorkItem);
        pages.MapPost("/work-items/{id}/take-over", TakeOverAsync).For(Operation.ActOnWorkItem);
        pages.MapPost("/work-items/{id}/take-back", TakeBackAsync).For(Operation.ActOnWorkItem);
        pages.MapPost("/work-items/{id}/withdraw", WithdrawAsync).For(Operation.ActOnWorkItem);
    }

    private static Task<IResult> ResolveAsync(
        string id,
        Posted posted,
        HttpContext http,
        DelegateWorkItem asked,
        WorkItemDetail detail
    ) =>
        WorkItemForms.RunAsync<WorkItemPage>(
            new FormCall(id, "resolve", posted, http, detail, "/"),
            (request, actor, _) => asked.ResolveAsync(request, posted.Text("resolve"), actor, http.RequestAborted)
        );

    private static Task<IResult> RejectAsync(
        string id,
        Posted posted,
        HttpContext http,
        RejectWorkItem reject,
        WorkItemDetail detail
    ) =>
        WorkItemForms.RunAsync<WorkItemPage>(
            new FormCall(id, "reject", posted, http, detail, "/"),
            (request, actor, _) => reject.RunAsync(request, posted.Text("reject"), actor, http.RequestAborted)
        );

    private static Task<IResult> TakeOverAsync(
        string id,
        Posted posted,
        HttpContext http,
        TakeOverWorkItem takeOver,
        WorkItemDetail detail
    ) =>
        WorkItemForms.RunAsync<WorkItemPage>(
            new FormCall(id, "take-over", posted, http, detail, $"/work-items/{id}"),
            (request, actor, _) => takeOver.RunAsync(request, posted.Text("take-over"), actor, http.RequestAborted)
        );

    private static Task<IResult> TakeBackAsync(
        string id,
        Posted posted,
        HttpContext http,
        TakeBackWorkItem back,
        WorkItemDetail detail
    ) =>
        WorkItemForms.RunAsync<WorkItemPage>(
            new FormCall(id, "take-back", posted, http, detail, "/"),
            (request, actor, _) => back.TakeBackAsync(request, actor, http.RequestAborted)
        );

    private static Task<IResult> WithdrawAsync(
        string id,
        Posted posted,
        HttpContext http,
        TakeBackWorkItem back,
        WorkItemDetail detail
    ) =>
        WorkItemForms.RunAsync<WorkItemPage>(
            new FormCall(id, "withdraw", posted, http, detail, "/"),
            (request, actor, _) => back.WithdrawAsync(request, actor, http.RequestAborted)
        );
}
