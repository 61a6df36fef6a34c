using System.Runtime.CompilerServices;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution;

/// <summary>
/// What this engine has no behaviour for. Asked before an instance starts, so that nothing is ever passed over in silence.
/// </summary>
public static class Executability
{
    private static readonly ConditionalWeakTable<ProcessDefinition, IReadOnlyList<ElementCannotBeExecuted>> Known = [];

    /// <summary>Every element of the definition that cannot be executed, in document order; empty when all can.</summary>
    public static IReadOnlyList<ElementCannotBeExecuted> Findings(ProcessDefinition definition) =>
        Known.GetValue(definition, static d => [.. d.Nodes.SelectMany(n => Findings(d, n))]);

    internal static ElementCannotBeExecuted? FirstFinding(ProcessDefinition definition) =>
        Findings(definition) is [var first, ..] ? first : null;

    private static IEnumerable<ElementCannotBeExecuted> Findings(ProcessDefinition definition, FlowNode node) =>
        Reasons(definition, node).Select(reason => new ElementCannotBeExecuted(node.Id, node.ElementType, reason));

    private static IEnumerable<string> Reasons(ProcessDefinition definition, FlowNode node) =>
        node switch
        {
            SubProcess { TriggeredByEvent: false } scope when !CanStart(definition, scope) =>
            [
                "sub-process without a none start event",
            ],
            Activity activity => OfActivity(activity),
            Event happening => OfEvent(definition, happening),
            // Table 10.103: only one that begins the process may wait for all its events.
            EventBasedGateway { IsParallel: true, Instantiate: false } => ["parallel gateway amid the process"],
            EventBasedGateway gateway => OfTargets(definition, gateway),
            ExclusiveGateway or ParallelGateway or InclusiveGateway or ComplexGateway => [],
            _ => ["unknown element"],
        };

    /// <summary>An empty one passes through; one whose start events all wait for something would never begin.</summary>
    private static bool CanStart(ProcessDefinition definition, SubProcess node)
    {
        var scope = definition.ScopeOf(node.Id);
        return scope.NodeIds.IsEmpty || !Containers.SubProcessBehavior.FirstNodes(definition, scope).IsEmpty;
    }

    private static IEnumerable<string> OfActivity(Activity activity)
    {
        if (activity is BusinessRuleTask { Implementation: Implementation.None })
        {
            yield return "business rule task without an implementation";
        }
        var known =
            activity
            is NoneTask
                or ManualTask
                or UserTask
                or ServiceTask
                or SendTask
                or ReceiveTask
                or BusinessRuleTask
                or ScriptTask
                or SubProcess
                or CallActivity;
        if (!known)
        {
            yield return "unknown activity";
        }
    }

    private static IEnumerable<string> OfEvent(ProcessDefinition definition, Event node)
    {
        if (IsParallelMultiple(node) && node.Definitions.Any(IsThrown))
        {
            yield return "parallel multiple event with something that is thrown";
        }
        foreach (var happening in node.Definitions)
        {
            if (!IsKnown(definition, node, happening))
            {
                yield return $"{happening.GetType().Name} event definition";
            }
        }
        if (node is BoundaryEvent { Definitions.IsEmpty: true } or IntermediateCatchEvent { Definitions.IsEmpty: true })
        {
            yield return "an event that waits for nothing";
        }
    }

    private static bool IsParallelMultiple(Event node) =>
        node
            is StartEvent { IsParallelMultiple: true }
                or IntermediateCatchEvent { IsParallelMultiple: true }
                or BoundaryEvent { IsParallelMultiple: true };

    /// <summary>Not awaited beside others: it is thrown at whoever catches it.</summary>
    private static bool IsThrown(EventDefinition definition) =>
        definition
            is EventDefinition.Error
                or EventDefinition.Escalation
                or EventDefinition.Compensation
                or EventDefinition.Cancel;

    private static bool IsKnown(ProcessDefinition definition, Event node, EventDefinition happening) =>
        (node, happening) switch
        {
            (StartEvent or BoundaryEvent, EventDefinition.Error or EventDefinition.Escalation) => true,
            (StartEvent or BoundaryEvent or IntermediateCatchEvent, EventDefinition.Timer) => true,
            (StartEvent or BoundaryEvent or IntermediateCatchEvent, EventDefinition.Conditional) => true,
            (EndEvent, EventDefinition.Error or EventDefinition.Terminate or EventDefinition.Escalation) => true,
            (IntermediateThrowEvent, EventDefinition.Escalation) => true,
            (EndEvent or IntermediateThrowEvent, EventDefinition.Compensation) => true,
            (BoundaryEvent boundary, EventDefinition.Compensation) => boundary.CompensationHandler is not null,
            (StartEvent, EventDefinition.Compensation) => IsInEventSubProcess(definition, node),
            (EndEvent, EventDefinition.Cancel) => Containers.Transaction.Encloses(definition, node),
            (BoundaryEvent boundary, EventDefinition.Cancel) => definition.FindNode(boundary.AttachedTo)
                is SubProcess { IsTransaction: true },
            (IntermediateThrowEvent, EventDefinition.Link link) => Events.Links.TargetOf(definition, node, link.Name)
                is not null,
            (IntermediateCatchEvent, EventDefinition.Link) => true,
            (_, EventDefinition.Message or EventDefinition.Signal) => true,
            _ => false,
        };

    private static bool IsInEventSubProcess(ProcessDefinition definition, Event node) =>
        definition.FindNode(node.ScopeId) is SubProcess { TriggeredByEvent: true };

    private static IEnumerable<string> OfTargets(ProcessDefinition definition, EventBasedGateway gateway)
    {
        foreach (var flow in gateway.Outgoing)
        {
            var target = definition.Node(definition.Flow(flow).TargetId);
            if (target is not (IntermediateCatchEvent or ReceiveTask { Message: not null }))
            {
                yield return $"event-based gateway before {target.ElementType} {target.Id}";
            }
        }
    }
}
