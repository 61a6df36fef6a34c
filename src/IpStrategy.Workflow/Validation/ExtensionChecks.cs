using System.Collections.Frozen;
using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Execution extensions that nothing here reads are named, so that nobody trusts in them (BPMN 2.0.2 §8.3.3).</summary>
internal static class ExtensionChecks
{
    private static readonly string[] OfNodes = ["asyncBefore", "asyncAfter", "async", "asyncLeave", "exclusive"];

    private static readonly string[] OfWork =
    [
        "type",
        "topic",
        "class",
        "delegateExpression",
        "expression",
        "resultVariable",
        "resultVariableName",
    ];

    private static readonly FrozenDictionary<string, string[]> Attributes = new Dictionary<string, string[]>
    {
        ["userTask"] =
        [
            "assignee",
            "candidateUsers",
            "candidateGroups",
            "dueDate",
            "followUpDate",
            "priority",
            "formKey",
        ],
        ["serviceTask"] = OfWork,
        ["sendTask"] = OfWork,
        ["businessRuleTask"] =
        [
            .. OfWork,
            "decisionRef",
            "decisionRefBinding",
            "decisionRefVersion",
            "mapDecisionResult",
        ],
        ["messageEventDefinition"] = OfWork,
        ["error"] = ["errorMessage"],
        ["scriptTask"] = ["resultVariable", "resultVariableName", "resource"],
        ["callActivity"] = ["calledElement", "calledElementBinding", "calledElementVersion"],
        ["startEvent"] = ["initiator"],
        ["multiInstanceLoopCharacteristics"] =
        [
            "collection",
            "elementVariable",
            "asyncBefore",
            "asyncAfter",
            "exclusive",
        ],
        ["errorEventDefinition"] = ["errorCodeVariable", "errorMessageVariable"],
        ["escalationEventDefinition"] = ["escalationCodeVariable"],
        ["conditionalEventDefinition"] = ["variableName", "variableEvents"],
    }.ToFrozenDictionary();

    public static void Check(BpmnDocument document)
    {
        CheckDemanded(document);
        foreach (var element in document.Elements)
        {
            foreach (var attribute in element.Attributes.Where(a => BpmnNames.IsExtension(a.Namespace)))
            {
                if (!IsRead(element, attribute.Name))
                {
                    document.Findings.Add(
                        Rules.UnsupportedExtension,
                        element,
                        attribute.Place,
                        attribute.Name,
                        element.Name
                    );
                }
            }
            foreach (var extension in element.Extensions().Where(e => !IsElementRead(element, e.Name)))
            {
                document.Findings.Add(Rules.UnsupportedExtension, extension, extension.Name, element.Name);
            }
            CheckListeners(document, element);
        }
    }

    // What an author declares to be indispensable must not be passed over.
    private static void CheckDemanded(BpmnDocument document)
    {
        foreach (var extension in document.All("extension"))
        {
            var definition = extension.Attribute("definition") ?? "";
            var space = extension.NamespaceOf(definition.Split(':')[0]);
            var isDemanded = extension.Attribute("mustUnderstand") is "true" or "1";
            if (isDemanded && (space is null || !BpmnNames.IsExtension(space)))
            {
                document.Findings.Add(Rules.ExtensionMustBeUnderstood, extension, definition);
            }
        }
    }

    private static bool IsRead(SourceElement element, string attribute) =>
        (BpmnNames.IsFlowNode(element) && OfNodes.Contains(attribute))
        || (
            Attributes.TryGetValue(element.Name.Replace("globalU", "u", StringComparison.Ordinal), out var names)
            && names.Contains(attribute)
        );

    private static bool IsElementRead(SourceElement element, string extension) =>
        extension switch
        {
            "properties" => true,
            "executionListener" => BpmnNames.IsFlowNode(element),
            "taskListener" => element.Name == "userTask",
            "inputOutput" => BpmnNames.IsActivity(element) || BpmnNames.IsEvent(element),
            "in" => element.Name is "callActivity" or "signalEventDefinition",
            "out" => element.Name == "callActivity",
            _ => false,
        };

    // A listener may be bound to a handler of the host; fields and scripts in it reach nobody.
    private static void CheckListeners(BpmnDocument document, SourceElement element)
    {
        foreach (var listener in element.Extensions().Where(e => e.Name is "executionListener" or "taskListener"))
        {
            foreach (var child in listener.Children.Where(c => c.Name != "script"))
            {
                document.Findings.Add(Rules.UnsupportedExtension, child, child.Name, listener.Name);
            }
        }
    }
}
