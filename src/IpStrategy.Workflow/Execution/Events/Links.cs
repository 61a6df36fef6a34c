using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Events;

/// <summary>BPMN 2.0.2 §10.5.5: a pair of links is one sequence flow drawn in two pieces.</summary>
internal static class Links
{
    public static IntermediateCatchEvent? TargetOf(ProcessDefinition definition, FlowNode source, string name) =>
        definition
            .Nodes.OfType<IntermediateCatchEvent>()
            .FirstOrDefault(n =>
                n.ScopeId == source.ScopeId && n.Definitions.Any(d => d is EventDefinition.Link l && l.Name == name)
            );

    public static void Follow(Turn turn, LiveElement element, EventDefinition.Link link)
    {
        var target = TargetOf(turn.Definition, element.Node!, link.Name)!;
        turn.Enqueue(StepKind.Enter, Lifecycle.Create(turn, element.Parent!, target));
        Lifecycle.Complete(turn, element);
    }
}
