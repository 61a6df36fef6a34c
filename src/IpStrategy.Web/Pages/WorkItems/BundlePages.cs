using IpStrategy.Application;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.WorkItems;

/// <param name="Items">Open requests of one assignment on the caller's desk.</param>
/// <param name="Typed">What was typed before; null on a fresh page.</param>
public sealed record BundleModel(IReadOnlyList<WorkItemView> Items, Posted? Typed = null, Refusal? Refusal = null)
{
    /// <summary>One key a page: the same form sent twice is done once.</summary>
    public string Key { get; } = (Refusal is null ? Typed?.Key : null) ?? Guid.NewGuid().ToString("N");

    public string? Sentence => Refusal is null ? null : RefusalTexts.Of(Refusal);
}

/// <summary>一并反馈: the requests of one assignment on one page.</summary>
internal static class BundlePages
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/assignments/{id}/replies", ShowAsync).For(Operation.ReadWorkItems);
        pages.MapPost("/assignments/{id}/replies", ReplyAsync).For(Operation.ActOnWorkItem);
    }

    private static async Task<IResult> ShowAsync(string id, HttpContext http, MyWorkItems workItems)
    {
        var items = await ItemsAsync(id, http, workItems);
        return items.Count == 0 ? Show.NotFound() : Show.Page<BundlePage>(new BundleModel(items));
    }

    private static async Task<IResult> ReplyAsync(
        string id,
        Posted posted,
        HttpContext http,
        MyWorkItems workItems,
        ReplyTogether reply
    )
    {
        var items = await ItemsAsync(id, http, workItems);
        if (items.Count == 0)
        {
            return Show.NotFound();
        }
        if (posted.IsResumed)
        {
            return Show.Page<BundlePage>(new BundleModel(items, posted));
        }
        var request = new WriteRequest(posted.Key, WorkItemRequest.HashOf($"replies\n{id}\n{posted.Fingerprint}"));
        // Of the page that was sent, not of what has come since.
        var replies = items.Where(i => posted.Text($"version.{i.Id}") is not null).Select(i => Of(i, posted));
        var outcome = await reply.RunAsync([.. replies], request, http.User.Actor(), http.RequestAborted);
        if (outcome.IsRefused)
        {
            return Show.Page<BundlePage>(
                new BundleModel(items, posted, outcome.Refusal),
                Problems.StatusOf(outcome.Refusal!)
            );
        }
        Flash.Set(http, "Done.bundle", $"{outcome.Value.Replies}");
        return Show.SeeOther("/");
    }

    private static BundledReply Of(WorkItemView item, Posted posted)
    {
        var own = posted.Text($"own.{item.Id}");
        var version = int.TryParse(posted.Text($"version.{item.Id}"), out var seen) ? seen : item.Version;
        return new BundledReply(
            Opaque.Read(item.Id)!.Value,
            version,
            own ?? posted.Text("outcome"),
            own is null ? posted.Text("opinion") : posted.Text($"opinion.{item.Id}")
        );
    }

    private static async Task<IReadOnlyList<WorkItemView>> ItemsAsync(string id, HttpContext http, MyWorkItems list)
    {
        if (Opaque.Read(id) is not { } assignment)
        {
            return [];
        }
        var filter = new WorkItemFilter(
            WorkItemScope.Mine,
            WorkItemListState.Open,
            Most,
            Step: StepRules.Reply,
            AssignmentId: assignment
        );
        return (await list.RunAsync(filter, http.User.Actor(), http.RequestAborted)).Items;
    }
}
