using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Event-based gateways (BPMN 2.0.2 §10.6.6).</summary>
internal static class EventGatewayChecks
{
    public static void Check(
        BpmnDocument document,
        SourceElement gateway,
        List<DrawnFlow> incoming,
        List<DrawnFlow> outgoing
    )
    {
        var id = document.IdOf(gateway);
        if (outgoing.Count < 2)
        {
            document.Findings.Add(Rules.EventGatewayTooFew, gateway, id);
        }
        if (gateway.Attribute("instantiate") is "true" or "1" && incoming.Count > 0)
        {
            document.Findings.Add(Rules.InstantiatingGatewayIncoming, gateway, id);
        }
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
        if (target.Name != "receiveTask" && !allowed.Any(a => Waits(document, target, a)))
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
