using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Containers;
using IpStrategy.Workflow.Execution.Events;
using IpStrategy.Workflow.Execution.Gateways;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution.Commands;

/// <summary>A new instance, at a start event or in the middle.</summary>
internal static class Starting
{
    public static Outcome<Decision> Decide(Surroundings surroundings, Command.Start start)
    {
        if (surroundings.Definitions.Find(start.Definition) is not { } definition)
        {
            return new DefinitionIsUnknown(start.Definition);
        }
        if (Executability.FirstFinding(definition) is { } finding)
        {
            return finding;
        }
        if (FirstNodes(definition, start) is not { IsEmpty: false } nodes)
        {
            return new ProcessHasNoSuchStartEvent(start.Definition, start.StartEvent);
        }
        var turn = new Turn(surroundings, definition, NewState(start));
        turn.Record(HistoryEntryKind.InstanceStarted, turn.Process);
        SetInitiator(turn, nodes, start.Initiator);
        EventSubProcess.Arm(turn, turn.Process);
        Begin(turn, nodes, start);
        Agenda.Run(turn);
        return turn.Refusal is { } refusal ? refusal : turn.ToDecision();
    }

    private static void Begin(Turn turn, ImmutableArray<FlowNode> nodes, Command.Start start)
    {
        if (start.StartBefore is { } startBefore)
        {
            Modifying.StartBefore(turn, startBefore);
            return;
        }
        if (EventSubProcess.IsInterrupted(turn, turn.Process))
        {
            return; // a condition that holds from the beginning
        }
        foreach (var node in nodes)
        {
            if (start.StartEvent is not null && InstantiatingGateway.Before(turn.Definition, node) is { } gateway)
            {
                InstantiatingGateway.Begin(turn, gateway, node);
                continue;
            }
            Begin(turn, Lifecycle.Create(turn, turn.Process, node), start.Position);
        }
    }

    private static void Begin(Turn turn, LiveElement element, int? position)
    {
        if (position is { } happened && element.Node is StartEvent start && ParallelMultiple.Is(start))
        {
            if (Lifecycle.TryOpen(turn, element))
            {
                ParallelMultiple.AwaitRest(turn, element, start, happened);
            }
        }
        else if (element.Node is not ReceiveTask { IsInstantiating: true })
        {
            turn.Enqueue(StepKind.Enter, element);
        }
        else if (Lifecycle.TryOpen(turn, element))
        {
            // BPMN 2.0.2 §13.3.3: its message is what has started the instance.
            Lifecycle.Complete(turn, element);
        }
    }

    private static ImmutableArray<FlowNode> FirstNodes(ProcessDefinition definition, Command.Start start)
    {
        var ordinary = Ordinary(definition);
        if (start.StartBefore is not null)
        {
            // Where it begins is said elsewhere; a process that only messages start may be resumed too.
            return ordinary.IsEmpty ? [.. definition.RootScope.NodeIds.Select(definition.Node).Take(1)] : ordinary;
        }
        if (start.StartEvent is null)
        {
            return ordinary;
        }
        var named = definition.FindNode(start.StartEvent);
        var starts = named is StartEvent || definition.EntryPoints.Any(e => e.NodeId == start.StartEvent);
        return starts && named!.ScopeId == definition.RootScope.Id ? [named] : [];
    }

    /// <summary>The none start event; the only start event there is, whatever it waits for; else all that nothing leads to.</summary>
    private static ImmutableArray<FlowNode> Ordinary(ProcessDefinition definition)
    {
        var ordinary = SubProcessBehavior.FirstNodes(definition, definition.RootScope);
        if (!ordinary.IsEmpty)
        {
            return ordinary;
        }
        var starts = definition.RootScope.NodeIds.Select(definition.Node).OfType<StartEvent>().Take(2).ToList();
        return starts is [var only] ? [only] : [];
    }

    private static void SetInitiator(Turn turn, ImmutableArray<FlowNode> nodes, string? initiator)
    {
        if (initiator is not null && nodes[0] is StartEvent { InitiatorVariable: { } name })
        {
            VariableScope.SetAt(turn, turn.Process, name, FeelValue.From(initiator));
        }
    }

    private static InstanceState NewState(Command.Start start) =>
        new()
        {
            Instance = start.Instance,
            Definition = start.Definition,
            Status = InstanceStatus.Active,
            BusinessKey = start.BusinessKey,
            Parent = start.Parent,
            Variables = start.Variables,
            NextId = 1,
        };
}
