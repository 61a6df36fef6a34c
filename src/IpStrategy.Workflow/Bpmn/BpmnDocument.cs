using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Bpmn;

internal enum ReferenceState
{
    Found,

    /// <summary>It points into an import that could not be read: nothing can be said about it.</summary>
    Unknown,
    Missing,
}

internal readonly record struct Reference(ReferenceState State, SourceElement? Element);

/// <summary>A BPMN file with its elements by id, its imports, and the containers with their nodes and flows.</summary>
internal sealed class BpmnDocument
{
    private readonly Dictionary<string, SourceElement> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceElement> _drawn = new(StringComparer.Ordinal);
    private readonly Dictionary<SourceElement, string> _made = [];
    private readonly Dictionary<SourceElement, Outline> _outlines = [];
    private readonly ILookup<SourceElement, DrawnFlow> _flows;
    private readonly ILookup<string, SourceElement> _byName;
    private readonly ILookup<SourceElement, SourceElement> _boundary;

    public BpmnDocument(SourceElement root, BpmnReadingOptions options, Findings findings)
    {
        (Root, Options, Findings) = (root, options, findings);
        TargetNamespace = root.Attribute("targetNamespace") ?? "";
        Elements = [.. root.DescendantsAndSelf().Where(e => e.IsBpmn)];
        foreach (var element in Elements)
        {
            if (element.Id is { } id)
            {
                _byId.TryAdd(id, element);
            }
        }
        foreach (
            var shape in root.DescendantsAndSelf().Where(e => e.Namespace == BpmnNames.Diagram && e.Id is not null)
        )
        {
            _drawn.TryAdd(shape.Id!, shape);
        }
        _byName = Elements.ToLookup(e => e.Name, StringComparer.Ordinal);
        Imports = ImportedFiles.Read(this);
        _boundary = All("boundaryEvent")
            .Select(b => (Event: b, Activity: Resolve(b, b.Attribute("attachedToRef") ?? "").Element))
            .Where(b => b.Activity is not null)
            .ToLookup(b => b.Activity!, b => b.Event);
        _flows = All("sequenceFlow")
            .Select(Drawn)
            .OfType<DrawnFlow>()
            .Where(f => f.Source.Parent == f.Target.Parent)
            .ToLookup(f => f.Source.Parent!);
    }

    public SourceElement Root { get; }
    public string TargetNamespace { get; }
    public BpmnReadingOptions Options { get; }
    public Findings Findings { get; }
    public ImportedFiles Imports { get; }

    /// <summary>Every element of BPMN itself, in document order.</summary>
    public IReadOnlyList<SourceElement> Elements { get; }

    public IEnumerable<SourceElement> Processes => Root.Model("process");

    public IEnumerable<SourceElement> All(string name) => _byName[name];

    public IEnumerable<SourceElement> BoundaryEventsOf(SourceElement activity) => _boundary[activity];

    public SourceElement? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>A shape, edge or style of a diagram.</summary>
    public SourceElement? FindDrawn(string id) => _drawn.GetValueOrDefault(id);

    /// <summary>Whether an element lies in a process that says it is executable: the standard demands more of it.</summary>
    public static bool IsInExecutable(SourceElement element) =>
        element
            .Ancestors()
            .Prepend(element)
            .FirstOrDefault(e => e.IsBpmn && e.Name == "process")
            ?.Attribute("isExecutable")
            is "true"
                or "1";

    /// <summary>Follows a reference: unprefixed = this file, prefixed = the file whose target namespace the prefix stands for.</summary>
    public Reference Resolve(SourceElement at, string name)
    {
        name = name.Trim();
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return Unprefixed(at, name);
        }
        var space = at.NamespaceOf(name[..colon]);
        return space switch
        {
            null => new Reference(ReferenceState.Missing, null),
            // Unprefixed names stand in the model's namespace too, strictly read: a prefix for it means the same.
            _ when space == TargetNamespace || space == BpmnNames.Model => Local(name[(colon + 1)..]),
            _ => Imports.Resolve(space, name[(colon + 1)..]),
        };
    }

    /// <summary>The element that a reference means, if it is one of the wanted elements.</summary>
    public SourceElement? Resolve(SourceElement at, string? name, string wanted) =>
        name is { Length: > 0 } && Resolve(at, name).Element is { } found && found.Name == wanted ? found : null;

    /// <summary>The local part of a reference into an import that could not be read; null for every other reference.</summary>
    public string? UnknownName(SourceElement at, string? name) =>
        name is { Length: > 0 } && Resolve(at, name).State == ReferenceState.Unknown
            ? name.Trim()[(name.Trim().IndexOf(':', StringComparison.Ordinal) + 1)..]
            : null;

    /// <summary>The id of a node or flow; the standard lets an author leave it out, then it is made from the place.</summary>
    public string IdOf(SourceElement element)
    {
        if (element.Id is { } id)
        {
            return id;
        }
        if (!_made.TryGetValue(element, out var made))
        {
            // Not an NCName, so no written id can be the same.
            made = $"{element.Name}@{element.Place.Line}:{element.Place.Column}";
            _made[element] = made;
        }
        return made;
    }

    public Outline OutlineOf(SourceElement container)
    {
        if (!_outlines.TryGetValue(container, out var outline))
        {
            outline = new Outline(container, _flows[container]);
            _outlines[container] = outline;
        }
        return outline;
    }

    /// <summary>The process and all sub-processes in it, outermost first.</summary>
    public static IEnumerable<SourceElement> ContainersOf(SourceElement process) =>
        process.DescendantsAndSelf().Where(BpmnNames.IsContainer);

    // Some tools write all flows of a process on its top level: a flow lives where its ends live.
    private DrawnFlow? Drawn(SourceElement flow)
    {
        var source = Resolve(flow, flow.Attribute("sourceRef") ?? "").Element;
        var target = Resolve(flow, flow.Attribute("targetRef") ?? "").Element;
        return source is { Parent: not null } && target is not null && IsConnectable(source) && IsConnectable(target)
            ? new DrawnFlow(flow, source, target)
            : null;
    }

    private static bool IsConnectable(SourceElement node) =>
        BpmnNames.IsFlowNode(node)
        || node.Parent is { } parent && BpmnNames.IsChoreography(parent) && BpmnNames.IsConnectable(node);

    // An import may define the file's own namespace too.
    private Reference Local(string id) =>
        Find(id) is { } found ? new Reference(ReferenceState.Found, found) : Imports.Resolve(TargetNamespace, id);

    // Most tools mean this file, whatever the default namespace says; where that is an imported one, it may be meant.
    private Reference Unprefixed(SourceElement at, string id)
    {
        var local = Local(id);
        return local.State == ReferenceState.Missing && at.NamespaceOf("") is { } space && space != BpmnNames.Model
            ? Imports.Resolve(space, id)
            : local;
    }
}
