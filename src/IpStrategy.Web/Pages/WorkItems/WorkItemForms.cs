using IpStrategy.Application;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;
using IpStrategy.Web.Texts;
using IpStrategy.Workflow;
using Microsoft.AspNetCore.Components;

namespace IpStrategy.Web.Pages.WorkItems;

/// <summary>
/// The forms of a work item. Each ends in one of two ways: done, and the browser is sent on; or refused, and the same page
/// comes back with everything typed and the reason beside its field.
/// </summary>
internal static class WorkItemForms
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/work-items/{id}/complete", CompleteAsync).For(Operation.ActOnWorkItem);
        pages.MapPost("/work-items/{id}/claim", ClaimAsync).For(Operation.ActOnWorkItem);
        pages.MapPost("/work-items/{id}/unclaim", UnclaimAsync).For(Operation.ActOnWorkItem);
        pages.MapPost("/work-items/{id}/return", ReturnAsync).For(Operation.ActOnWorkItem);
        pages.MapPost("/work-items/{id}/transfer", TransferAsync).For(Operation.ActOnWorkItem);
        pages.MapPost("/work-items/{id}/urge", UrgeAsync).For(Operation.ActOnWorkItem);
        SigningForms.Map(pages);
        PeopleForms.Map(pages);
        ExtensionForms.Map(pages);
        FileForms.Map(pages);
        BundlePages.Map(pages);
    }

    private static Task<IResult> CompleteAsync(
        string id,
        Posted posted,
        HttpContext http,
        CompleteWorkItem complete,
        WorkItemDetail detail
    ) =>
        RunAsync<WorkItemPage>(
            new FormCall(id, "complete", posted, http, detail, "/"),
            (request, actor, view) =>
                complete.RunAsync(request, TypedAnswers.Of(posted, view.Fields), actor, http.RequestAborted)
        );

    private static Task<IResult> ClaimAsync(
        string id,
        Posted posted,
        HttpContext http,
        ClaimWorkItem claim,
        WorkItemDetail detail
    ) =>
        RunAsync<WorkItemPage>(
            new FormCall(id, "claim", posted, http, detail, $"/work-items/{id}"),
            (request, actor, _) => claim.RunAsync(request, actor, http.RequestAborted)
        );

    private static Task<IResult> UnclaimAsync(
        string id,
        Posted posted,
        HttpContext http,
        ClaimWorkItem claim,
        WorkItemDetail detail
    ) =>
        RunAsync<WorkItemPage>(
            new FormCall(id, "unclaim", posted, http, detail, $"/work-items/{id}"),
            (request, actor, _) => claim.UndoAsync(request, actor, http.RequestAborted)
        );

    private static Task<IResult> ReturnAsync(
        string id,
        Posted posted,
        HttpContext http,
        ReturnWorkItem back,
        WorkItemDetail detail
    )
    {
        var resume =
            posted.Text("resume") == nameof(ResumeMode.WalkAgain) ? ResumeMode.WalkAgain : ResumeMode.WhereItWas;
        var choice = new ReturnWorkItem.Choice(posted.Text("target") ?? "", resume, posted.Text("reasons"));
        return RunAsync<ReturnPage>(
            new FormCall(id, "return", posted, http, detail, "/"),
            (request, actor, _) => back.RunAsync(request, choice, actor, http.RequestAborted)
        );
    }

    private static Task<IResult> TransferAsync(
        string id,
        Posted posted,
        HttpContext http,
        TransferWorkItem transfer,
        PeopleCall people
    )
    {
        Task<Outcome<WorkItemView>> HandOnAsync(WorkItemRequest request, Actor actor) =>
            posted.Text("to") is { } to
                ? transfer.RunAsync(request, to, posted.Text("opinion"), actor, http.RequestAborted)
                : Task.FromResult<Outcome<WorkItemView>>(new TransferNeedsColleague());
        return PeopleCall.IsOffice(http)
            ? RunAsync<PeoplePage>(people.Of(id, "transfer", posted, http), (r, a, _) => HandOnAsync(r, a))
            : RunAsync<TransferPage>(
                new FormCall(id, "transfer", posted, http, people.Detail, "/"),
                (r, a, _) => HandOnAsync(r, a)
            );
    }

    private static Task<IResult> UrgeAsync(
        string id,
        Posted posted,
        HttpContext http,
        UrgeWorkItem urge,
        WorkItemDetail detail
    ) =>
        RunAsync<WorkItemPage>(
            new FormCall(id, "urge", posted, http, detail, $"/work-items/{id}"),
            (request, actor, _) => urge.RunAsync(request, posted.Text("urge"), actor, http.RequestAborted)
        );

    internal static async Task<IResult> RunAsync<TPage>(
        FormCall call,
        Func<WorkItemRequest, Actor, WorkItemDetailView, Task<Outcome<WorkItemView>>> act
    )
        where TPage : IComponent
    {
        var found = await WorkItemPages.FindAsync(call.Id, call.Http, call.Detail);
        if (found.IsRefused)
        {
            return Show.NotFound();
        }
        if (call.Posted.IsResumed)
        {
            return Show.Page<TPage>(call.With(new WorkItemModel(found.Value, call.Posted)));
        }
        var outcome = await act(call.Request, call.Http.User.Actor(), found.Value);
        if (!outcome.IsRefused)
        {
            var item = outcome.Value;
            Flash.Set(
                call.Http,
                $"Done.{call.Action}",
                $"{item.AssignmentNumber}",
                StepWords.Name(item.Step, item.StepName)
            );
            return Show.SeeOther(call.Next);
        }
        // Refused: as it is now, for a stale page is of no use.
        var now = await WorkItemPages.FindAsync(call.Id, call.Http, call.Detail);
        return now.IsRefused ? Show.NotFound() : Refused<TPage>(now.Value, call, outcome.Refusal!);
    }

    /// <summary>A page whose action is not open any more is replaced by the item's own, which says what became of it.</summary>
    private static IResult Refused<TPage>(WorkItemDetailView now, FormCall call, Refusal refusal)
        where TPage : IComponent
    {
        var model = call.With(new WorkItemModel(now, call.Posted, refusal, call.Action));
        var status = Problems.StatusOf(refusal);
        return now.Allows(call.Action) && (call.Action != "return" || !now.ReturnTargets.IsEmpty)
            ? Show.Page<TPage>(model, status)
            : Show.Page<WorkItemPage>(model, status);
    }
}

/// <summary>One form that was sent: which item, which verb, and where to go when it is done.</summary>
internal sealed record FormCall(
    string Id,
    string Action,
    Posted Posted,
    HttpContext Http,
    WorkItemDetail Detail,
    string Next,
    Func<WorkItemDetailView, PeopleChoice>? People = null
)
{
    public WorkItemModel With(WorkItemModel model) => model with { People = People?.Invoke(model.Detail) };

    public WorkItemRequest Request =>
        new(
            Opaque.Read(Id) ?? 0,
            Posted.Version,
            Posted.Key,
            WorkItemRequest.HashOf($"{Action}\n{Id}\n{Posted.Fingerprint}")
        )
        {
            Verb = Action,
        };
}
