using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Expressions.Nodes;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>The lists and maps of the <c>inputOutput</c> extension, whose values may be expressions of either dialect.</summary>
internal static class StructuredText
{
    private const int DeepestValue = 20;

    /// <returns>Null when something inside is no list, map or value, or cannot be read.</returns>
    public static FeelExpression? Read(ExpressionReading expressions, SourceElement element) =>
        Of(expressions, element, depth: 0) is { } node ? FeelExpression.Of($"<{element.Name}>", node) : null;

    private static Node? Of(ExpressionReading expressions, SourceElement element, int depth) =>
        depth > DeepestValue
            ? null
            : element.Name switch
            {
                "list" => List(expressions, element, depth),
                "map" => Map(expressions, element, depth),
                "value" or "entry" => Value(expressions, element, depth),
                _ => null,
            };

    private static ListNode? List(ExpressionReading expressions, SourceElement list, int depth)
    {
        var items = list.Children.Select(c => Of(expressions, c, depth + 1)).ToList();
        return items.Contains(null) ? null : new ListNode([.. items.OfType<Node>()]);
    }

    private static ContextNode? Map(ExpressionReading expressions, SourceElement map, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>();
        foreach (var entry in map.Children)
        {
            if (Of(expressions, entry, depth + 1) is not { } value)
            {
                return null;
            }
            entries.Add(new(entry.Attribute("key") ?? "", value));
        }
        return new ContextNode(entries.ToImmutable());
    }

    private static Node? Value(ExpressionReading expressions, SourceElement element, int depth)
    {
        if (element.Children.Count > 0)
        {
            return Of(expressions, element.Children[0], depth + 1);
        }
        // Around an expression white space is layout; in literal text it belongs to the value.
        var text = ExpressionText.IsExpression(element.Text) ? element.Text.Trim() : element.Text;
        return expressions.LiteralOrExpression(text, element, element.TextPlace)?.Root;
    }
}
