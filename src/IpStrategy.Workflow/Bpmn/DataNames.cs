namespace IpStrategy.Workflow.Bpmn;

/// <summary>
/// Under which variable name an item-aware element is reached. The standard's own access functions go by name
/// (BPMN 2.0.2 §10.4.3); a nameless element goes by its id.
/// </summary>
internal static class DataNames
{
    public static string NameOf(SourceElement element) =>
        element.Attribute("name") is { Length: > 0 } name ? name : element.Id ?? "";

    /// <summary>Names of the data objects and properties declared directly in a container.</summary>
    public static IEnumerable<string> Of(SourceElement container) =>
        container
            .Children.Where(c => c.IsBpmn && c.Name is "dataObject" or "property")
            .Select(NameOf)
            .Where(n => n.Length > 0)
            .Distinct(StringComparer.Ordinal);

    /// <summary>The variable that a reference to data means; the text itself when nothing of that id is in the file.</summary>
    public static string Variable(BpmnDocument document, SourceElement at, string reference)
    {
        var element = document.Resolve(at, reference).Element;
        if (element is { Name: "dataObjectReference" })
        {
            element = document.Resolve(element, element.Attribute("dataObjectRef"), "dataObject") ?? element;
        }
        return element is null ? reference.Trim() : NameOf(element);
    }
}
