using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Multi-instance activities (BPMN 2.0.2 §10.3.8, table 10.30).</summary>
internal static class LoopChecks
{
    public static void Check(BpmnDocument document)
    {
        foreach (var loop in document.All("multiInstanceLoopCharacteristics"))
        {
            if (loop.Parent is { } activity && BpmnNames.IsActivity(activity))
            {
                CheckCount(document, activity, loop);
                CheckBehavior(document, activity, loop);
                CheckReference(document, activity, loop, "loopDataInputRef");
                CheckReference(document, activity, loop, "loopDataOutputRef");
                CheckItem(document, activity, loop, ("loopDataInputRef", "inputDataItem"));
                CheckItem(document, activity, loop, ("loopDataOutputRef", "outputDataItem"));
            }
        }
    }

    private static void CheckCount(BpmnDocument document, SourceElement activity, SourceElement loop)
    {
        var hasCardinality = loop.FirstModel("loopCardinality") is not null;
        var hasCollection = loop.Extension("collection") is not null || loop.FirstModel("loopDataInputRef") is not null;
        if (hasCardinality == hasCollection)
        {
            var rule = hasCardinality ? Rules.MultiInstanceWithBoth : Rules.MultiInstanceWithoutCount;
            document.Findings.Add(rule, loop, document.IdOf(activity));
        }
    }

    private static void CheckBehavior(BpmnDocument document, SourceElement activity, SourceElement loop)
    {
        var behavior = loop.Attribute("behavior");
        var named = behavior == "None" ? loop.Attribute("noneBehaviorEventRef") : loop.Attribute("oneBehaviorEventRef");
        if (behavior is "None" or "One" && named is null)
        {
            document.Findings.Add(Rules.BehaviorEventMissing, loop, document.IdOf(activity), behavior);
        }
    }

    // A task loops over its own data input or output, a sub-process over a collection of data objects around it.
    private static void CheckReference(BpmnDocument document, SourceElement activity, SourceElement loop, string name)
    {
        if (loop.FirstModel(name) is not { } written || document.Resolve(written, written.Text).Element is not { } data)
        {
            return;
        }
        var isOutput = name == "loopDataOutputRef";
        var (fits, wanted) = BpmnNames.IsSubProcess(activity)
            ? (IsCollectionAround(document, activity, data), "a collection of data objects around it")
            : (
                data.Name == (isOutput ? "dataOutput" : "dataInput") && data.Parent?.Parent == activity,
                isOutput ? "one of its own data outputs" : "one of its own data inputs"
            );
        if (!fits)
        {
            document.Findings.Add(Rules.LoopDataElsewhere, written, document.IdOf(activity), name, wanted);
        }
    }

    // "The type of this Data Input MUST be the scalar of the type defined for the loopDataInput."
    private static void CheckItem(
        BpmnDocument document,
        SourceElement activity,
        SourceElement loop,
        (string Collection, string Item) names
    )
    {
        if (loop.FirstModel(names.Item) is not { } item || loop.FirstModel(names.Collection) is not { } written)
        {
            return;
        }
        var data = document.Resolve(written, written.Text).Element;
        var source = data is { Name: "dataObjectReference" } ? DataChecks.ObjectOf(document, data) : data;
        var ofItem = DefinitionOf(document, item);
        var ofAll = source is null ? null : DefinitionOf(document, source);
        var differs =
            ofAll?.Attribute("isCollection") is "true" or "1"
            && ofItem?.Attribute("structureRef") is { Length: > 0 } structure
            && ofAll.Attribute("structureRef") is { Length: > 0 } wanted
            && structure != wanted;
        if (differs || DataChecks.IsCollection(document, item))
        {
            document.Findings.Add(Rules.LoopItemNotScalar, item, names.Item, document.IdOf(activity), names.Collection);
        }
    }

    private static SourceElement? DefinitionOf(BpmnDocument document, SourceElement data) =>
        document.Resolve(data, data.Attribute("itemSubjectRef"), "itemDefinition");

    private static bool IsCollectionAround(BpmnDocument document, SourceElement activity, SourceElement data)
    {
        var source = data.Name == "dataObjectReference" ? DataChecks.ObjectOf(document, data) : data;
        return data.Name is "dataObject" or "dataObjectReference"
            && activity.Ancestors().Contains(data.Parent!)
            && (source is null || DataChecks.IsCollection(document, source));
    }
}
