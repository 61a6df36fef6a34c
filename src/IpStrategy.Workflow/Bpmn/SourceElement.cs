using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>An attribute as written, with its place.</summary>
internal sealed record SourceAttribute(string Namespace, string Name, string Value, SourcePlace Place);

/// <summary>Text as written, with the place where it begins.</summary>
internal readonly record struct SourceText(string Value, SourcePlace Place);

/// <summary>An XML element with its place: the file as it was written, before anything is made of it.</summary>
internal sealed class SourceElement
{
    private Dictionary<string, string>? _prefixes;

    public SourceElement(string space, string name, SourcePlace place, SourceElement? parent) =>
        (Namespace, Name, Place, Parent) = (space, name, place, parent);

    public string Namespace { get; }
    public string Name { get; }
    public SourcePlace Place { get; }
    public SourceElement? Parent { get; }
    public List<SourceAttribute> Attributes { get; } = [];
    public List<SourceElement> Children { get; } = [];

    /// <summary>All text directly inside this element.</summary>
    public string Text { get; private set; } = "";
    private SourcePlace? _textPlace;
    public SourcePlace TextPlace => _textPlace ?? Place;

    public bool IsBpmn => Namespace == BpmnNames.Model;

    /// <summary>The id, or null when none (or an empty one) is written.</summary>
    public string? Id => Attribute("id") is { Length: > 0 } id ? id : null;

    /// <summary>The value of an attribute without namespace, or null.</summary>
    public string? Attribute(string name) => Find(name)?.Value;

    public SourceAttribute? Find(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name == name && attribute.Namespace.Length == 0)
            {
                return attribute;
            }
        }
        return null;
    }

    /// <summary>An attribute of the execution extensions, in whichever of their namespaces it is written.</summary>
    public SourceAttribute? FindExtension(string name) =>
        Attributes.Find(a => a.Name == name && BpmnNames.IsExtension(a.Namespace));

    public string? Extension(string name) => FindExtension(name)?.Value;

    /// <summary>Child elements of BPMN itself.</summary>
    public IEnumerable<SourceElement> Model(string name) => Children.Where(c => c.IsBpmn && c.Name == name);

    public SourceElement? FirstModel(string name) => Model(name).FirstOrDefault();

    /// <summary>Elements of the execution extensions inside this element's extensionElements.</summary>
    public IEnumerable<SourceElement> Extensions() =>
        Model("extensionElements").SelectMany(e => e.Children).Where(c => BpmnNames.IsExtension(c.Namespace));

    public void Append(string text, SourcePlace place)
    {
        // Leading blank lines would put every finding inside the text at the wrong line.
        _textPlace ??= string.IsNullOrWhiteSpace(text) ? null : place;
        Text += text;
    }

    public void Declare(string prefix, string space) =>
        (_prefixes ??= new Dictionary<string, string>(StringComparer.Ordinal))[prefix] = space;

    /// <summary>The namespace a prefix stands for here, or null when it was never declared.</summary>
    public string? NamespaceOf(string prefix)
    {
        for (var element = this; element is not null; element = element.Parent)
        {
            if (element._prefixes?.TryGetValue(prefix, out var space) == true)
            {
                return space;
            }
        }
        return null;
    }

    public IEnumerable<SourceElement> Ancestors()
    {
        for (var element = Parent; element is not null; element = element.Parent)
        {
            yield return element;
        }
    }

    /// <summary>This element and all below it, in document order.</summary>
    public IEnumerable<SourceElement> DescendantsAndSelf()
    {
        var stack = new Stack<SourceElement>();
        stack.Push(this);
        while (stack.TryPop(out var element))
        {
            yield return element;
            for (var i = element.Children.Count - 1; i >= 0; i--)
            {
                stack.Push(element.Children[i]);
            }
        }
    }

    public override string ToString() => $"<{Name} id=\"{Id}\"> {Place.Line}:{Place.Column}";
}
