using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Containers;

/// <summary>
/// BPMN 2.0.2 §13.5.5: what sequence flow made follow is undone before what it followed, and completely so; the runs of a
/// loop and of a sequential multi-instance the last one first; in an ad-hoc sub-process what began after another had
/// completed before that. What ran side by side is undone side by side.
/// </summary>
internal static class CompensationOrder
{
    public static bool HasDue(LiveElement scope) => scope.Compensations.Any(IsDue);

    public static bool IsDue(CompensationRecord record) => record.Request is { Handler: null };

    /// <summary>The next one that can be undone in this scope, the last completed first.</summary>
    public static CompensationRecord? Next(Turn turn, LiveElement scope)
    {
        var records = scope.Compensations;
        List<Undoing>? open = null;
        for (var i = records.Length - 1; i >= 0; i--)
        {
            var record = records[i];
            if (IsDue(record) && (IsLast(turn, scope, i) || !Preceded(record)))
            {
                return record;
            }
        }
        return null;

        bool Preceded(CompensationRecord record) =>
            (open ??= Open(turn, scope)).Exists(o => Precedes(turn, scope, o, record));
    }

    /// <summary>
    /// Nothing that is open began after it had completed, and no event at its border led on: so nothing precedes it. Most
    /// records are undone by this answer, without each being held against every other.
    /// </summary>
    private static bool IsLast(Turn turn, LiveElement scope, int index)
    {
        var record = scope.Compensations[index];
        foreach (var other in scope.Compensations)
        {
            if (other.Request is not null && other.Run.Value > record.Number)
            {
                return false;
            }
        }
        return turn.Definition.BoundaryEventsOf(record.ActivityId).All(b => b.Outgoing.IsEmpty)
            && !scope.Children.Any(HasOpen);
    }

    /// <summary>Forgets what has been undone: its handler has ended.</summary>
    public static void Tidy(Turn turn, LiveElement scope)
    {
        if (scope.Compensations.Any(IsDone))
        {
            scope.Compensations = scope.Compensations.RemoveAll(IsDone);
        }

        bool IsDone(CompensationRecord r) => r.Request?.Handler is { } handler && turn.Find(handler) is null;
    }

    /// <summary>What has not begun to be undone is only remembered again; what has begun is not undone twice.</summary>
    public static void TakeBack(LiveElement scope)
    {
        if (scope.Compensations.Any(r => r.Request is not null))
        {
            scope.Compensations = Kept(scope.Compensations);
        }
    }

    public static ImmutableArray<CompensationRecord> Kept(ImmutableArray<CompensationRecord> records) =>
        [.. records.Where(r => r.Request?.Handler is null).Select(r => r with { Request = null })];

    /// <summary>What is being undone or about to be, here and further in.</summary>
    private static List<Undoing> Open(Turn turn, LiveElement scope)
    {
        var open = scope
            .Compensations.Where(r => r.Request is not null)
            .Select(r => new Undoing(r.Number, r.Run, r.ActivityId));
        var inside = scope
            .Children.Where(c => c.Node is SubProcess && c.CompensatedFor is null && c.Role != ElementRole.Compensation)
            .Where(c => HasOpen(c))
            .Select(c => new Undoing(long.MaxValue, c.Id, c.ActivityId));
        return [.. open, .. inside];
    }

    private static bool HasOpen(LiveElement element) =>
        element.Compensations.Any(r => r.Request is not null) || element.Children.Any(HasOpen);

    /// <summary>Whether the first must be undone before the second.</summary>
    private static bool Precedes(Turn turn, LiveElement scope, Undoing first, CompensationRecord second)
    {
        if (first.Number == second.Number)
        {
            return false;
        }
        var isAfter = first.Run.Value > second.Number;
        var node = turn.Definition.Node(first.ActivityId);
        if (scope.Node is Activity { Loop: not null } && first.ActivityId == second.ActivityId)
        {
            return isAfter;
        }
        if (node is SubProcess { TriggeredByEvent: true } || AdHocSubProcess.Is(scope))
        {
            return isAfter;
        }
        var sources = turn.Definition.Reachability.UpTo(node);
        return isAfter ? sources.Contains(second.ActivityId) : first.Run.Value > second.Run.Value && ComesByBoundary();

        bool ComesByBoundary() => turn.Definition.BoundaryEventsOf(second.ActivityId).Any(b => sources.Contains(b.Id));
    }

    private readonly record struct Undoing(long Number, ElementId Run, string ActivityId);
}
