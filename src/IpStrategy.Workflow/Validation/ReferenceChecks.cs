using System.Collections.Frozen;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Validation;

/// <summary>
/// References that are no sequence flow: what they are written in, and what they may point to. "Strict" ones decide what
/// happens at run time, so an unresolved one refuses; the others only break the standard.
/// </summary>
internal static class ReferenceChecks
{
    private static readonly string[] ItemAware =
    [
        "dataObject",
        "dataObjectReference",
        "dataStoreReference",
        "dataInput",
        "dataOutput",
        "property",
        "inputDataItem",
        "outputDataItem",
    ];

    private static readonly FrozenDictionary<string, Wanted> Attributes = new Dictionary<string, Wanted>
    {
        ["messageRef"] = new(true, ["message"]),
        ["signalRef"] = new(true, ["signal"]),
        ["errorRef"] = new(true, ["error"]),
        ["escalationRef"] = new(true, ["escalation"]),
        ["operationRef"] = new(false, ["operation"]),
        ["dataObjectRef"] = new(true, ["dataObject"]),
        ["dataStoreRef"] = new(false, ["dataStore"]),
        ["itemSubjectRef"] = new(false, ["itemDefinition"]),
        ["itemRef"] = new(false, ["itemDefinition"]),
        ["processRef"] = new(false, ["process"]),
        ["partitionElementRef"] = new(false, []),
        ["correlationKeyRef"] = new(false, ["correlationKey"]),
        ["correlationPropertyRef"] = new(false, ["correlationProperty"]),
        ["definitionalCollaborationRef"] = new(false, ["collaboration", "choreography", "globalConversation"]),
        ["oneBehaviorEventRef"] = new(true, []),
        ["noneBehaviorEventRef"] = new(true, []),
        ["parameterRef"] = new(false, ["resourceParameter"]),
        ["categoryValueRef"] = new(false, ["categoryValue"]),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Wanted> Children = new Dictionary<string, Wanted>
    {
        ["operationRef"] = new(false, ["operation"]),
        ["inMessageRef"] = new(false, ["message"]),
        ["outMessageRef"] = new(false, ["message"]),
        ["errorRef"] = new(false, ["error"]),
        ["resourceRef"] = new(false, ["resource"]),
        ["supportedInterfaceRef"] = new(false, ["interface"]),
        ["interfaceRef"] = new(false, ["interface"]),
        ["endPointRef"] = new(false, ["endPoint"]),
        ["loopDataInputRef"] = new(false, ItemAware),
        ["loopDataOutputRef"] = new(false, ItemAware),
        ["dataInputRefs"] = new(false, ["dataInput", "inputDataItem"]),
        ["dataOutputRefs"] = new(false, ["dataOutput", "outputDataItem"]),
        ["optionalInputRefs"] = new(false, ["dataInput"]),
        ["optionalOutputRefs"] = new(false, ["dataOutput"]),
        ["whileExecutingInputRefs"] = new(false, ["dataInput"]),
        ["whileExecutingOutputRefs"] = new(false, ["dataOutput"]),
        ["inputSetRefs"] = new(false, ["inputSet"]),
        ["outputSetRefs"] = new(false, ["outputSet"]),
        ["correlationPropertyRef"] = new(false, ["correlationProperty"]),
        ["categoryValueRef"] = new(false, ["categoryValue"]),
        ["innerParticipantRef"] = new(false, ["participant"]),
        ["outerParticipantRef"] = new(false, ["participant"]),
        ["participantRef"] = new(false, ["participant"]),
        ["messageFlowRef"] = new(false, ["messageFlow"]),
        ["innerMessageFlowRef"] = new(false, ["messageFlow"]),
        ["outerMessageFlowRef"] = new(false, ["messageFlow"]),
        ["eventDefinitionRef"] = new(true, []),
        ["flowNodeRef"] = new(false, []),
        ["incoming"] = new(false, ["sequenceFlow"]),
        ["outgoing"] = new(false, ["sequenceFlow"]),
    }.ToFrozenDictionary();

    public static void Check(BpmnDocument document)
    {
        foreach (var element in document.Elements)
        {
            foreach (var attribute in element.Attributes.Where(a => a.Namespace.Length == 0))
            {
                if (Attributes.TryGetValue(attribute.Name, out var wanted))
                {
                    Check(document, element, new Written(attribute.Name, attribute.Value, attribute.Place), wanted);
                }
            }
            if (Children.TryGetValue(element.Name, out var wantedChild))
            {
                Check(document, element, new Written(element.Name, element.Text.Trim(), element.Place), wantedChild);
            }
            CheckEnds(document, element);
        }
        CheckDiagram(document);
    }

    // Associations of any kind: their ends may be nearly everything.
    private static void CheckEnds(BpmnDocument document, SourceElement element)
    {
        if (element.Name is "association" or "messageFlow" or "conversationLink")
        {
            foreach (var end in element.Attributes.Where(a => a.Name is "sourceRef" or "targetRef"))
            {
                Check(document, element, new Written(end.Name, end.Value, end.Place), new Wanted(false, []));
            }
        }
        if (element.Name is "dataInputAssociation" or "dataOutputAssociation")
        {
            foreach (var end in element.Children.Where(c => c.IsBpmn && c.Name is "sourceRef" or "targetRef"))
            {
                Check(document, end, new Written(end.Name, end.Text.Trim(), end.Place), new Wanted(false, ItemAware));
            }
        }
    }

    // BPMN 2.0.2 §12.2: every shape and edge stands for an element of the model.
    private static void CheckDiagram(BpmnDocument document)
    {
        foreach (var shape in document.Root.DescendantsAndSelf().Where(e => e.Namespace == BpmnNames.Diagram))
        {
            if (shape.Find("bpmnElement") is { } reference)
            {
                var written = new Written(reference.Name, reference.Value, reference.Place);
                Check(document, shape, written, new Wanted(false, []));
            }
        }
    }

    private static void Check(BpmnDocument document, SourceElement at, Written written, Wanted wanted)
    {
        var found = document.Resolve(at, written.Value);
        if (found.State == ReferenceState.Missing)
        {
            var rule = wanted.IsStrict ? Rules.UnresolvedReference : Rules.UnresolvedLooseReference;
            document.Findings.Add(rule, at, written.Place, written.Name, written.Value);
        }
        if (found.Element is { } element && wanted.Names.Length > 0 && !wanted.Names.Contains(element.Name))
        {
            var rule = wanted.IsStrict ? Rules.WrongReference : Rules.WrongLooseReference;
            document.Findings.Add(rule, at, written.Place, written.Name, written.Value, element.Name);
        }
    }

    private readonly record struct Written(string Name, string Value, SourcePlace Place);

    private sealed record Wanted(bool IsStrict, string[] Names);
}
