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
            var fits = isChoreographed ? !BpmnNames.IsActivity(node) : !BpmnNames.IsChoreographyActivity(node);
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
        var first = document.Resolve(activity, activity.Attribute("initiatingParticipantRef"), "participant");
        if (first is not null && !participants.Contains(first))
        {
            document.Findings.Add(Rules.InitiatingParticipant, activity, document.IdOf(activity));
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
