using System.Collections.Frozen;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Namespaces and element names of BPMN 2.0.2 and of the execution extensions.</summary>
internal static class BpmnNames
{
    public const string Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    public const string Diagram = "http://www.omg.org/spec/BPMN/20100524/DI";
    public const string DiagramInterchange = "http://www.omg.org/spec/DD/20100524/DI";
    public const string DiagramCommon = "http://www.omg.org/spec/DD/20100524/DC";
    public const string Schema = "http://www.w3.org/2001/XMLSchema";
    public const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
    public const string CompiledNamespaces = "http://www.w3.org/2000/xmlns/";

    private static readonly FrozenSet<string> Extensions = FrozenSet.Create(
        "http://camunda.org/schema/1.0/bpmn",
        "http://operaton.org/schema/1.0/bpmn",
        "http://flowable.org/bpmn",
        "http://activiti.org/bpmn",
        "http://activiti.com/modeler"
    );

    private static readonly FrozenSet<string> Tasks = FrozenSet.Create(
        "task",
        "userTask",
        "manualTask",
        "serviceTask",
        "sendTask",
        "receiveTask",
        "scriptTask",
        "businessRuleTask"
    );

    private static readonly FrozenSet<string> SubProcesses = FrozenSet.Create(
        "subProcess",
        "adHocSubProcess",
        "transaction"
    );

    private static readonly FrozenSet<string> Gateways = FrozenSet.Create(
        "exclusiveGateway",
        "parallelGateway",
        "inclusiveGateway",
        "complexGateway",
        "eventBasedGateway"
    );

    private static readonly FrozenSet<string> Events = FrozenSet.Create(
        "startEvent",
        "endEvent",
        "intermediateCatchEvent",
        "intermediateThrowEvent",
        "boundaryEvent",
        "implicitThrowEvent"
    );

    private static readonly FrozenSet<string> GlobalTasks = FrozenSet.Create(
        "globalTask",
        "globalUserTask",
        "globalManualTask",
        "globalScriptTask",
        "globalBusinessRuleTask"
    );

    private static readonly FrozenSet<string> EventDefinitions = FrozenSet.Create(
        "messageEventDefinition",
        "timerEventDefinition",
        "signalEventDefinition",
        "errorEventDefinition",
        "escalationEventDefinition",
        "conditionalEventDefinition",
        "linkEventDefinition",
        "compensateEventDefinition",
        "cancelEventDefinition",
        "terminateEventDefinition"
    );

    private static readonly FrozenSet<string> ChoreographyActivities = FrozenSet.Create(
        "choreographyTask",
        "subChoreography",
        "callChoreography"
    );

    public static bool IsExtension(string space) => Extensions.Contains(space);

    public static bool IsTask(SourceElement e) => e.IsBpmn && Tasks.Contains(e.Name);

    public static bool IsSubProcess(SourceElement e) => e.IsBpmn && SubProcesses.Contains(e.Name);

    public static bool IsGateway(SourceElement e) => e.IsBpmn && Gateways.Contains(e.Name);

    public static bool IsEvent(SourceElement e) => e.IsBpmn && Events.Contains(e.Name);

    public static bool IsGlobalTask(SourceElement e) => e.IsBpmn && GlobalTasks.Contains(e.Name);

    public static bool IsEventDefinition(SourceElement e) => e.IsBpmn && EventDefinitions.Contains(e.Name);

    public static bool IsActivity(SourceElement e) =>
        IsTask(e) || IsSubProcess(e) || (e.IsBpmn && e.Name == "callActivity");

    public static bool IsFlowNode(SourceElement e) => IsActivity(e) || IsGateway(e) || IsEvent(e);

    public static bool IsChoreographyActivity(SourceElement e) => e.IsBpmn && ChoreographyActivities.Contains(e.Name);

    /// <summary>What a sequence flow may connect, in a process or in a choreography.</summary>
    public static bool IsConnectable(SourceElement e) => IsFlowNode(e) || IsChoreographyActivity(e);

    public static bool IsChoreography(SourceElement e) =>
        e.IsBpmn && e.Name is "choreography" or "globalChoreographyTask" or "subChoreography";

    /// <summary>An element of a process that directly holds flow nodes (BPMN 2.0.2 §8.4.8, FlowElementsContainer).</summary>
    public static bool IsContainer(SourceElement e) => IsSubProcess(e) || (e.IsBpmn && e.Name == "process");

    /// <summary>What holds flow nodes, be it run by someone or only agreed between participants.</summary>
    public static bool HoldsNodes(SourceElement e) =>
        IsContainer(e) || (e.IsBpmn && e.Name is "choreography" or "subChoreography");
}
