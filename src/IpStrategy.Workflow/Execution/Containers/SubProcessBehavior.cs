using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution.Containers;

/// <summary>BPMN 2.0.2 §13.3.4: a scope with variables and event handlers of its own; ends when nothing is left in it.</summary>
internal static class SubProcessBehavior
{
    public static void Execute(Turn turn, LiveElement element)
    {
        Open(turn, element);
        // A condition that holds from the beginning may have put its handler in the place of the contents.
        if (turn.Refusal is null && !EventSubProcess.IsInterrupted(turn, element))
        {
            StartContents(turn, element);
        }
    }

    /// <summary>Makes the scope ready without starting anything in it.</summary>
    public static void Open(Turn turn, LiveElement element)
    {
        element.WaitsFor = WaitingFor.Contents;
        foreach (var name in turn.Definition.ScopeOf(element.ActivityId).Properties)
        {
            if (!element.Variables.ContainsKey(name))
            {
                VariableScope.SetLocal(element, name, FeelValue.Null);
            }
        }
        EventSubProcess.Arm(turn, element);
    }

    /// <summary>At the none start event; without one, at every node that no flow leads to (§13.3.2).</summary>
    public static void StartContents(Turn turn, LiveElement scope)
    {
        foreach (var node in FirstNodes(turn.Definition, turn.Definition.ScopeOf(scope.ActivityId)))
        {
            turn.Enqueue(StepKind.Enter, Lifecycle.Create(turn, scope, node));
        }
        Scopes.Check(turn, scope);
    }

    public static ImmutableArray<FlowNode> FirstNodes(ProcessDefinition definition, Scope scope)
    {
        var nodes = scope.NodeIds.Select(definition.Node).ToImmutableArray();
        return nodes.FirstOrDefault(n => n is StartEvent { Definitions.IsEmpty: true }) is { } start ? [start]
            : nodes.Any(n => n is StartEvent) ? []
            : [.. nodes.Where(StartsByItself)];
    }

    private static bool StartsByItself(FlowNode node) =>
        node.Incoming.IsEmpty
        && node switch
        {
            BoundaryEvent => false,
            ReceiveTask { IsInstantiating: true } or EventBasedGateway { Instantiate: true } => false,
            SubProcess sub => !sub.TriggeredByEvent && !sub.IsForCompensation,
            Activity activity => !activity.IsForCompensation,
            IntermediateCatchEvent caught => !caught.Definitions.Any(d => d is EventDefinition.Link),
            _ => true,
        };
}
