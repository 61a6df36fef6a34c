using System.Collections.Immutable;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Agencies.Reorganisations;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Agencies.Reorganisations;

/// <summary>
/// Carries a reorganisation through one locked tree of instances, by commands of the engine: codes are replaced wherever the
/// processes hold them, lists lose their doubles, requests that nobody needs any more are cancelled. A suspended tree is
/// resumed for it and suspended again.
/// </summary>
internal sealed class TreeReform(ReformedTree tree, ProcessRun run, AgencyDirectory after)
{
    private const string ConsultedReplies = "replies";
    private StoredInstance Root => tree.Instances[0];

    /// <param name="map">Old code to new.</param>
    /// <param name="change">Null where the process belongs to no assignment.</param>
    public async Task<Refusal?> RunAsync(
        ImmutableSortedDictionary<AgencyCode, AgencyCode> map,
        UndertakingChange? change,
        CancellationToken cancel
    )
    {
        Remember();
        run.ClosingState = WorkItemState.ClosedBecauseReorganised;
        var isSuspended = Root.Status == InstanceStatus.Suspended;
        var refusal = isSuspended ? await run.ExecuteAsync(Root, new Command.Resume(), cancel) : null;
        var bodies = tree.Items.ToDictionary(w => w.Id, w => w.Body);
        refusal ??= await SubstituteAsync(map, cancel);
        PassOn(map, bodies);
        NameLead(change);
        refusal ??= change is null ? null : await TidyAsync(change, cancel);
        refusal ??= change is null ? null : await CloseAsync(change, cancel);
        // Whose request fell away is told under the name it was asked by.
        foreach (var closed in tree.Items.Where(w => w.State == WorkItemState.ClosedBecauseReorganised))
        {
            closed.PassTo(bodies[closed.Id]);
        }
        return refusal
            ?? (
                isSuspended && Root.Status == InstanceStatus.Active
                    ? await run.ExecuteAsync(Root, new Command.Suspend(), cancel)
                    : null
            );
    }

    private void Remember()
    {
        foreach (var instance in tree.Instances)
        {
            run.Remember(instance);
        }
        foreach (var item in tree.Items)
        {
            run.Remember(item);
        }
        if (tree.Undertaking is { } undertaking)
        {
            run.Remember(undertaking);
        }
    }

