using System.Globalization;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Loops and multi-instance (BPMN 2.0.2 §10.3.8).</summary>
internal static class LoopReading
{
    public static SourceElement? Element(SourceElement activity) =>
        activity.Children.Find(c =>
            c.IsBpmn && c.Name is "multiInstanceLoopCharacteristics" or "standardLoopCharacteristics"
        );

    public static LoopCharacteristics? Read(ReadingContext context, SourceElement activity) =>
        Element(activity) switch
        {
            { Name: "multiInstanceLoopCharacteristics" } loop => MultiInstance(context, activity, loop),
            { } loop => Standard(context, activity, loop),
            null => null,
        };

    private static LoopCharacteristics.MultiInstance MultiInstance(
        ReadingContext context,
        SourceElement activity,
        SourceElement loop
    )
    {
        var cardinality = context.Expressions.Formal(loop, "loopCardinality");
        var collection = Collection(context, activity, loop);
        return new LoopCharacteristics.MultiInstance(
            NodeReading.IsTrue(loop.Attribute("isSequential")),
            cardinality,
            collection,
            loop.Extension("elementVariable") ?? ItemName(loop, "inputDataItem"),
            OutputVariable(context, activity, loop),
            OutputCollection(context, activity, loop),
            context.Expressions.Formal(loop, "completionCondition")
        )
        {
            Behavior = Behavior(context, loop),
            AsyncBefore = NodeReading.IsTrue(loop.Extension("asyncBefore")),
            AsyncAfter = NodeReading.IsTrue(loop.Extension("asyncAfter")),
        };
    }

    private static MultiInstanceBehavior? Behavior(ReadingContext context, SourceElement loop) =>
        loop.Attribute("behavior") switch
        {
            "None" when Referred(context, loop, "noneBehaviorEventRef") is { } thrown =>
                new MultiInstanceBehavior.ForEach(thrown),
            "One" when Referred(context, loop, "oneBehaviorEventRef") is { } thrown =>
                new MultiInstanceBehavior.ForFirst(thrown),
            "Complex" => new MultiInstanceBehavior.Complex([
                .. loop.Model("complexBehaviorDefinition").Select(d => Choice(context, d)).OfType<ComplexBehavior>(),
            ]),
            _ => null,
        };

    private static EventDefinition? Referred(ReadingContext context, SourceElement loop, string attribute) =>
        loop.Attribute(attribute) is { Length: > 0 } reference
        && context.Document.Resolve(loop, reference).Element is { } definition
            ? EventDefinitionReading.Thrown(context, loop, definition)
            : null;

    private static ComplexBehavior? Choice(ReadingContext context, SourceElement choice)
    {
        var thrown =
            choice.FirstModel("event") is { } happening
            && EventDefinitionReading.Elements(context.Document, happening).FirstOrDefault() is { } definition
                ? EventDefinitionReading.Thrown(context, happening, definition)
                : null;
        return context.Expressions.Formal(choice, "condition") is { } condition
            ? new ComplexBehavior(condition, thrown)
            : null;
    }

    private static FeelExpression? Collection(ReadingContext context, SourceElement activity, SourceElement loop)
    {
        if (loop.FindExtension("collection") is { Value.Length: > 0 } written)
        {
            return context.Expressions.VariableOrExpression(written.Value, loop, written.Place);
        }
        if (loop.FirstModel("loopDataInputRef") is not { } reference)
        {
            return null;
        }
        // A task refers to its own data input, and that is filled from the data object outside (table 10.30).
        var source = DataAssociationReading.SourceOfInput(context.Document, activity, reference.Text.Trim());
        var text = source ?? DataNames.Variable(context.Document, reference, reference.Text);
        return context.Expressions.VariableOrExpression(text, reference, reference.TextPlace);
    }

    private static string? ItemName(SourceElement loop, string item) =>
        loop.FirstModel(item) is { } found && DataNames.NameOf(found) is { Length: > 0 } name ? name : null;

    private static string? OutputVariable(ReadingContext context, SourceElement activity, SourceElement loop)
    {
        if (loop.FirstModel("outputDataItem") is not { } item)
        {
            return null;
        }
        return DataAssociationReading.SourceOfItem(context.Document, activity, item.Id ?? "")
            ?? ItemName(loop, "outputDataItem");
    }

    private static string? OutputCollection(ReadingContext context, SourceElement activity, SourceElement loop) =>
        loop.FirstModel("loopDataOutputRef") is { } reference
            ? DataAssociationReading.TargetOfOutput(context.Document, activity, reference.Text.Trim())
                ?? DataNames.Variable(context.Document, reference, reference.Text)
            : null;

    private static LoopCharacteristics.Standard Standard(
        ReadingContext context,
        SourceElement activity,
        SourceElement loop
    )
    {
        var condition = context.Expressions.Formal(loop, "loopCondition");
        var maximum = Maximum(context, activity, loop);
        if (loop.FirstModel("loopCondition") is null && loop.Attribute("loopMaximum") is null)
        {
            context.Findings.Add(Rules.LoopWithoutEnd, loop, context.Document.IdOf(activity));
        }
        return new LoopCharacteristics.Standard(NodeReading.IsTrue(loop.Attribute("testBefore")), condition, maximum);
    }

    private static int? Maximum(ReadingContext context, SourceElement activity, SourceElement loop)
    {
        if (loop.Find("loopMaximum") is not { } written)
        {
            return null;
        }
        if (
            int.TryParse(written.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var maximum)
            && maximum > 0
        )
        {
            return maximum;
        }
        context.Findings.Add(Rules.LoopMaximumInvalid, loop, written.Place, context.Document.IdOf(activity));
        return null;
    }
}
