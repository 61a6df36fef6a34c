namespace IpStrategy.Workflow.Bpmn;

/// <summary>A sequence flow whose two ends are known.</summary>
internal sealed record DrawnFlow(SourceElement Flow, SourceElement Source, SourceElement Target);

/// <summary>The nodes directly in a container and the flows between them, in document order.</summary>
internal sealed class Outline
{
    private readonly ILookup<SourceElement, DrawnFlow> _outgoing;
    private readonly ILookup<SourceElement, DrawnFlow> _incoming;

    public Outline(SourceElement container, IEnumerable<DrawnFlow> flows)
    {
        Container = container;
        Nodes = [.. container.Children.Where(BpmnNames.IsConnectable)];
        Flows = [.. flows];
        _outgoing = Flows.ToLookup(f => f.Source);
        _incoming = Flows.ToLookup(f => f.Target);
    }

    public SourceElement Container { get; }
    public IReadOnlyList<SourceElement> Nodes { get; }

    /// <summary>Flows whose two ends both lie in this container.</summary>
    public IReadOnlyList<DrawnFlow> Flows { get; }

    public IEnumerable<DrawnFlow> Outgoing(SourceElement node) => _outgoing[node];

    public IEnumerable<DrawnFlow> Incoming(SourceElement node) => _incoming[node];
}
