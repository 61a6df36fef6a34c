using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Root elements of imported BPMN files by namespace and id; namespaces whose file could not be read are unknown.</summary>
internal sealed class ImportedFiles
{
    private readonly Dictionary<(string Space, string Id), SourceElement> _roots = [];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);

    public static ImportedFiles Read(BpmnDocument document)
    {
        var files = new ImportedFiles();
        foreach (var import in document.Root.Model("import"))
        {
            files.Read(document, import);
        }
        return files;
    }

    public Reference Resolve(string space, string id) =>
        _roots.TryGetValue((space, id), out var found) ? new Reference(ReferenceState.Found, found)
        : _unknown.Contains(space) || !_read.Contains(space) && IsWellKnown(space)
            ? new Reference(ReferenceState.Unknown, null)
        : new Reference(ReferenceState.Missing, null);

    // XML Schema's own types need no import.
    private static bool IsWellKnown(string space) => space == BpmnNames.Schema;

    private void Read(BpmnDocument document, SourceElement import)
    {
        var location = import.Attribute("location") ?? "";
        var space = import.Attribute("namespace") ?? "";
        var bytes = location.Length > 0 ? document.Options.Import?.Invoke(location) : null;
        if (bytes is null)
        {
            _unknown.Add(space);
            document.Findings.Add(Rules.ImportUnreadable, import, location);
            return;
        }
        var root = SourceReader.Read(bytes.Value, document.Options, new Findings());
        if (root is null)
        {
            _unknown.Add(space);
            document.Findings.Add(Rules.ImportUnreadable, import, location);
            return;
        }
        CheckHead(document, import, root);
        // BPMN 2.0.2 §8.2.2: other languages define types and interfaces, which have no part in execution here.
        if (!root.IsBpmn || import.Attribute("importType") != BpmnNames.Model)
        {
            _unknown.Add(space);
            return;
        }
        Index(document, import, root);
    }

    // What the import says of the file must be true of it.
    private static void CheckHead(BpmnDocument document, SourceElement import, SourceElement root)
    {
        var location = import.Attribute("location")!;
        if (TypeOf(root) is { } type && import.Attribute("importType") is { } written && written != type)
        {
            document.Findings.Add(Rules.ImportTypeWrong, import, location, type);
        }
        var space = import.Attribute("namespace") ?? "";
        if (root.Attribute("targetNamespace") is { } defined && defined != space)
        {
            document.Findings.Add(Rules.ImportNamespaceWrong, import, location, defined, space);
        }
    }

    private static string? TypeOf(SourceElement root) =>
        (root.Namespace, root.Name) switch
        {
            (BpmnNames.Model, "definitions") => BpmnNames.Model,
            (BpmnNames.Schema, "schema") => BpmnNames.Schema,
            ("http://www.w3.org/ns/wsdl", "description") => "http://www.w3.org/TR/wsdl20/",
            _ => null,
        };

    private void Index(BpmnDocument document, SourceElement import, SourceElement root)
    {
        var space = import.Attribute("namespace") ?? "";
        _read.Add(space);
        foreach (var element in root.DescendantsAndSelf().Where(e => e.IsBpmn && e.Id is not null))
        {
            var isOwn = space == document.TargetNamespace && document.Find(element.Id!) is not null;
            if ((!_roots.TryAdd((space, element.Id!), element) || isOwn) && element.Name != "definitions")
            {
                document.Findings.Add(Rules.DuplicateImportedId, import, element.Id!, import.Attribute("location")!);
            }
        }
    }
}
