using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Gateways (BPMN 2.0.2 §10.6).</summary>
internal static class GatewayChecks
{
    public static void Check(BpmnDocument document)
    {
        foreach (var gateway in document.Elements.Where(IsPlaced))
        {
            var outline = document.OutlineOf(gateway.Parent!);
            var incoming = outline.Incoming(gateway).ToList();
            var outgoing = outline.Outgoing(gateway).ToList();
            CheckCounts(document, gateway, incoming.Count, outgoing.Count);
            CheckDirection(document, gateway, incoming.Count, outgoing.Count);
            if (gateway.Name == "exclusiveGateway")
            {
                CheckConditions(document, gateway, outgoing);
            }
            if (gateway.Name == "eventBasedGateway" && BpmnNames.IsContainer(gateway.Parent!))
            {
                EventGatewayChecks.Check(document, gateway, outgoing);
            }
            if (
                gateway.Name == "complexGateway"
                && incoming.Count > 1
                && gateway.FirstModel("activationCondition") is null
            )
            {
                document.Findings.Add(Rules.ComplexWithoutCondition, gateway, document.IdOf(gateway));
            }
        }
    }

    private static bool IsPlaced(SourceElement element) =>
        BpmnNames.IsGateway(element)
        && element.Parent is { } parent
        && (BpmnNames.IsContainer(parent) || BpmnNames.IsChoreography(parent));

    private static void CheckCounts(BpmnDocument document, SourceElement gateway, int incoming, int outgoing)
    {
        var id = document.IdOf(gateway);
        if (incoming <= 1 && outgoing <= 1)
        {
            document.Findings.Add(Rules.GatewayWithoutPurpose, gateway, id);
        }
    }

    // BPMN 2.0.2 table 10.100: a direction, where it is given, must fit the flows.
    private static void CheckDirection(BpmnDocument document, SourceElement gateway, int incoming, int outgoing)
    {
        var fits = gateway.Attribute("gatewayDirection") switch
        {
            "Converging" => incoming > 1 && outgoing <= 1,
            "Diverging" => incoming <= 1 && outgoing > 1,
            "Mixed" => incoming > 1 && outgoing > 1,
            _ => true,
        };
        if (!fits)
        {
            var direction = gateway.Attribute("gatewayDirection")!;
            document.Findings.Add(Rules.GatewayDirectionWrong, gateway, document.IdOf(gateway), direction);
        }
    }

    private static void CheckConditions(BpmnDocument document, SourceElement gateway, List<DrawnFlow> outgoing)
    {
        var byDefault = document.Resolve(gateway, gateway.Attribute("default"), "sequenceFlow");
        if (outgoing.Count < 2)
        {
            return;
        }
        foreach (var flow in outgoing.Select(f => f.Flow).Where(f => f != byDefault))
        {
            if (flow.FirstModel("conditionExpression") is null)
            {
                document.Findings.Add(Rules.ConditionMissing, flow, document.IdOf(flow));
            }
        }
    }
}
