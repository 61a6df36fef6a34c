using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>What the schema of the standard says of every element: its attributes, their values, its content and the order of it.</summary>
internal static class SchemaChecks
{
    // What is dropped of these changes what runs; of all others it is only written wrongly.
    private static readonly string[] Decisive = ["@flowElement", "@eventDefinition", "@loopCharacteristics"];

    public static void Check(BpmnDocument document)
    {
        var open = new Stack<(SourceElement Element, ElementType Type)>();
        open.Push((document.Root, SchemaTypes.Definitions));
        while (open.TryPop(out var next))
        {
            var type = ActualType(document, next.Element, next.Type);
            CheckAttributes(document, next.Element, type);
            CheckText(document, next.Element, type);
            foreach (var child in CheckContent(document, next.Element, type))
            {
                open.Push(child);
            }
        }
    }

    // XML Schema 1.0 part 1 §2.6.1: an element may say that it is of a type derived from the declared one.
    private static ElementType ActualType(BpmnDocument document, SourceElement element, ElementType declared)
    {
        var written = element.Attributes.Find(a => a.Name == "type" && a.Namespace == BpmnNames.SchemaInstance);
        if (written is null)
        {
            if (declared.IsAbstract)
            {
                document.Findings.Add(Rules.AbstractElement, element, element.Name);
            }
            return declared;
        }
        var named = element.TypeNamed(written.Value);
        if (named is null || named.IsAbstract || !named.Extends(declared))
        {
            document.Findings.Add(Rules.InvalidType, element, written.Place, written.Value, element.Name);
            return declared;
        }
        // The readers go by the name of an element: a type that makes something else of it would be passed over in silence.
        if (named != declared && named.Name != "formalExpression" && declared.Name != "baseElement")
        {
            document.Findings.Add(Rules.TypeReplaced, element, written.Place, element.Name, written.Value);
        }
        return named;
    }

    private static ElementType? TypeNamed(this SourceElement element, string name)
    {
        var colon = name.Trim().IndexOf(':', StringComparison.Ordinal);
        return element.SpaceOf(name) is { } space ? SchemaTypes.Named(space, name.Trim()[(colon + 1)..]) : null;
    }

    private static string? SpaceOf(this SourceElement element, string name)
    {
        var colon = name.Trim().IndexOf(':', StringComparison.Ordinal);
        return element.NamespaceOf(colon < 0 ? "" : name.Trim()[..colon]);
    }

