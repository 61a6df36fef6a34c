using System.Collections.Immutable;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Agencies.Reorganisations;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Reports;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Serialization;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Agencies.Reorganisations;

/// <summary>A tree of process instances in which an agency that loses its work has a part.</summary>
/// <param name="Undertaking">Null where the process belongs to no assignment.</param>
/// <param name="Instances">Those that have not ended, the root first.</param>
/// <param name="Items">Its open work items, and those that wait their turn.</param>
/// <param name="Reports">Progress reports that are on their way in it.</param>
internal sealed record ReformedTree(
    long RootId,
    Undertaking? Undertaking,
    ImmutableArray<StoredInstance> Instances,
    ImmutableArray<WorkItem> Items,
    ImmutableArray<ProgressReport> Reports
);

/// <summary>Everything a reorganisation touches, as it stands now.</summary>
/// <param name="Ended">Undertakings that are over: their record passes to the successors' sight.</param>
internal sealed record ReformScene(
    ImmutableArray<ReformedTree> Trees,
    ImmutableArray<Undertaking> Ended,
    ImmutableArray<User> Accounts
)
{
    public IEnumerable<UndertakingCase> Cases =>
        Trees.Where(t => t.Undertaking is not null).Select(t => ReformCases.CaseOf(t, t.Undertaking!));
}

/// <summary>Finds what a reorganisation touches. A fixed number of queries, however much it is.</summary>
internal sealed class ReformCases(IpStrategyContext db)
{
    /// <summary>The roots of all trees concerned, in the order in which they are locked.</summary>
    public async Task<List<long>> RootsAsync(Succession succession, CancellationToken cancel)
    {
        var losing = CodesOf(succession);
        var groups = GroupsOf(losing);
        var concerned = db
            .Undertakings.Where(u => u.State == UndertakingState.Running || u.State == UndertakingState.Suspended)
            .Where(u =>
                db.UndertakingAgencies.Any(a => a.UndertakingId == u.Id && losing.Contains(a.AgencyCode))
                || db.WorkItems.Any(w =>
                    w.UndertakingId == u.Id
                    && losing.Contains(w.Body)
                    && (w.State == WorkItemState.Open || w.State == WorkItemState.Waiting)
                )
            );
        // Beside its course an undertaking may have others under way: a report, an extension asked for.
        var ofUndertakings = db
            .Instances.Where(i => i.ParentId == null && i.EndedAt == null)
            .Where(i => concerned.Any(u => u.Id == i.UndertakingId))
            .Select(i => i.Id);
        var ofOthers = db
            .WorkItems.Where(w => w.UndertakingId == null)
            .Where(w => w.State == WorkItemState.Open || w.State == WorkItemState.Waiting)
            .Where(w =>
                losing.Contains(w.Body)
                || db.WorkItemCandidates.Any(c => c.WorkItemId == w.Id && groups.Contains(c.Group))
            )
            .Select(w => w.RootInstanceId);
        return [.. (await ofUndertakings.Union(ofOthers).ToListAsync(cancel)).Order()];
    }

    /// <summary>The caller has locked the trees, or only looks.</summary>
    public async Task<ReformScene> SceneAsync(Succession succession, List<long> roots, CancellationToken cancel)
    {
        var losing = CodesOf(succession);
        var ended = await db
            .Undertakings.Where(u => u.State != UndertakingState.Running && u.State != UndertakingState.Suspended)
            .Where(u => db.UndertakingAgencies.Any(a => a.UndertakingId == u.Id && losing.Contains(a.AgencyCode)))
            .OrderBy(u => u.Id)
            .ToListAsync(cancel);
        var accounts = await db
            .Users.Where(u => u.AgencyCode != null && losing.Contains(u.AgencyCode))
            .OrderBy(u => u.Id)
            .ToListAsync(cancel);
        return new ReformScene(await TreesAsync(roots, cancel), [.. ended], [.. accounts]);
    }

    private async Task<ImmutableArray<ReformedTree>> TreesAsync(List<long> roots, CancellationToken cancel)
    {
        var instances = await db
            .Instances.Where(i => roots.Contains(i.RootId) && i.EndedAt == null)
            .OrderBy(i => i.Id)
            .ToListAsync(cancel);
        var items = await db
            .WorkItems.Where(w => roots.Contains(w.RootInstanceId))
            .Where(w => w.State == WorkItemState.Open || w.State == WorkItemState.Waiting)
            .OrderBy(w => w.Id)
            .ToListAsync(cancel);
        var ids = instances.Select(i => i.UndertakingId).OfType<long>().Distinct().ToList();
        var undertakings = await db.Undertakings.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, cancel);
        var courses = instances.ConvertAll(i => i.Id);
        var reports = await db
            .ProgressReports.Where(r => courses.Contains(r.InstanceId))
            .ToDictionaryAsync(r => r.InstanceId, cancel);
        var (byRoot, itemsOf) = (instances.ToLookup(i => i.RootId), items.ToLookup(w => w.RootInstanceId));
        return
        [
            .. roots
                .Where(r => byRoot[r].Any(i => i.Id == r))
                .Select(r => new ReformedTree(
                    r,
                    byRoot[r].First(i => i.Id == r).UndertakingId is { } id ? undertakings[id] : null,
                    [.. byRoot[r].OrderBy(i => i.Id != r).ThenBy(i => i.Id)],
                    [.. itemsOf[r]],
                    [.. byRoot[r].Select(i => reports.GetValueOrDefault(i.Id)).OfType<ProgressReport>()]
                )),
        ];
    }

    /// <summary>Who takes part is what the process itself goes by, not what was once issued.</summary>
    public static UndertakingCase CaseOf(ReformedTree tree, Undertaking undertaking)
    {
        var root = tree.Instances[0].State is { Length: > 0 } state ? StateSerializer.Read(state) : null;
        return new UndertakingCase(
            tree.RootId,
            undertaking.AssignmentId,
            undertaking.AssignmentNumber,
            root?.Variables.GetValueOrDefault("lead") is FeelValue.Text lead
                ? new AgencyCode(lead.Value)
                : new AgencyCode(undertaking.LeadCode),
            Codes(root, "cosigners"),
            Codes(root, "parties"),
            [.. tree.Items.Select(w => new OpenWork(w.Id, w.Step, new AgencyCode(w.Body)))]
        );
    }

    public static string[] CodesOf(Succession succession) => [.. succession.Losing.Select(c => c.Value)];

    private static string[] GroupsOf(string[] codes) =>
        [.. codes.Select(PostGroups.Agency), .. codes.Select(PostGroups.AgencyLeader)];

    private static ImmutableArray<AgencyCode> Codes(InstanceState? state, string variable) =>
        state?.Variables.GetValueOrDefault(variable) is FeelValue.List list
            ? [.. list.Items.OfType<FeelValue.Text>().Select(t => new AgencyCode(t.Value))]
            : [];
}
