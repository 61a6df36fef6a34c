using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Choreographies: who takes part, and what may stand in them (BPMN 2.0.2 §11).</summary>
internal static class ChoreographyChecks
{
    public static void Check(BpmnDocument document)
    {
        // "Activities, Data Associations, and Data Objects MUST NOT be included as a flowElement for a Choreography."
        foreach (var data in document.Elements.Where(IsChoreographedData))
        {
            document.Findings.Add(Rules.ChoreographyContent, data, data.Name, data.Parent!.Name);
        }
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
                ChoreographySequence.Check(document, node);
            }
            if (isChoreographed && node.Name == "eventBasedGateway")
            {
                CheckGateway(document, node);
                ChoreographySequence.CheckSides(document, node);
            }
        }
    }

    private static bool IsChoreographedData(SourceElement element) =>
        element.IsBpmn
        && element.Name is "dataObject" or "dataObjectReference" or "dataStoreReference"
        && element.Parent is { } parent
        && BpmnNames.IsChoreography(parent);

    private static void CheckParticipants(BpmnDocument document, SourceElement activity)
    {
        var participants = ParticipantsOf(document, activity);
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

    public static HashSet<SourceElement> ParticipantsOf(BpmnDocument document, SourceElement activity) =>
        activity
            .Model("participantRef")
            .Select(r => document.Resolve(r, r.Text).Element)
            .OfType<SourceElement>()
            .ToHashSet();

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
}
