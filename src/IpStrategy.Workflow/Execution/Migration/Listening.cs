using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Migration;

/// <summary>An event of the diagram that an element listens for.</summary>
internal sealed record Heard(string ActivityId, ImmutableArray<EventDefinition> Definitions)
{
    public bool Has(string kind) => Definitions.Any(d => KindOf(d) == kind);

    /// <summary>A condition is kept only while it is the same: what is armed names it.</summary>
    public static string KindOf(EventDefinition definition) =>
        definition is EventDefinition.Conditional conditional
            ? KindOf(SubscriptionKind.Conditional, conditional.Condition.Source)
            : definition.GetType().Name;

    public static string KindOf(EventSubscription subscription) => KindOf(subscription.Kind, subscription.Name);

    public static string TimerKind => nameof(EventDefinition.Timer);

    private static string KindOf(SubscriptionKind kind, string name) =>
        kind switch
        {
            SubscriptionKind.Message => nameof(EventDefinition.Message),
            SubscriptionKind.Signal => nameof(EventDefinition.Signal),
            _ => $"{nameof(EventDefinition.Conditional)} {name}",
        };
}

/// <summary>What an element has armed by its definition, or had until it happened.</summary>
/// <param name="IsLoopRun">Boundary events stand at the loop, not at its runs.</param>
/// <param name="IsInterrupted">An interrupting event sub-process has taken the place of everything in the scope.</param>
internal readonly record struct Listening(
    ProcessDefinition Definition,
    ElementInstance Element,
    bool IsLoopRun,
    bool IsInterrupted
)
{
    public IEnumerable<Heard> All() =>
        Element.WaitsFor is WaitingFor.Entry or WaitingFor.Exit ? [] : [.. AtBorder(), .. Inside(), .. Own()];

    public static bool IsInterruptedBy(ProcessDefinition definition, IEnumerable<ElementInstance> contents) =>
        contents.Any(c =>
            c.ArrivedBy is { } start
            && definition.FindNode(c.ActivityId) is SubProcess { TriggeredByEvent: true }
            && definition.FindNode(start) is StartEvent { IsInterrupting: true }
        );

    private IEnumerable<Heard> AtBorder() =>
        Element.Role is ElementRole.Element or ElementRole.LoopBody
        && !IsLoopRun
        && Definition.FindNode(Element.ActivityId) is Activity
            ? Definition.BoundaryEventsOf(Element.ActivityId).Select(Of)
            : [];

    private IEnumerable<Heard> Inside()
    {
        var isScope =
            Element.Role == ElementRole.Process
            || (
                Element is { Role: ElementRole.Element, WaitsFor: WaitingFor.Contents }
                && Definition.FindNode(Element.ActivityId) is SubProcess
            );
        return isScope && !IsInterrupted ? StartsIn(Definition, Element.ActivityId) : [];
    }

    private IEnumerable<Heard> Own()
    {
        if (Element.WaitsFor != WaitingFor.Event)
        {
            return [];
        }
        var definition = Definition;
        return Definition.FindNode(Element.ActivityId) switch
        {
            EventBasedGateway gateway => gateway
                .Outgoing.Select(f => Waiting(definition.Node(definition.Flow(f).TargetId)))
                .OfType<Heard>(),
            { } node => Waiting(node) is { } heard ? [heard] : [],
            null => [],
        };
    }

    private static IEnumerable<Heard> StartsIn(ProcessDefinition definition, string scopeId) =>
        definition
            .ScopeOf(scopeId)
            .EventSubProcessIds.SelectMany(id => definition.ScopeOf(id).NodeIds)
            .Select(definition.Node)
            .OfType<StartEvent>()
            .Select(Of);

    private static Heard? Waiting(FlowNode node) =>
        node switch
        {
            IntermediateCatchEvent or StartEvent => Of((Event)node),
            ReceiveTask { Message: { } message } => new Heard(node.Id, [new EventDefinition.Message(message)]),
            _ => null,
        };

    private static Heard Of(Event node) => new(node.Id, node.Definitions);
}
