using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Conversations and correlation (BPMN 2.0.2 §8.4.1, §9.5).</summary>
internal static class ConversationChecks
{
    private static readonly string[] NotGlobal =
    [
        "conversation",
        "subConversation",
        "callConversation",
        "conversationLink",
        "conversationAssociation",
        "participantAssociation",
        "messageFlowAssociation",
    ];

    public static void Check(BpmnDocument document)
    {
        foreach (var link in document.All("conversationLink"))
        {
            CheckLink(document, link);
        }
        foreach (var conversation in document.All("globalConversation"))
        {
            foreach (var child in conversation.Children.Where(c => c.IsBpmn && NotGlobal.Contains(c.Name)))
            {
                document.Findings.Add(Rules.GlobalConversationContent, child, document.IdOf(conversation), child.Name);
            }
        }
        foreach (var subscription in document.All("correlationSubscription"))
        {
            CheckSubscription(document, subscription);
        }
    }

    // "A Conversation Link MUST connect to exactly one ConversationNode."
    private static void CheckLink(BpmnDocument document, SourceElement link)
    {
        string[] names = ["sourceRef", "targetRef"];
        var ends = names
            .Select(n => link.Attribute(n) is { Length: > 0 } written ? document.Resolve(link, written).Element : null)
            .OfType<SourceElement>()
            .ToList();
        var others = ends.Where(e => !SchemaTypes.IsIn("@conversationNode", e.Name)).ToList();
        var fits =
            others.Count == 1
            && others.TrueForAll(e => e.Name == "participant" || BpmnNames.IsActivity(e) || BpmnNames.IsEvent(e));
        if (ends.Count == names.Length && !fits)
        {
            document.Findings.Add(Rules.ConversationLinkEnds, link, document.IdOf(link));
        }
    }

    private static void CheckSubscription(BpmnDocument document, SourceElement subscription)
    {
        var key = document.Resolve(subscription, subscription.Attribute("correlationKeyRef"), "correlationKey");
        if (key is null)
        {
            return;
        }
        var properties = key.Model("correlationPropertyRef")
            .Select(r => document.Resolve(r, r.Text).Element)
            .ToHashSet();
        foreach (var binding in subscription.Model("correlationPropertyBinding"))
        {
            var property = document.Resolve(
                binding,
                binding.Attribute("correlationPropertyRef"),
                "correlationProperty"
            );
            if (property is not null && !properties.Contains(property))
            {
                document.Findings.Add(Rules.BindingNotInKey, binding, document.IdOf(property));
            }
        }
    }
}
