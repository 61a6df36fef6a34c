using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Who may begin the next activity of a choreography, where nobody sees the whole (BPMN 2.0.2 §11.5.6, §11.7.2).</summary>
internal static class ChoreographySequence
{
    // "The Initiator of a Choreography Activity MUST have been involved (as Initiator or Receiver) in the previous Choreography
    // Activity."
    public static void Check(BpmnDocument document, SourceElement activity)
    {
        if (InitiatorOf(document, activity) is not { } initiator || !BpmnNames.HoldsNodes(activity.Parent!))
        {
            return;
        }
        var outline = document.OutlineOf(activity.Parent!);
        foreach (var flow in outline.Incoming(activity))
        {
            var previous = Previous(outline, flow.Source);
            var involved = previous is null ? [] : ChoreographyChecks.ParticipantsOf(document, previous);
            if (involved.Count > 0 && !involved.Contains(initiator))
            {
                var (id, before) = (document.IdOf(activity), document.IdOf(previous!));
                document.Findings.Add(Rules.InitiatorNotInvolved, activity, id, before);
            }
        }
    }

    // "On the right side of the Gateway: either the senders MUST be the same; or the receivers MUST be the same."
    public static void CheckSides(BpmnDocument document, SourceElement gateway)
    {
        var tasks = document
            .OutlineOf(gateway.Parent!)
            .Outgoing(gateway)
            .Select(f => f.Target)
            .Where(t => t is { IsBpmn: true, Name: "choreographyTask" })
            .ToList();
        var senders = tasks.Select(t => InitiatorOf(document, t)).ToList();
        var receivers = tasks
            .Select(t =>
                ChoreographyChecks.ParticipantsOf(document, t).FirstOrDefault(p => p != InitiatorOf(document, t))
            )
            .ToList();
        var isKnown = !senders.Contains(null) && !receivers.Contains(null);
        if (isKnown && senders.Distinct().Skip(1).Any() && receivers.Distinct().Skip(1).Any())
        {
            document.Findings.Add(Rules.ChoreographyGatewaySides, gateway, document.IdOf(gateway));
        }
    }

    // Back over what only splits or waits; where several ways meet, which one was taken is not written.
    private static SourceElement? Previous(Outline outline, SourceElement node)
    {
        var seen = new HashSet<SourceElement>();
        while (!BpmnNames.IsChoreographyActivity(node))
        {
            var before = outline.Incoming(node).Select(f => f.Source).ToList();
            if (before.Count != 1 || !seen.Add(node))
            {
                return null;
            }
            node = before[0];
        }
        return node;
    }

    private static SourceElement? InitiatorOf(BpmnDocument document, SourceElement activity) =>
        document.Resolve(activity, activity.Attribute("initiatingParticipantRef"), "participant");
}
