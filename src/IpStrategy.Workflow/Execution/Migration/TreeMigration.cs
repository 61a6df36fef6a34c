using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Activities;

namespace IpStrategy.Workflow.Execution.Migration;

/// <summary>
/// Puts every live element under its new definition. Elements keep their ids, and so tasks, timers and called instances
/// theirs. Scopes that are gone leave what they held to the scope around them; scopes that are new are made.
/// </summary>
internal sealed class TreeMigration
{
    private readonly ActivityMapping _mapping;
    private readonly InstanceState _before;
    private readonly ILookup<ElementId, ElementInstance> _contents;
    private readonly List<MigrationObstacle> _obstacles = [];
    private readonly List<Placed> _placed = [];
    private readonly List<ElementInstance> _gone = [];
    private readonly FlowMigration _flows;
    private long _nextId;

    public TreeMigration(ActivityMapping mapping, InstanceState before)
    {
        (_mapping, _before, _nextId) = (mapping, before, before.NextId);
        _contents = before.Elements.Where(e => e.Parent is not null).ToLookup(e => e.Parent!.Value);
        _flows = new FlowMigration(mapping, _obstacles);
    }

    public MigrationPlan Run()
    {
        _obstacles.AddRange(_mapping.Unknown());
        if (_obstacles.Count == 0 && _before.Elements.FirstOrDefault(e => e.Role == ElementRole.Process) is { } process)
        {
            var moved = process with
            {
                ActivityId = _mapping.Target.Id.ProcessId,
                TakenFlows = [],
                Resets = _flows.ResetsOf(process, _mapping.Target.Id.ProcessId),
                Compensations = CompensationMigration.Of(_mapping, process.Compensations),
            };
            var root = Add(new Placed(moved, process, null));
            PlaceContents(process, root, body: null);
            _flows.PlaceRest();
            DropEmptied();
        }
        var released = new EventMigration(_mapping, _contents).Apply(_placed, _gone);
        return new MigrationPlan([.. _obstacles.Distinct()], State(), InOrder(), released);
    }

    private InstanceState State() =>
        _before with
        {
            Definition = _mapping.Target.Id,
            Elements = [.. InOrder().Select(p => p.Element)],
            NextId = _nextId,
        };

    private ImmutableArray<Placed> InOrder() => [.. _placed.OrderBy(p => p.Element.Id.Value)];

    private void PlaceContents(ElementInstance of, Placed near, ElementInstance? body)
    {
        foreach (var taken in of.TakenFlows)
        {
            if (_flows.GatewayFor(taken) is { } gateway && ScopeFor(near, gateway, taken.FlowId) is { } scope)
            {
                _flows.Place(taken, gateway, scope);
            }
        }
        foreach (var element in _contents[of.Id])
        {
            Place(element, near, body);
            body = null; // the first run takes over what stood at the loop
        }
    }

    private void Place(ElementInstance element, Placed near, ElementInstance? body)
    {
        var from = _mapping.Source.Node(element.ActivityId);
        var to = _mapping.NodeFor(element.ActivityId) is { } id ? _mapping.Target.FindNode(id) : null;
        if (to is null)
        {
            Dissolve(element, from, near);
            return;
        }
        if (Compatibility.Problem(element, from, to) is { } problem)
        {
            Oppose(element.ActivityId, to.Id, problem);
            return;
        }
        if (element.Role == ElementRole.LoopBody && IsFree(element) && to is Activity { Loop: null })
        {
            _gone.Add(element);
            CompensationMigration.Leave(_mapping, element, near);
            PlaceContents(element, near, element);
            return;
        }
        var isRun = near.Element.Role == ElementRole.LoopBody;
        if (!isRun && element.Role != ElementRole.Compensation && !LoopFits(element, from, to))
        {
            Oppose(element.ActivityId, to.Id, MigrationProblem.LoopsInAnotherWay);
            return;
        }
        if ((StaysIn(near) ? near : ScopeFor(near, to, element.ActivityId)) is { } parent)
        {
            PlaceContents(element, Keep(element, to, parent, body), body: null);
        }
    }

    /// <summary>Runs stay in their loop, and handlers in what they undo.</summary>
    private static bool StaysIn(Placed near) => near.Element.Role is ElementRole.LoopBody or ElementRole.Compensation;

