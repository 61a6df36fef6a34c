using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Choreographies: who takes part, and what may stand in them (BPMN 2.0.2 §11).</summary>
internal static class ChoreographyChecks
{
    private static readonly string[] Starting =
    [
        "timerEventDefinition",
        "conditionalEventDefinition",
        "signalEventDefinition",
    ];

    public static void Check(BpmnDocument document)
    {
        foreach (var node in document.Elements.Where(n => BpmnNames.IsConnectable(n) && n.Parent is not null))
        {
            var isChoreographed = BpmnNames.IsChoreography(node.Parent!);
            var isGlobal = node.Parent is { Name: "globalChoreographyTask" };
            var fits = isChoreographed
                ? !isGlobal && !BpmnNames.IsActivity(node)
                : !BpmnNames.IsChoreographyActivity(node);
            if (!fits)
            {
                // In a process it would be passed over in silence; a choreography is not run at all.
                var rule = isChoreographed ? Rules.ChoreographyContent : Rules.UnknownElement;
                document.Findings.Add(rule, node, node.Name, node.Parent!.Name);
            }
            if (BpmnNames.IsChoreographyActivity(node))
            {
                CheckParticipants(document, node);
            }
            if (isChoreographed && node.Name == "eventBasedGateway")
            {
                CheckGateway(document, node);
            }
            if (isChoreographed && node.Name == "startEvent")
            {
                CheckStart(document, node);
            }
        }
    }

    private static void CheckParticipants(BpmnDocument document, SourceElement activity)
    {
        var participants = activity
            .Model("participantRef")
            .Select(r => document.Resolve(r, r.Text).Element)
            .OfType<SourceElement>()
            .ToHashSet();
        if (activity.Name == "choreographyTask" && activity.Model("participantRef").Count() > 2)
        {
            document.Findings.Add(Rules.ChoreographyParticipants, activity, document.IdOf(activity));
        }
        foreach (var flow in activity.Model("messageFlowRef").Select(r => document.Resolve(r, r.Text).Element))
        {
            if (flow is { Name: "messageFlow" } && !Connects(document, flow, participants))
            {
                document.Findings.Add(
                    Rules.ChoreographyMessage,
                    activity,
                    document.IdOf(activity),
                    document.IdOf(flow)
                );
            }
        }
        var first = document.Resolve(activity, activity.Attribute("initiatingParticipantRef"), "participant");
        if (first is not null && !participants.Contains(first))
        {
            document.Findings.Add(Rules.InitiatingParticipant, activity, document.IdOf(activity));
        }
    }

    private static bool Connects(BpmnDocument document, SourceElement flow, HashSet<SourceElement> participants)
    {
        string[] ends = ["sourceRef", "targetRef"];
        return ends.Select(e => document.Resolve(flow, flow.Attribute(e), "participant"))
            .All(p => p is null || participants.Contains(p));
    }

    // §11.7.3: there is nobody who could receive a message but the participants of an activity.
    private static void CheckGateway(BpmnDocument document, SourceElement gateway)
    {
        foreach (var target in document.OutlineOf(gateway.Parent!).Outgoing(gateway).Select(f => f.Target))
        {
            var waits =
                target.Name == "intermediateCatchEvent"
                && EventDefinitionReading
                    .Elements(document, target)
                    .All(d => d.Name is "timerEventDefinition" or "signalEventDefinition");
            if (!waits && !BpmnNames.IsChoreographyActivity(target))
            {
                var rule = Rules.ChoreographyGatewayTargets;
                document.Findings.Add(rule, gateway, document.IdOf(gateway), document.IdOf(target));
            }
        }
    }

    // Nobody outside could send a choreography the message it would start with.
    private static void CheckStart(BpmnDocument document, SourceElement start)
    {
        foreach (var definition in EventDefinitionReading.Elements(document, start))
        {
            if (!Starting.Contains(definition.Name))
            {
                document.Findings.Add(Rules.ChoreographyStart, start, document.IdOf(start), definition.Name);
            }
        }
    }
}
