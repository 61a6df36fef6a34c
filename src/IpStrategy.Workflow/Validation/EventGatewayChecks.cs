using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Event-based gateways (BPMN 2.0.2 §10.6.6).</summary>
internal static class EventGatewayChecks
{
    public static void Check(BpmnDocument document, SourceElement gateway, List<DrawnFlow> outgoing)
    {
        var id = document.IdOf(gateway);
        if (outgoing.Count < 2)
        {
            document.Findings.Add(Rules.EventGatewayTooFew, gateway, id);
        }
        CheckParallel(document, gateway, outgoing);
        var targets = outgoing.ConvertAll(f => f.Target);
        foreach (var target in targets)
        {
            CheckTarget(document, gateway, target);
        }
        // A message event and a receive task behind one gateway would compete for the same message.
        if (
            targets.Exists(t => t.Name == "receiveTask")
            && targets.Exists(t => Waits(document, t, "messageEventDefinition"))
        )
        {
            document.Findings.Add(Rules.EventGatewayMixed, gateway, id);
        }
    }

    // After the first message has started the process, the others are waited for: only messages can be told apart so.
    private static void CheckParallel(BpmnDocument document, SourceElement gateway, List<DrawnFlow> outgoing)
    {
        if (gateway.Attribute("eventGatewayType") != "Parallel")
        {
            return;
        }
        var id = document.IdOf(gateway);
        if (gateway.Attribute("instantiate") is not ("true" or "1"))
        {
            document.Findings.Add(Rules.EventGatewayParallel, gateway, id);
        }
        foreach (var target in outgoing.Select(f => f.Target))
        {
            if (target.Name != "receiveTask" && !Waits(document, target, "messageEventDefinition"))
            {
                document.Findings.Add(Rules.EventGatewayParallelTargets, gateway, id, document.IdOf(target));
            }
        }
    }

    private static void CheckTarget(BpmnDocument document, SourceElement gateway, SourceElement target)
    {
        var (id, targetId) = (document.IdOf(gateway), document.IdOf(target));
        string[] allowed =
        [
            "messageEventDefinition",
            "timerEventDefinition",
            "signalEventDefinition",
            "conditionalEventDefinition",
        ];
        var definitions = EventDefinitionReading.Elements(document, target).ToList();
        var isUnknown = EventDefinitionReading.HasUnknown(document, target);
        var waits =
            target.Name == "intermediateCatchEvent"
            && (definitions.Count > 0 || isUnknown)
            && definitions.TrueForAll(d => allowed.Contains(d.Name));
        if (target.Name != "receiveTask" && !waits)
        {
            document.Findings.Add(Rules.EventGatewayTargets, gateway, id, targetId);
        }
        if (document.OutlineOf(target.Parent!).Incoming(target).Count() > 1)
        {
            document.Findings.Add(Rules.EventGatewayTargetMerges, gateway, id, targetId);
        }
        if (target.Name == "receiveTask" && document.BoundaryEventsOf(target).Any())
        {
            document.Findings.Add(Rules.EventGatewayReceiveBoundary, gateway, id, targetId);
        }
    }

    private static bool Waits(BpmnDocument document, SourceElement node, string definition) =>
        node.Name == "intermediateCatchEvent"
        && EventDefinitionReading.Elements(document, node).Any(d => d.Name == definition);
}