    private Placed Keep(ElementInstance element, FlowNode to, Placed parent, ElementInstance? body)
    {
        var isRun = parent.Element.Role == ElementRole.LoopBody;
        // What was brought back to be undone is one run, whatever the loop around it was.
        var loop = isRun || element.Role == ElementRole.Compensation ? null : (to as Activity)?.Loop;
        var kept = element with
        {
            Parent = parent.Element.Id,
            ActivityId = to.Id,
            ElementType = loop is null ? to.ElementType : Loops.ElementTypeOf(loop),
            Role =
                loop is not null ? ElementRole.LoopBody
                : element.Role == ElementRole.LoopBody ? ElementRole.Element
                : element.Role,
            LoopIndex = isRun ? element.LoopIndex : null,
            ArrivedBy = _flows.ArrivalAt(element, to),
            AdHoc = AdHoc(element),
            TakenFlows = [],
            Resets = _flows.ResetsOf(element, to.Id),
            Compensations = CompensationMigration.Of(_mapping, element.Compensations),
        };
        var isWritten = _mapping.IsWritten(element.ActivityId);
        return Add(new Placed(kept, element, parent) { Inherits = body, IsWritten = isWritten });
    }

    private AdHocProgress? AdHoc(ElementInstance element) =>
        element.AdHoc is { } progress
            ? progress with
            {
                ToStart = [.. progress.ToStart.Select(_mapping.NodeFor).OfType<string>()],
            }
            : null;

    /// <summary>Without a continuation waiting at its border: it runs already.</summary>
    private static bool IsFree(ElementInstance element) =>
        element.WaitsFor is not (WaitingFor.Entry or WaitingFor.Exit);

    private static bool LoopFits(ElementInstance element, FlowNode from, FlowNode to) =>
        !IsFree(element)
        || (
            element.Role == ElementRole.LoopBody
                ? Compatibility.LoopAlike(from, to)
                : to is not Activity { Loop: not null }
        );

    /// <summary>A scope may go and leave what it holds; anything else is a token that would be lost.</summary>
    private void Dissolve(ElementInstance element, FlowNode from, Placed near)
    {
        var isScope = from is SubProcess && element.WaitsFor == WaitingFor.Contents;
        if (!isScope || (!_contents[element.Id].Any() && element.TakenFlows.IsEmpty))
        {
            Oppose(element.ActivityId, target: null, MigrationProblem.HasNoTarget);
            return;
        }
        _gone.Add(element);
        CompensationMigration.Leave(_mapping, element, near);
        PlaceContents(element, near, body: null);
    }

    /// <summary>The scope a node of the target stands in: the nearest one that can hold it, with the scopes that are missing.</summary>
    private Placed? ScopeFor(Placed near, FlowNode node, string sourceId)
    {
        for (var at = near; at is not null; at = at.Parent)
        {
            if (at.Element.Role != ElementRole.LoopBody && Between(at.Element.ActivityId, node) is { } missing)
            {
                return Make(at, missing, sourceId);
            }
            if (at.IsWritten)
            {
                break;
            }
        }
        Oppose(sourceId, node.Id, MigrationProblem.WouldLeaveItsScope);
        return null;
    }

    /// <summary>Scopes of the target inside an outer one and around a node, outermost first; null when it is not inside.</summary>
    private Stack<string>? Between(string outer, FlowNode node)
    {
        var missing = new Stack<string>();
        for (var id = node.ScopeId; id != outer; id = _mapping.Target.Node(id).ScopeId)
        {
            if (id == _mapping.Target.Id.ProcessId)
            {
                return null;
            }
            missing.Push(id);
        }
        return missing;
    }

    private Placed? Make(Placed inside, Stack<string> missing, string sourceId)
    {
        foreach (var id in missing)
        {
            if (_mapping.Target.Node(id) is not SubProcess { TriggeredByEvent: false, Loop: null } scope)
            {
                Oppose(sourceId, id, MigrationProblem.ScopeCannotBeMade);
                return null;
            }
            inside = inside.Children.Find(c => c.Source is null && c.Element.ActivityId == id) ?? New(scope, inside);
        }
        return inside;
    }

    private Placed New(SubProcess scope, Placed parent)
    {
        var element = new ElementInstance
        {
            Id = new ElementId(_nextId++),
            Parent = parent.Element.Id,
            ActivityId = scope.Id,
            ElementType = scope.ElementType,
            Role = ElementRole.Element,
            WaitsFor = WaitingFor.Contents,
        };
        return Add(new Placed(element, source: null, parent));
    }

    private Placed Add(Placed placed)
    {
        placed.Parent?.Children.Add(placed);
        _placed.Add(placed);
        return placed;
    }

    /// <summary>Scopes and loops that everything has left; inner ones stand behind outer ones.</summary>
    private void DropEmptied()
    {
        for (var i = _placed.Count - 1; i > 0; i--)
        {
            if (
                _placed[i] is { Source: { } source, Children.Count: 0, Element.TakenFlows.IsEmpty: true } empty
                && (_contents[source.Id].Any() || !source.TakenFlows.IsEmpty)
            )
            {
                _gone.Add(source);
                CompensationMigration.Leave(_mapping, source, empty.Parent!);
                empty.Parent!.Children.Remove(empty);
                _placed.RemoveAt(i);
            }
        }
    }

    private void Oppose(string activity, string? target, MigrationProblem problem) =>
        _obstacles.Add(new MigrationObstacle(activity, target, problem));
}
