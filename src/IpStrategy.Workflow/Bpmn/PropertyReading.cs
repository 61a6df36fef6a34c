using System.Collections.Immutable;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Free properties of an element: <c>&lt;properties&gt;&lt;property name value/&gt;</c>. The last of a name stands.</summary>
internal static class PropertyReading
{
    public static ImmutableSortedDictionary<string, string> Read(SourceElement element)
    {
        var properties = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var property in element.Extensions().Where(e => e.Name == "properties").SelectMany(e => e.Children))
        {
            if ((property.Attribute("name") ?? property.Attribute("id")) is { Length: > 0 } name)
            {
                properties[name] = property.Attribute("value") ?? property.Text;
            }
        }
        return properties.ToImmutable();
    }
}
