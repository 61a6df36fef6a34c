using IpStrategy.Application;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Components;
using IpStrategy.Web.Pages.Plans;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.WorkItems;

/// <summary>The to-do list and one work item: what is shown.</summary>
internal static class WorkItemPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/", TodoAsync).For(Operation.ReadWorkItems);
        pages
            .MapGet(
                "/work-items/{id}",
                (string id, HttpContext http, WorkItemDetail detail) => ShowAsync<WorkItemPage>(id, http, detail)
            )
            .For(Operation.ReadWorkItems);
        pages.MapGet("/work-items/{id}/return", ReturnAsync).For(Operation.ReadWorkItems);
        pages.MapGet("/work-items/{id}/transfer", TransferAsync).For(Operation.ReadWorkItems);
        pages
            .MapGet("/work-items/{id}/changes", ChangesAsync)
            .For(Operation.ReadWorkItems)
            .WithMetadata(new AsksByItself());
        // A reload of a page that came back refused asks for the form's address.
        pages
            .MapGet(
                "/work-items/{id}/{verb:regex(^(complete|claim|unclaim|urge|resolve|reject|take-over|take-back|withdraw)$)}",
                (string id) => Show.SeeOther($"/work-items/{id}")
            )
            .For(Operation.ReadWorkItems);
        WorkItemForms.Map(pages);
    }

    private static async Task<IResult> TodoAsync(HttpContext http, MyWorkItems workItems, LedgerAgencies agencies)
    {
        var query = TodoQuery.From(http.Request.Query);
        var actor = http.User.Actor();
        var page = await workItems.RunAsync(query.Filter, actor, http.RequestAborted);
        var offered = query.Filter.Scope == WorkItemScope.All ? agencies.All : [];
        // Counted only for the list one starts from.
        var overdue =
            query.IsDone || query.IsNarrowed
                ? null
                : await OverdueElsewhere.CountAsync(workItems, actor, http.RequestAborted);
        return Show.Page<TodoPage>(new TodoModel(query, page, actor, offered) { Overdue = overdue });
    }

    private static async Task<IResult> ShowAsync<TPage>(string id, HttpContext http, WorkItemDetail detail)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        var found = await FindAsync(id, http, detail);
        return found.IsRefused ? Show.NotFound() : Show.Page<TPage>(new WorkItemModel(found.Value));
    }

    private static async Task<IResult> ReturnAsync(string id, HttpContext http, WorkItemDetail detail)
    {
        var found = await FindAsync(id, http, detail);
        return found switch
        {
            { IsRefused: true } => Show.NotFound(),
            _ when !found.Value.Allows("return") || found.Value.ReturnTargets.IsEmpty => Show.SeeOther(
                $"/work-items/{id}"
            ),
            _ => Show.Page<ReturnPage>(new WorkItemModel(found.Value)),
        };
    }

    private static async Task<IResult> TransferAsync(string id, HttpContext http, PeopleCall people)
    {
        var found = await FindAsync(id, http, people.Detail);
        return found switch
        {
            { IsRefused: true } => Show.NotFound(),
            _ when !found.Value.Allows("transfer") => Show.SeeOther($"/work-items/{id}"),
            // The office hands on to anybody; everybody else to who shares the desk.
            _ when PeopleCall.IsOffice(http) => Show.Page<PeoplePage>(people.ModelOf(found.Value, "transfer", http)),
            _ => Show.Page<TransferPage>(new WorkItemModel(found.Value)),
        };
    }

    /// <summary>A fragment for the open page: nothing has changed, or what to do about it.</summary>
    private static async Task<IResult> ChangesAsync(string id, int? version, HttpContext http, WorkItemDetail detail)
    {
        var found = await FindAsync(id, http, detail);
        if (found.IsRefused)
        {
            return Results.NotFound();
        }
        var changed = found.Value.Item.Version != version;
        return Show.Fragment<ChangedSince>(("Id", id), ("Version", version ?? 0), ("HasChanged", changed));
    }

    public static async Task<Outcome<WorkItemDetailView>> FindAsync(
        string id,
        HttpContext http,
        WorkItemDetail detail
    ) =>
        Opaque.Read(id) is { } number
            ? await detail.RunAsync(number, http.User.Actor(), http.RequestAborted)
            : new WorkItemDoesNotExist();
}
