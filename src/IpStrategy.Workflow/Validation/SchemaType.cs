using System.Collections.Frozen;

namespace IpStrategy.Workflow.Validation;

/// <summary>One place in a content model: which element, of which type, how often.</summary>
/// <param name="Type">The name of its type; null = that of the element's own name.</param>
internal sealed record Particle(string Name, string? Type, int Minimum, int Maximum);

/// <param name="Kind">xsd type, or the values that are allowed, parted by commas; empty for any text.</param>
internal sealed record AttributeType(string Name, string Kind, bool IsRequired);

/// <summary>What an element may hold (BPMN 2.0.2 §15.3.2).</summary>
internal sealed record ElementType(string Name, ElementType? Above)
{
    public required bool IsAbstract { get; init; }
    public required bool IsMixed { get; init; }
    public required bool AllowsForeignAttributes { get; init; }
    public required IReadOnlyList<Particle> Content { get; init; }
    public required FrozenDictionary<string, AttributeType> Attributes { get; init; }

    /// <summary>Elements of any namespace, or of foreign ones, are not looked into.</summary>
    public Particle? Wildcard => Content is [{ Name: "any" or "other" } only] ? only : null;

    public bool Extends(ElementType other)
    {
        for (var type = this; type is not null; type = type.Above)
        {
            if (type == other)
            {
                return true;
            }
        }
        return false;
    }
}
