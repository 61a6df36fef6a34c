namespace IpStrategy.Workflow.Definitions;

/// <summary>One way a process is started by something that happens.</summary>
/// <param name="NodeId">What to start at: a start event, an instantiating receive task, or an event behind an instantiating gateway.</param>
/// <param name="Position">Which of the node's event definitions this is, from 0.</param>
public sealed record EntryPoint(string NodeId, EventDefinition Trigger, int Position)
{
    internal static IReadOnlyList<EntryPoint> Of(ProcessDefinition definition) =>
        [.. definition.RootScope.NodeIds.Select(definition.Node).SelectMany(n => Of(definition, n))];

    private static IEnumerable<EntryPoint> Of(ProcessDefinition definition, FlowNode node) =>
        node switch
        {
            StartEvent start => Of(start),
            ReceiveTask { IsInstantiating: true, Message: { } message } => [Of(node, message)],
            EventBasedGateway { Instantiate: true } gateway => gateway.Outgoing.SelectMany(f =>
                Behind(definition.Node(definition.Flow(f).TargetId))
            ),
            _ => [],
        };

    private static IEnumerable<EntryPoint> Behind(FlowNode target) =>
        target switch
        {
            IntermediateCatchEvent caught => Of(caught),
            ReceiveTask { Message: { } message } => [Of(target, message)],
            _ => [],
        };

    private static IEnumerable<EntryPoint> Of(Event node) =>
        node.Definitions.Select((d, i) => new EntryPoint(node.Id, d, i));

    private static EntryPoint Of(FlowNode node, MessageReference message) =>
        new(node.Id, new EventDefinition.Message(message), 0);
}
