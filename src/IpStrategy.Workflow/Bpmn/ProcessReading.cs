using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>What was read of a process, before it is known whether it may run.</summary>
internal sealed record ProcessDraft(
    string Id,
    string? Name,
    ImmutableArray<FlowNode> Nodes,
    ImmutableArray<SequenceFlow> Flows,
    ImmutableArray<Scope> Scopes,
    ImmutableArray<Lane> Lanes
)
{
    public ImmutableArray<Correlation> Correlations { get; init; } = [];

    /// <summary>Of two elements with the same id the first one stands; that there are two is a finding of its own.</summary>
    public ProcessDefinition Compile() =>
        new(
            new DefinitionId(Id, 0),
            Name,
            [.. Nodes.DistinctBy(n => n.Id, StringComparer.Ordinal)],
            [.. Flows.DistinctBy(f => f.Id, StringComparer.Ordinal)],
            [.. Scopes.DistinctBy(s => s.Id, StringComparer.Ordinal)],
            Lanes
        )
        {
            Correlations = Correlations,
        };
}

/// <summary>Reads a process with all its sub-processes.</summary>
internal static class ProcessReading
{
    public static ProcessDraft Read(ReadingContext context, SourceElement process)
    {
        if (process.Id is null)
        {
            context.Findings.Add(Rules.MissingProcessId, process);
        }
        var containers = BpmnDocument.ContainersOf(process).ToList();
        return new ProcessDraft(
            context.Document.IdOf(process),
            process.Attribute("name"),
            [.. InDocumentOrder(process).Select(n => NodeReading.Read(context, n))],
            [.. containers.SelectMany(c => context.Document.OutlineOf(c).Flows).Select(f => ReadFlow(context, f))],
            [.. containers.Select(c => ReadScope(context.Document, c))],
            LaneReading.Read(context.Document, process)
        )
        {
            Correlations = CorrelationReading.Read(context, process),
        };
    }

    /// <summary>BPMN 2.0.2 §10.3.7: a global task is a process of its own with that one task in it.</summary>
    public static ProcessDraft ReadGlobal(ReadingContext context, SourceElement task)
    {
        var node = NodeReading.Read(context, task);
        var id = context.Document.IdOf(task);
        var scope = new Scope(id, null, [id], [], [], []);
        return new ProcessDraft(id, task.Attribute("name"), [node], [], [scope], []);
    }

    private static IEnumerable<SourceElement> InDocumentOrder(SourceElement process) =>
        process
            .DescendantsAndSelf()
            .Where(e => BpmnNames.IsFlowNode(e) && e.Parent is { } p && BpmnNames.IsContainer(p));

    private static SequenceFlow ReadFlow(ReadingContext context, DrawnFlow drawn)
    {
        return new SequenceFlow(
            context.Document.IdOf(drawn.Flow),
            drawn.Flow.Attribute("name"),
            context.Document.IdOf(drawn.Source),
            context.Document.IdOf(drawn.Target),
            context.Expressions.Formal(drawn.Flow, "conditionExpression"),
            drawn.Flow.Place
        );
    }

    private static Scope ReadScope(BpmnDocument document, SourceElement container)
    {
        var outline = document.OutlineOf(container);
        return new Scope(
            document.IdOf(container),
            container.Name == "process" ? null : document.IdOf(container.Parent!),
            [.. outline.Nodes.Select(document.IdOf)],
            [.. outline.Flows.Select(f => document.IdOf(f.Flow))],
            [.. outline.Nodes.Where(IsEventSubProcess).Select(document.IdOf)],
            [.. DataNames.Of(container)]
        );
    }

    private static bool IsEventSubProcess(SourceElement node) =>
        node.Name == "subProcess" && node.Attribute("triggeredByEvent") is "true" or "1";
}
