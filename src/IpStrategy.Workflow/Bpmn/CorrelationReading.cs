using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>
/// Correlation subscriptions of a process (BPMN 2.0.2 §8.4.2). Paths in another language than FEEL are named in a warning:
/// the messages then go by their names alone. Keys without a subscription (key-based correlation) begin with whatever the
/// first message brings, which the host's own knowledge of who talks with whom stands for.
/// </summary>
internal static class CorrelationReading
{
    public static ImmutableArray<Correlation> Read(ReadingContext context, SourceElement process) =>
        [
            .. process
                .Model("correlationSubscription")
                .SelectMany(s => s.Model("correlationPropertyBinding"))
                .SelectMany(b => Bound(context, b)),
        ];

    private static IEnumerable<Correlation> Bound(ReadingContext context, SourceElement binding)
    {
        var reference = binding.Attribute("correlationPropertyRef");
        var property = context.Document.Resolve(binding, reference, "correlationProperty");
        if (property is null || Path(context, binding, "dataPath") is not { } data)
        {
            yield break;
        }
        foreach (var retrieval in property.Model("correlationPropertyRetrievalExpression"))
        {
            var message = context.Messages.Named(retrieval, retrieval.Attribute("messageRef") ?? "");
            if (message is not null && Path(context, retrieval, "messagePath") is { } path)
            {
                yield return new Correlation(message.Name, context.Document.IdOf(property), path, data);
            }
        }
    }

    private static FeelExpression? Path(ReadingContext context, SourceElement holder, string name)
    {
        if (holder.FirstModel(name) is not { } written)
        {
            return null;
        }
        var language = written.Attribute("language") ?? "feel";
        if (
            language.Contains("feel", StringComparison.OrdinalIgnoreCase)
            && ExpressionText.Read(written.Text.Trim(), TextRole.Expression) is FeelParseResult.Parsed parsed
        )
        {
            return parsed.Expression;
        }
        context.Findings.Add(Rules.CorrelationUnreadable, written, written.Text.Trim());
        return null;
    }
}
