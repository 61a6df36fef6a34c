using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>
/// Which message an element sends or waits for: its own messageRef, that of its operation, else that of the message flow
/// drawn to or from it. A message goes by its name, by its id if it has none.
/// </summary>
internal sealed class MessageNames
{
    private readonly BpmnDocument _document;
    private readonly ILookup<string, SourceElement> _flowsByEnd;

    public MessageNames(BpmnDocument document)
    {
        _document = document;
        _flowsByEnd = document
            .All("messageFlow")
            .SelectMany(f => new[] { (End: End(f, "sourceRef"), Flow: f), (End: End(f, "targetRef"), Flow: f) })
            .Where(e => e.End is not null)
            .ToLookup(e => e.End!, e => e.Flow, StringComparer.Ordinal);
    }

    /// <param name="holder">The element with the messageRef: an event definition, a send or a receive task.</param>
    /// <param name="node">The event or task itself.</param>
    public MessageReference? Of(SourceElement holder, SourceElement node)
    {
        var message = holder.Attribute("messageRef") is { Length: > 0 } written
            ? Named(holder, written)
            : ByOperation(holder) ?? ByFlow(node);
        var targets = Targets(node).ToImmutableArray();
        return message is null || targets.IsEmpty ? message : message with { Targets = targets };
    }

    /// <summary>Where the message flows lead that are drawn from this element (BPMN 2.0.2 §9.4).</summary>
    private IEnumerable<MessageTarget> Targets(SourceElement node)
    {
        var flows = node.Id is { } id ? _flowsByEnd[id].Where(f => End(f, "sourceRef") == id) : [];
        foreach (var target in flows.Select(f => End(f, "targetRef")).OfType<string>().Select(_document.Find))
        {
            if (target is { Name: "participant" })
            {
                var process = _document.Resolve(target, target.Attribute("processRef"), "process");
                if (process?.Id is { } pool)
                {
                    yield return new MessageTarget(pool, NodeId: null);
                }
            }
            else if (target?.Ancestors().FirstOrDefault(a => a.IsBpmn && a.Name == "process") is { Id: { } process })
            {
                yield return new MessageTarget(process, target.Id);
            }
        }
    }

    public MessageReference? Named(SourceElement at, string reference)
    {
        if (_document.Resolve(at, reference, "message") is { } message)
        {
            return new MessageReference(NameOf(message));
        }
        // What an unread import defines goes by its local name: better than nothing, and said in a warning.
        return _document.UnknownName(at, reference) is { } unknown ? new MessageReference(unknown) : null;
    }

    private MessageReference? ByOperation(SourceElement holder)
    {
        // An event definition names its operation in a child element, a task in an attribute (BPMN 2.0.2 §15.3.2).
        var reference = holder.Attribute("operationRef") ?? holder.FirstModel("operationRef")?.Text;
        var operation = _document.Resolve(holder, reference?.Trim(), "operation");
        return operation?.FirstModel("inMessageRef") is { } message ? Named(message, message.Text.Trim()) : null;
    }

    private MessageReference? ByFlow(SourceElement node)
    {
        var flow = node.Id is { } id ? _flowsByEnd[id].FirstOrDefault() : null;
        if (flow is null)
        {
            return null;
        }
        var written = flow.Attribute("messageRef") ?? WrittenAtOtherEnd(flow, node);
        return written is { Length: > 0 } ? Named(flow, written) : new MessageReference(_document.IdOf(flow));
    }

    private string? WrittenAtOtherEnd(SourceElement flow, SourceElement node)
    {
        var other = End(flow, "sourceRef") == node.Id ? End(flow, "targetRef") : End(flow, "sourceRef");
        var element = other is null ? null : _document.Find(other);
        return element?.Attribute("messageRef")
            ?? element?.FirstModel("messageEventDefinition")?.Attribute("messageRef");
    }

    private string? End(SourceElement flow, string attribute) =>
        flow.Attribute(attribute) is { Length: > 0 } reference ? _document.Resolve(flow, reference).Element?.Id : null;

    private static string NameOf(SourceElement message) =>
        message.Attribute("name") is { Length: > 0 } name ? name : message.Id ?? "";
}
