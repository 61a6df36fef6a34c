using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Every constraint on the file as written. What only shows while elements are read is found there.</summary>
internal static class Constraints
{
    public static void Check(BpmnDocument document)
    {
        FileChecks.Check(document);
        SchemaChecks.Check(document);
        ReferenceChecks.Check(document);
        FlowChecks.Check(document);
        GatewayChecks.Check(document);
        EventChecks.Check(document);
        EventDefinitionChecks.Check(document);
        EventDataChecks.Check(document);
        LinkChecks.Check(document);
        ContainerChecks.Check(document);
        CollaborationChecks.Check(document);
        ConversationChecks.Check(document);
        ChoreographyChecks.Check(document);
        ActivityChecks.Check(document);
        LoopChecks.Check(document);
        RoleChecks.Check(document);
        DataChecks.Check(document);
        SpecificationChecks.Check(document);
        AssociationChecks.Check(document);
        ServiceChecks.Check(document);
        CompensationChecks.Check(document);
        ExpressionTypeChecks.Check(document);
        ExtensionChecks.Check(document);
        DiagramChecks.Check(document);
    }
}
