using System.Text;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Writes the lists and maps of the <c>inputOutput</c> extension as FEEL.</summary>
internal static class StructuredText
{
    private const int DeepestValue = 20;

    /// <returns>FEEL text, or null when something inside is no list, map or value.</returns>
    public static string? Of(SourceElement element, int depth = 0) =>
        depth > DeepestValue
            ? null
            : element.Name switch
            {
                "list" => List(element, depth),
                "map" => Map(element, depth),
                "value" or "entry" => Value(element, depth),
                _ => null,
            };

    public static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' or '\\' => quoted.Append('\\').Append(letter),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ => quoted.Append(letter),
            };
        }
        return quoted.Append('"').ToString();
    }

    private static string? List(SourceElement list, int depth)
    {
        var items = list.Children.ConvertAll(c => Of(c, depth + 1));
        return items.Contains(null) ? null : $"[{string.Join(", ", items)}]";
    }

    private static string? Map(SourceElement map, int depth)
    {
        var entries = map.Children.ConvertAll(c =>
            Of(c, depth + 1) is { } value ? $"{Quoted(c.Attribute("key") ?? "")}: {value}" : null
        );
        return entries.Contains(null) ? null : $"{{{string.Join(", ", entries)}}}";
    }

    private static string? Value(SourceElement element, int depth)
    {
        if (element.Children.Count > 0)
        {
            return Of(element.Children[0], depth + 1);
        }
        var text = element.Text.Trim();
        return text.Length > 1 && text[0] == '=' ? $"({text[1..]})"
            // A single ${…} is left to the reader of that dialect, which knows no lists: said to be unsupported.
            : text.Contains("${", StringComparison.Ordinal) || text.Contains("#{", StringComparison.Ordinal) ? null
            : Quoted(element.Text);
    }
}
