using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Events;

namespace IpStrategy.Workflow.Execution.Containers;

/// <summary>
/// BPMN 2.0.2 §10.3.5 and §13.5.6: runs like a sub-process. A cancel end event anywhere in it ends all that is active in it,
/// undoes all that has completed, also in scopes that were still active, and leaves by the cancel boundary event; without
/// one nothing follows. Of a multi-instance transaction all runs are cancelled (§13.5.3). An error that leaves it is a
/// hazard: nothing is undone. A transaction protocol (<c>method</c>) has no meaning inside one engine.
/// </summary>
internal static class Transaction
{
    public static bool Encloses(ProcessDefinition definition, Event node)
    {
        for (var id = node.ScopeId; id is not null; id = definition.ScopeOf(id).ParentId)
        {
            if (definition.FindNode(id) is SubProcess { IsTransaction: true })
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>False when nothing has to be undone.</summary>
    public static bool TryRollBack(Turn turn, LiveElement end)
    {
        var host = HostOf(end);
        TakeBackDue(host);
        var kept = end;
        var records = new List<DueRecord>();
        while (kept != host)
        {
            var scope = kept.Parent!;
            Clear(turn, scope, kept, end);
            records.AddRange(scope.Compensations.Where(r => r.Request is null).Select(r => new DueRecord(r, scope)));
            kept = scope;
        }
        CompensationEvents.Start(end, records);
        if (turn.Elements.Any(e => e.CompensatedFor == end.Id))
        {
            end.WaitsFor = WaitingFor.Compensation;
        }
        return end.WaitsFor == WaitingFor.Compensation;
    }

    public static void Leave(Turn turn, LiveElement end)
    {
        var host = HostOf(end);
        var scope = host.Parent!;
        turn.Record(HistoryEntryKind.Completed, end);
        Listeners.Notify(turn, end, "end");
        end.Remove();
        var boundary = turn
            .Definition.BoundaryEventsOf(host.ActivityId)
            .FirstOrDefault(b => b.Definitions.Any(d => d is EventDefinition.Cancel));
        if (boundary is not null)
        {
            EventTriggers.Trigger(turn, host, boundary);
            return;
        }
        Lifecycle.Cancel(turn, host);
        Scopes.Check(turn, scope);
    }

    /// <summary>The innermost transaction, or the loop of which it is one run.</summary>
    private static LiveElement HostOf(LiveElement end)
    {
        var at = end.Parent!;
        while (at is not { Role: ElementRole.Element, Node: SubProcess { IsTransaction: true } })
        {
            at = at.Parent!;
        }
        return at.IsLoopRun ? at.Parent! : at;
    }

    /// <summary>Handlers that are running already go on, and are waited for.</summary>
    private static void Clear(Turn turn, LiveElement scope, LiveElement kept, LiveElement end)
    {
        foreach (var child in scope.Children.Where(c => c != kept).ToList())
        {
            if (child.CompensatedFor is not null)
            {
                child.CompensatedFor = end.Id;
                continue;
            }
            if (CompensationScope.RememberParts(turn, child) is { } parts)
            {
                scope.Compensations = scope.Compensations.Add(parts);
            }
            Lifecycle.Cancel(turn, child);
        }
        scope.DropFlows();
        if (scope.Role == ElementRole.Element)
        {
            EventSubProcess.Disarm(turn, scope);
        }
    }

    /// <summary>Handlers that another event has asked for, but that have not started, are now this one's to start.</summary>
    private static void TakeBackDue(LiveElement within)
    {
        if (within.Role == ElementRole.Compensation)
        {
            return;
        }
        if (CompensationOrder.HasDue(within))
        {
            within.Compensations =
            [
                .. within.Compensations.Select(r => CompensationOrder.IsDue(r) ? r with { Request = null } : r),
            ];
        }
        within.Children.ForEach(TakeBackDue);
    }
}