    private async Task<Refusal?> SubstituteAsync(
        ImmutableSortedDictionary<AgencyCode, AgencyCode> map,
        CancellationToken cancel
    )
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (from, to) in map)
        {
            texts[PostGroups.Agency(from.Value)] = PostGroups.Agency(to.Value);
            texts[PostGroups.AgencyLeader(from.Value)] = PostGroups.AgencyLeader(to.Value);
            if (tree.Undertaking is not null)
            {
                // In a process of somebody else's a code may be any word.
                texts[from.Value] = to.Value;
            }
        }
        var command = new Command.Substitute(texts.ToImmutable());
        foreach (var instance in tree.Instances)
        {
            if (await run.ExecuteAsync(instance, command, cancel) is { } refusal)
            {
                return refusal;
            }
        }
        return null;
    }

    /// <summary>What the engine does not know: the bodies of desks that were added, or are named in person.</summary>
    private void PassOn(ImmutableSortedDictionary<AgencyCode, AgencyCode> map, Dictionary<long, string> bodies)
    {
        foreach (var item in tree.Items)
        {
            if (item.Body == bodies[item.Id] && map.TryGetValue(new AgencyCode(item.Body), out var to))
            {
                item.PassTo(to.Value);
            }
        }
    }

    private void NameLead(UndertakingChange? change)
    {
        if (change is null || tree.Undertaking is not { } undertaking || change.Before.Lead == change.Lead)
        {
            return;
        }
        var name = after.Find(change.Lead)?.Name ?? change.Lead.Value;
        undertaking.LeadBy(change.Lead.Value, name);
        foreach (var item in tree.Items)
        {
            item.NameLead(name);
        }
    }

    private async Task<Refusal?> TidyAsync(UndertakingChange change, CancellationToken cancel)
    {
        foreach (var instance in tree.Instances)
        {
            var variables = Tidied(instance, change);
            if (
                !variables.IsEmpty
                && await run.ExecuteAsync(instance, new Command.SetVariables(null, variables), cancel) is { } refusal
            )
            {
                return refusal;
            }
        }
        return null;
    }

    /// <summary>The lists without doubles and without those who would ask themselves; only what differs.</summary>
    private ImmutableSortedDictionary<string, FeelValue> Tidied(StoredInstance instance, UndertakingChange change)
    {
        var leads = change.JointLeads.Select(l => l.Value).ToHashSet(StringComparer.Ordinal);
        var variables = Command.NoVariables;
        variables = Tidied(variables, instance, ("cosigners", c => c != change.Lead.Value));
        variables = Tidied(variables, instance, ("parties", p => !leads.Contains(p)));
        var officeIsLead = FeelValue.From(change.Lead.Value == PostGroups.OfficeCode);
        return run.VariableOf(instance, "officeIsLead") is FeelValue.Bool was && !was.Equals(officeIsLead)
            ? variables.Add("officeIsLead", officeIsLead)
            : variables;
    }

    private ImmutableSortedDictionary<string, FeelValue> Tidied(
        ImmutableSortedDictionary<string, FeelValue> variables,
        StoredInstance instance,
        (string Name, Func<string, bool> Stays) list
    )
    {
        if (run.VariableOf(instance, list.Name) is not FeelValue.List held)
        {
            return variables;
        }
        var codes = held.Items.OfType<FeelValue.Text>().Select(t => t.Value).ToList();
        var left = codes.Distinct(StringComparer.Ordinal).Where(list.Stays).ToList();
        return left.SequenceEqual(codes, StringComparer.Ordinal)
            ? variables
            : variables.Add(list.Name, FeelValue.From(left.Select(FeelValue.From)));
    }

    private async Task<Refusal?> CloseAsync(UndertakingChange change, CancellationToken cancel)
    {
        var closing = change.Work.Where(w => w.Fate != WorkFate.Moves).Select(w => w.Work.Id).ToHashSet();
        var items = tree.Items.Where(w => closing.Contains(w.Id) && w.Seat == 1);
        foreach (var ofInstance in items.GroupBy(w => w.InstanceId))
        {
            var instance = tree.Instances.Single(i => i.Id == ofInstance.Key);
            if (await CloseAsync(instance, [.. ofInstance], cancel) is { } refusal)
            {
                return refusal;
            }
        }
        return null;
    }

    private async Task<Refusal?> CloseAsync(
        StoredInstance instance,
        ImmutableArray<WorkItem> items,
        CancellationToken cancel
    )
    {
        var state = run.StateOf(instance)!;
        var runs = items.Select(w => RunOf(state, new ElementId(w.ElementId))).ToList();
        foreach (var ofLoop in runs.GroupBy(r => r.Parent))
        {
            ImmutableArray<ElementInstance> closing = [.. ofLoop];
            var isLast = IsLast(state, ofLoop.Key, closing);
            var refusal = isLast ? await ForgetRepliesAsync(instance, items[0], cancel) : null;
            var steps = isLast ? PassedBy(closing[0].ActivityId) : Cancelled(closing);
            refusal ??= await run.ExecuteAsync(instance, new Command.Modify(steps), cancel);
            if (refusal is not null)
            {
                return refusal;
            }
        }
        return null;
    }

    /// <summary>Nobody is left to be asked and nobody has answered: the paper goes on behind the step.</summary>
    private static bool IsLast(InstanceState state, ElementId? parent, ImmutableArray<ElementInstance> closing)
    {
        var loop = parent is { } id ? state.Find(id) : null;
        return loop is not { Role: ElementRole.LoopBody }
            || (loop.Loop is { Completed: 0 } && state.Elements.Count(e => e.Parent == loop.Id) == closing.Length);
    }

    private static ImmutableArray<Modification> PassedBy(string activity) =>
        [new Modification.CancelActivity(activity), new Modification.StartAfter(activity)];

    private static ImmutableArray<Modification> Cancelled(ImmutableArray<ElementInstance> closing) =>
        [.. closing.Select(e => new Modification.CancelElement(e.Id))];

    private Task<Refusal?> ForgetRepliesAsync(StoredInstance instance, WorkItem item, CancellationToken cancel) =>
        item.Step == StepRules.Reply
            ? run.ExecuteAsync(
                instance,
                new Command.SetVariables(
                    null,
                    Command.NoVariables.Add(ConsultedReplies, FeelValue.From(Array.Empty<FeelValue>()))
                ),
                cancel
            )
            : Task.FromResult<Refusal?>(null);

    /// <summary>The run of the loop that a task belongs to; the task itself where it is in none.</summary>
    private static ElementInstance RunOf(InstanceState state, ElementId task)
    {
        var own = state.Find(task)!;
        for (var at = own; at is not null; at = at.Parent is { } parent ? state.Find(parent) : null)
        {
            if (at.LoopIndex is not null)
            {
                return at;
            }
        }
        return own;
    }
}
