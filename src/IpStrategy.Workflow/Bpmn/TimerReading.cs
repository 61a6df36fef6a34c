using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Timer event definitions: exactly one of date, duration and cycle (BPMN 2.0.2 table 10.101).</summary>
internal static class TimerReading
{
    private static readonly (string Name, TimerKind Kind)[] Kinds =
    [
        ("timeDate", TimerKind.Date),
        ("timeDuration", TimerKind.Duration),
        ("timeCycle", TimerKind.Cycle),
    ];

    public static EventDefinition.Timer? Read(ReadingContext context, SourceElement node, SourceElement definition)
    {
        var written = Kinds.SelectMany(k => definition.Model(k.Name).Select(e => (k.Kind, Element: e))).ToList();
        if (written.Count != 1)
        {
            var rule = written.Count == 0 ? Rules.TimerMissing : Rules.TimerAmbiguous;
            context.Findings.Add(rule, definition, context.Document.IdOf(node));
            return null;
        }
        var (kind, element) = written[0];
        var text = element.Text.Trim();
        if (text.Length == 0)
        {
            context.Findings.Add(Rules.TimerMissing, element, context.Document.IdOf(node));
            return null;
        }
        return context.Expressions.LiteralOrExpression(text, element, element.TextPlace) is { } read
            ? Checked(context, node, element, new EventDefinition.Timer(kind, read))
            : null;
    }

    private static EventDefinition.Timer Checked(
        ReadingContext context,
        SourceElement node,
        SourceElement element,
        EventDefinition.Timer timer
    )
    {
        var text = timer.Text.Source;
        if (timer.Text.Constant is { } constant && !TimerCheck.IsUnderstood(timer.Kind, constant))
        {
            context.Findings.Add(Rules.TimerInvalid, element, element.TextPlace, text, element.Name);
        }
        var isProcessStart = node.Name == "startEvent" && node.Parent is { Name: "process" };
        if (isProcessStart && timer.Text.Constant is null && !TimerCheck.IsUnderstood(timer))
        {
            context.Findings.Add(Rules.TimerNotConstant, element, element.TextPlace, context.Document.IdOf(node), text);
        }
        return timer;
    }
}