    private static void CheckAttributes(BpmnDocument document, SourceElement element, ElementType type)
    {
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Namespace == BpmnNames.SchemaInstance)
            {
                continue;
            }
            if (attribute.Namespace.Length > 0)
            {
                CheckForeign(document, element, type, attribute);
            }
            else if (!type.Attributes.TryGetValue(attribute.Name, out var known))
            {
                document.Findings.Add(Rules.UnknownAttribute, element, attribute.Place, element.Name, attribute.Name);
            }
            else if (!SchemaValues.IsValid(element, known.Kind, attribute.Value))
            {
                AddInvalid(document, element, attribute, known.Kind);
            }
        }
        foreach (var missing in type.Attributes.Values.Where(a => a.IsRequired && element.Find(a.Name) is null))
        {
            var rule = missing.Name == "name" ? Rules.MissingName : Rules.MissingAttribute;
            document.Findings.Add(rule, element, element.Name, missing.Name);
        }
    }

    private static void CheckForeign(
        BpmnDocument document,
        SourceElement element,
        ElementType type,
        SourceAttribute attribute
    )
    {
        // What the schema lets stand is only what is not of its own namespace.
        if (!type.AllowsForeignAttributes || attribute.Namespace == element.Namespace)
        {
            document.Findings.Add(Rules.UnknownAttribute, element, attribute.Place, element.Name, attribute.Name);
        }
    }

    private static void AddInvalid(BpmnDocument document, SourceElement element, SourceAttribute attribute, string kind)
    {
        var rule = kind is "QName" or "IDREF" ? Rules.InvalidReference : Rules.InvalidValue;
        if (kind != "ID")
        {
            document.Findings.Add(rule, element, attribute.Place, attribute.Name, attribute.Value);
        }
        else if (attribute.Value.Length == 0)
        {
            // One with letters in it is found where ids are compared.
            document.Findings.Add(Rules.InvalidId, element, attribute.Place, attribute.Value);
        }
    }

    private static void CheckText(BpmnDocument document, SourceElement element, ElementType type)
    {
        if (!type.IsMixed && element.Text.Trim().Length > 0)
        {
            document.Findings.Add(Rules.TextNotAllowed, element, element.TextPlace, element.Name);
        }
    }

    /// <returns>The children to look into, with their types.</returns>
    private static List<(SourceElement Element, ElementType Type)> CheckContent(
        BpmnDocument document,
        SourceElement element,
        ElementType type
    )
    {
        if (type.Wildcard is { } wildcard)
        {
            CheckWildcard(document, element, wildcard);
            return [];
        }
        var counts = new int[type.Content.Count];
        var below = new List<(SourceElement, ElementType)>(element.Children.Count);
        var at = 0;
        foreach (var child in element.Children)
        {
            var place = Place(document, element, type, child, at);
            if (place < 0)
            {
                continue;
            }
            at = Math.Max(at, place);
            if (++counts[place] == type.Content[place].Maximum + 1L)
            {
                document.Findings.Add(Rules.ElementRepeated, child, child.Name, element.Name);
            }
            AddBelow(document, child, type.Content[place], below);
        }
        CheckMissing(document, element, type, counts);
        return below;
    }

    private static void CheckMissing(BpmnDocument document, SourceElement element, ElementType type, int[] counts)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] < type.Content[i].Minimum)
            {
                var name = type.Content[i].Name.TrimStart('@');
                document.Findings.Add(Rules.ElementMissing, element, element.Name, name);
            }
        }
    }

    private static void AddBelow(
        BpmnDocument document,
        SourceElement child,
        Particle particle,
        List<(SourceElement, ElementType)> below
    )
    {
        var name = particle.Type ?? SchemaTypes.NameOf(child) ?? "";
        if (name is "QName" or "IDREF")
        {
            CheckReference(document, child, name);
        }
        else if (SchemaTypes.Find(name) is { } type)
        {
            below.Add((child, type));
        }
    }

    // An element whose content is nothing but a reference.
    private static void CheckReference(BpmnDocument document, SourceElement element, string kind)
    {
        if (!SchemaValues.IsValid(element, kind, element.Text))
        {
            document.Findings.Add(
                Rules.InvalidReference,
                element,
                element.TextPlace,
                element.Name,
                element.Text.Trim()
            );
        }
        foreach (var attribute in element.Attributes)
        {
            var isOfSchema = attribute.Namespace == BpmnNames.SchemaInstance;
            if (!isOfSchema)
            {
                document.Findings.Add(Rules.UnknownAttribute, element, attribute.Place, element.Name, attribute.Name);
            }
            else if (attribute.Name == "type" && element.SpaceOf(attribute.Value) != BpmnNames.Schema)
            {
                document.Findings.Add(Rules.InvalidType, element, attribute.Place, attribute.Value, element.Name);
            }
        }
        foreach (var child in element.Children)
        {
            document.Findings.Add(Rules.ElementMisplaced, child, child.Name, element.Name);
        }
    }

    // §8.3.3: extensions are elements of a namespace of their own; documentation, script and text hold at most one element.
    private static void CheckWildcard(BpmnDocument document, SourceElement element, Particle wildcard)
    {
        foreach (var child in element.Children)
        {
            if (wildcard.Name == "other" && (child.Namespace.Length == 0 || child.Namespace == element.Namespace))
            {
                document.Findings.Add(Rules.ExtensionNotForeign, child, child.Name);
            }
        }
        if (element.Children.Count > wildcard.Maximum)
        {
            document.Findings.Add(Rules.ElementRepeated, element.Children[1], element.Children[1].Name, element.Name);
        }
    }

    /// <summary>The first place from where the reading stands; else, out of order, an earlier one; else -1.</summary>
    private static int Place(
        BpmnDocument document,
        SourceElement element,
        ElementType type,
        SourceElement child,
        int at
    )
    {
        if (SchemaTypes.NameOf(child) is not { } name)
        {
            document.Findings.Add(Rules.ForeignElement, child, child.Name, element.Name);
            return -1;
        }
        var places = SchemaTypes.PlacesOf(type, name);
        foreach (var place in places)
        {
            if (place >= at)
            {
                return place;
            }
        }
        if (places.Length > 0)
        {
            document.Findings.Add(Rules.ElementOrder, child, child.Name, element.Name);
            return places[0];
        }
        AddMisplaced(document, element, child, name);
        return -1;
    }

    private static void AddMisplaced(BpmnDocument document, SourceElement element, SourceElement child, string name)
    {
        var isDecisive = !SchemaTypes.IsKnown(name) || Array.Exists(Decisive, g => SchemaTypes.IsIn(g, name));
        var rule = isDecisive ? Rules.UnknownElement : Rules.ElementMisplaced;
        document.Findings.Add(rule, child, child.Name, element.Name);
    }
}
