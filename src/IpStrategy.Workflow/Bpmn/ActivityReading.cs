using System.Globalization;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Activities (BPMN 2.0.2 §10.3): what they have in common, and each kind.</summary>
internal static class ActivityReading
{
    public static Activity Read(ReadingContext context, SourceElement element)
    {
        var data = DataAssociationReading.Read(context, element);
        var parameters = ParameterReading.Read(context, element);
        var activity = Kind(context, element);
        return activity with
        {
            Loop = LoopReading.Read(context, element),
            StartQuantity = Quantity(element, "startQuantity"),
            CompletionQuantity = Quantity(element, "completionQuantity"),
            IsForCompensation = NodeReading.IsTrue(element.Attribute("isForCompensation")),
            Inputs = activity is CallActivity ? parameters.Inputs : [.. data.Inputs, .. parameters.Inputs],
            Outputs = activity is CallActivity ? parameters.Outputs : [.. parameters.Outputs, .. data.Outputs],
        };
    }

    private static Activity Kind(ReadingContext context, SourceElement element)
    {
        var id = context.Document.IdOf(element);
        // A global task stands alone: it is itself the scope it runs in.
        var scope = BpmnNames.IsGlobalTask(element) ? id : context.Document.IdOf(element.Parent!);
        return element.Name switch
        {
            "userTask" or "globalUserTask" => HumanReading.Read(context, element, id, scope),
            "manualTask" or "globalManualTask" => new ManualTask { Id = id, ScopeId = scope },
            "receiveTask" => new ReceiveTask
            {
                Id = id,
                ScopeId = scope,
                Message = context.Messages.Of(element, element),
                IsInstantiating = NodeReading.IsTrue(element.Attribute("instantiate")),
            },
            "scriptTask" or "globalScriptTask" => ScriptReading.Read(context, element, id, scope),
            "callActivity" => CallReading.Read(context, element, id, scope),
            "task" or "globalTask" => new NoneTask { Id = id, ScopeId = scope },
            _ when BpmnNames.IsSubProcess(element) => new SubProcess
            {
                Id = id,
                ScopeId = scope,
                TriggeredByEvent = NodeReading.IsTrue(element.Attribute("triggeredByEvent")),
                AdHoc = element.Name == "adHocSubProcess" ? AdHoc(context, element) : null,
                IsTransaction = element.Name == "transaction",
            },
            _ => Bound(context, element, id, scope),
        };
    }

    // BPMN 2.0.2 table 10.23: parallel, and what remains is cancelled, unless it says otherwise.
    private static AdHocRules AdHoc(ReadingContext context, SourceElement element) =>
        new(
            element.Attribute("ordering") == "Sequential",
            context.Expressions.Formal(element, "completionCondition"),
            element.Attribute("cancelRemainingInstances") is not ("false" or "0")
        );

    /// <summary>Tasks that something else carries out.</summary>
    private static Activity Bound(ReadingContext context, SourceElement element, string id, string scope)
    {
        var implementation = ImplementationReading.Read(context, element);
        var result = ImplementationReading.ResultVariable(element);
        return element.Name switch
        {
            "sendTask" => new SendTask
            {
                Id = id,
                ScopeId = scope,
                Implementation = implementation,
                ResultVariable = result,
                Message = context.Messages.Of(element, element),
            },
            "businessRuleTask" or "globalBusinessRuleTask" => new BusinessRuleTask
            {
                Id = id,
                ScopeId = scope,
                Implementation = implementation,
                ResultVariable = result,
            },
            _ => new ServiceTask
            {
                Id = id,
                ScopeId = scope,
                Implementation = implementation,
                ResultVariable = result,
            },
        };
    }

    private static int Quantity(SourceElement element, string attribute)
    {
        var written = element.Attribute(attribute)?.Trim();
        return int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) && quantity > 0
            ? quantity
            : 1;
    }
}
