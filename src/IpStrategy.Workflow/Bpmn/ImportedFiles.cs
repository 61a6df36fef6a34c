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
    private static bool IsWellKnown(string space) => space.StartsWith("http://www.w3.org/", StringComparison.Ordinal);

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
        // BPMN 2.0.2 §8.2.2: other languages define types and interfaces, which have no part in execution here.
        if (import.Attribute("importType") != BpmnNames.Model)
        {
            _unknown.Add(space);
            return;
        }
        var root = SourceReader.Read(bytes.Value, document.Options, new Findings());
        if (root is null || !root.IsBpmn)
        {
            _unknown.Add(space);
            document.Findings.Add(Rules.ImportUnreadable, import, location);
            return;
        }
        Index(root, space);
    }

    private void Index(SourceElement root, string space)
    {
        _read.Add(space);
        foreach (var element in root.DescendantsAndSelf().Where(e => e.IsBpmn && e.Id is not null))
        {
            _roots.TryAdd((space, element.Id!), element);
        }
    }
}
