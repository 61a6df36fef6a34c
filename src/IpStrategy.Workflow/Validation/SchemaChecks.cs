using System.Globalization;
using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>What the schema of the standard says of every element: attributes, their values, content and its order.</summary>
internal static class SchemaChecks
{
    // What is dropped of these changes what runs; of all others it is only written wrongly.
    private static readonly string[] Decisive = ["@flowElement", "@eventDefinition", "@loop"];

    public static void Check(BpmnDocument document)
    {
        foreach (var element in document.Elements)
        {
            if (SchemaTable.Find(element.Name) is { } type)
            {
                CheckAttributes(document, element, type);
                CheckContent(document, element, type);
            }
        }
    }

    private static void CheckAttributes(BpmnDocument document, SourceElement element, ElementType type)
    {
        foreach (var attribute in element.Attributes.Where(a => a.Namespace.Length == 0))
        {
            if (!type.Attributes.TryGetValue(attribute.Name, out var known))
            {
                document.Findings.Add(Rules.UnknownAttribute, element, attribute.Place, element.Name, attribute.Name);
            }
            else if (!IsValid(known.Type, attribute.Value))
            {
                document.Findings.Add(Rules.InvalidValue, element, attribute.Place, attribute.Name, attribute.Value);
            }
        }
        foreach (var missing in type.Attributes.Values.Where(a => a.IsRequired && element.Attribute(a.Name) is null))
        {
            var rule = missing.Name == "name" ? Rules.MissingName : Rules.MissingAttribute;
            document.Findings.Add(rule, element, element.Name, missing.Name);
        }
    }

    private static bool IsValid(string type, string value) =>
        type switch
        {
            "" or "id" => true,
            "bool" => value.Trim() is "true" or "false" or "1" or "0",
            "int" => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            _ => type.Split(',').Contains(value),
        };

    private static void CheckContent(BpmnDocument document, SourceElement element, ElementType type)
    {
        var counts = new int[type.Content.Length];
        var at = 0;
        foreach (var child in element.Children.Where(c => c.IsBpmn))
        {
            var place = Place(type, child.Name, at);
            if (place < 0)
            {
                AddMisplaced(document, element, child);
                continue;
            }
            if (place < at)
            {
                document.Findings.Add(Rules.ElementOrder, child, child.Name, element.Name);
            }
            counts[place]++;
            at = Math.Max(at, place);
            if (counts[place] == 2 && !type.Content[place].MayRepeat)
            {
                document.Findings.Add(Rules.ElementRepeated, child, child.Name, element.Name);
            }
        }
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0 && type.Content[i].IsRequired)
            {
                document.Findings.Add(Rules.ElementMissing, element, element.Name, type.Content[i].Name);
            }
        }
    }

    /// <summary>The first place from where the reading stands; else, out of order, an earlier one.</summary>
    private static int Place(ElementType type, string child, int from)
    {
        for (var i = from; i < type.Content.Length; i++)
        {
            if (SchemaTable.Matches(type.Content[i], child))
            {
                return i;
            }
        }
        for (var i = 0; i < from; i++)
        {
            if (SchemaTable.Matches(type.Content[i], child))
            {
                return i;
            }
        }
        return -1;
    }

    private static void AddMisplaced(BpmnDocument document, SourceElement element, SourceElement child)
    {
        var isDecisive =
            !SchemaTable.IsKnown(child.Name)
            || Decisive.Any(g => SchemaTable.Matches(new Particle(g, IsRequired: false, MayRepeat: true), child.Name));
        document.Findings.Add(
            isDecisive ? Rules.UnknownElement : Rules.ElementMisplaced,
            child,
            child.Name,
            element.Name
        );
    }
}
