using System.Collections.Frozen;
using System.Globalization;
using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>The schema's types by name, and which elements may stand where.</summary>
internal static class SchemaTypes
{
    private static readonly FrozenDictionary<string, ElementType> Types = Read();

    private static readonly FrozenDictionary<string, string[]> Groups = Lines(SchemaTable.Groups)
        .Select(Words)
        .ToFrozenDictionary(words => words[0], words => words[1..]);

    private static readonly FrozenDictionary<string, FrozenDictionary<string, int[]>> Places =
        Types.Values.ToFrozenDictionary(t => t.Name, PlacesOf);

    public static ElementType Definitions { get; } = Types["definitions"];

    public static ElementType? Find(string name) => Types.GetValueOrDefault(name);

    /// <summary>The name of an element in the table; null when it is of a foreign namespace.</summary>
    public static string? NameOf(SourceElement element) => NameOf(element.Namespace, element.Name);

    /// <summary>The type that xsi:type names, or null.</summary>
    public static ElementType? Named(string space, string name) =>
        space != BpmnNames.Model
            ? NameOf(space, name) is { } drawn
                ? Find(drawn)
                : null
            : name.Length > 1 && name[0] == 't'
                ? Find(ElementNameOf(name))
                : null;

    /// <summary>The places of a content model where an element may stand, in order.</summary>
    public static ReadOnlySpan<int> PlacesOf(ElementType type, string element) =>
        Places[type.Name].GetValueOrDefault(element) ?? [];

    public static bool IsIn(string group, string element) => Groups[group].Contains(element);

    /// <summary>Whether BPMN has such an element at all.</summary>
    public static bool IsKnown(string element) =>
        Types.ContainsKey(element) || Places.Values.Any(p => p.ContainsKey(element));

    private static string? NameOf(string space, string name) =>
        space switch
        {
            BpmnNames.Model => name,
            BpmnNames.Diagram => "bpmndi:" + name,
            BpmnNames.DiagramInterchange => "di:" + name,
            BpmnNames.DiagramCommon => "dc:" + name,
            _ => null,
        };

    // Two types of the schema are not named after their element.
    private static string ElementNameOf(string type) =>
        type switch
        {
            "tInputOutputBinding" => "ioBinding",
            "tInputOutputSpecification" => "ioSpecification",
            _ => char.ToLowerInvariant(type[1]) + type[2..],
        };

    private static FrozenDictionary<string, int[]> PlacesOf(ElementType type)
    {
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < type.Content.Count; i++)
        {
            var name = type.Content[i].Name;
            foreach (var element in name[0] == '@' ? Groups[name] : [name])
            {
                if (!places.TryGetValue(element, out var at))
                {
                    places[element] = at = [];
                }
                at.Add(i);
            }
        }
        return places.ToFrozenDictionary(p => p.Key, p => p.Value.ToArray(), StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, ElementType> Read()
    {
        var types = new Dictionary<string, ElementType>(StringComparer.Ordinal);
        foreach (var line in Lines(SchemaTable.Lines))
        {
            var parts = line.Split('|', StringSplitOptions.TrimEntries);
            var head = parts[0].Split(" :", StringSplitOptions.TrimEntries);
            var above = head[1].Length > 0 ? types[head[1]] : null;
            var words = Words(head[0]);
            types[words[^1]] = Read(words, above, parts[1], parts[2]);
        }
        return types.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static ElementType Read(string[] head, ElementType? above, string content, string attributes)
    {
        var own = Words(attributes);
        return new ElementType(head[^1], above)
        {
            IsAbstract = head.Contains("abstract"),
            IsMixed = head.Contains("mixed") || above?.IsMixed == true,
            AllowsForeignAttributes = own.Contains("*") || above?.AllowsForeignAttributes == true,
            Content = [.. above?.Content ?? [], .. Words(content).Select(Content)],
            Attributes = (above?.Attributes.Values ?? [])
                .Concat(own.Where(w => w != "*").Select(Attribute))
                .ToFrozenDictionary(a => a.Name, StringComparer.Ordinal),
        };
    }

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Particle Content(string word)
    {
        var end = word.IndexOfAny(['?', '*', '+', '{']);
        var bare = end < 0 ? word : word[..end];
        var type = bare.IndexOf('=', StringComparison.Ordinal);
        var (minimum, maximum) = Count(end < 0 ? "" : word[end..]);
        return type < 0
            ? new Particle(bare, null, minimum, maximum)
            : new Particle(bare[..type], bare[(type + 1)..], minimum, maximum);
    }

    private static (int Minimum, int Maximum) Count(string mark)
    {
        if (mark is "" or "?" or "*" or "+")
        {
            return (mark is "" or "+" ? 1 : 0, mark is "" or "?" ? 1 : int.MaxValue);
        }
        var bounds = mark.Trim('{', '}').Split(',');
        var minimum = int.Parse(bounds[0], CultureInfo.InvariantCulture);
        return (minimum, bounds[1].Length == 0 ? int.MaxValue : int.Parse(bounds[1], CultureInfo.InvariantCulture));
    }

    private static AttributeType Attribute(string word)
    {
        var isRequired = word[^1] == '!';
        var bare = word.TrimEnd('!');
        var colon = bare.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new AttributeType(bare, "", isRequired)
            : new AttributeType(bare[..colon], bare[(colon + 1)..], isRequired);
    }
}
