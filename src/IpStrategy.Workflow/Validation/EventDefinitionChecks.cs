using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>What an event definition must say to be executed (BPMN 2.0.2 §10.5.5).</summary>
internal static class EventDefinitionChecks
{
    public static void Check(BpmnDocument document)
    {
        var messages = new MessageNames(document);
        foreach (var node in document.Elements.Where(e => BpmnNames.IsEvent(e) && e.Parent is not null))
        {
            foreach (var definition in EventDefinitionReading.Elements(document, node))
            {
                Check(document, messages, node, definition);
            }
        }
        CheckStartMessages(document, messages);
    }

    // A message that is sent starts one process; where several wait for it, which one cannot be told.
    private static void CheckStartMessages(BpmnDocument document, MessageNames messages)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in document.All("startEvent").Where(s => s.Parent is { Name: "process" }))
        {
            foreach (var definition in EventDefinitionReading.Elements(document, start))
            {
                var name = definition.Name == "messageEventDefinition" ? messages.Of(definition, start)?.Name : null;
                if (name is not null && !seen.Add(name))
                {
                    document.Findings.Add(Rules.DuplicateStartMessage, start, name);
                }
            }
        }
    }

    private static void Check(
        BpmnDocument document,
        MessageNames messages,
        SourceElement node,
        SourceElement definition
    )
    {
        switch (definition.Name)
        {
            case "messageEventDefinition":
                CheckMessage(document, messages, node, definition);
                break;
            case "signalEventDefinition" when definition.Attribute("signalRef") is null:
                document.Findings.Add(Rules.SignalMissing, definition, document.IdOf(node));
                break;
            case "errorEventDefinition":
                CheckError(document, node, definition);
                break;
            case "escalationEventDefinition":
                CheckEscalation(document, node, definition);
                break;
            case "conditionalEventDefinition" when definition.FirstModel("condition") is null:
                document.Findings.Add(Rules.ConditionOfEventMissing, definition, document.IdOf(node));
                break;
            default:
                break;
        }
    }

    private static void CheckMessage(
        BpmnDocument document,
        MessageNames messages,
        SourceElement node,
        SourceElement definition
    )
    {
        // Table 10.98: message and operation "MUST be supplied" for executable processes; an unresolved one is a finding of its own.
        if (definition.Attribute("messageRef") is null && messages.Of(definition, node) is null)
        {
            var rule = EventDefinitionReading.IsThrowing(node) ? Rules.ThrownMessageMissing : Rules.MessageMissing;
            document.Findings.Add(Demanded(node, rule), definition, document.IdOf(node));
        }
        if (BpmnDocument.IsInExecutable(node) && definition.FirstModel("operationRef") is null)
        {
            document.Findings.Add(Rules.OperationMissing, definition, document.IdOf(node));
        }
    }

    private static Rule Demanded(SourceElement node, Rule rule) =>
        BpmnDocument.IsInExecutable(node) ? rule : rule.Underspecified();

    private static void CheckError(BpmnDocument document, SourceElement node, SourceElement definition)
    {
        if (!EventDefinitionReading.IsThrowing(node))
        {
            return;
        }
        if (definition.Attribute("errorRef") is null)
        {
            document.Findings.Add(Demanded(node, Rules.ErrorMissing), definition, document.IdOf(node));
        }
        var error = document.Resolve(definition, definition.Attribute("errorRef"), "error");
        if (error is not null && string.IsNullOrEmpty(error.Attribute("errorCode")))
        {
            document.Findings.Add(Demanded(node, Rules.ErrorCodeMissing), error, document.IdOf(error));
        }
    }

    private static void CheckEscalation(BpmnDocument document, SourceElement node, SourceElement definition)
    {
        if (!EventDefinitionReading.IsThrowing(node))
        {
            return;
        }
        if (definition.Attribute("escalationRef") is null)
        {
            document.Findings.Add(Demanded(node, Rules.EscalationMissing), definition, document.IdOf(node));
        }
        var escalation = document.Resolve(definition, definition.Attribute("escalationRef"), "escalation");
        if (escalation is not null && string.IsNullOrEmpty(escalation.Attribute("escalationCode")))
        {
            document.Findings.Add(Demanded(node, Rules.EscalationCodeMissing), escalation, document.IdOf(escalation));
        }
    }
}
