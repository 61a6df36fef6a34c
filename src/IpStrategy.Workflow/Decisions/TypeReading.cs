using System.Collections.Immutable;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Expressions.Nodes;
using IpStrategy.Workflow.Expressions.Syntax;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Decisions;

/// <summary>What the types of a file mean: those of FEEL, their older spellings, and item definitions (DMN 1.5, clause 7.3.2).</summary>
internal sealed class TypeReading
{
    private static readonly Dictionary<string, FeelKinds> Simple = new(StringComparer.Ordinal)
    {
        ["string"] = FeelKinds.Text,
        ["number"] = FeelKinds.Number,
        ["integer"] = FeelKinds.Number,
        ["long"] = FeelKinds.Number,
        ["double"] = FeelKinds.Number,
        ["boolean"] = FeelKinds.Bool,
        ["date"] = FeelKinds.Date,
        ["time"] = FeelKinds.Time,
        ["date and time"] = FeelKinds.DateAndTime,
        ["dateTime"] = FeelKinds.DateAndTime,
        ["days and time duration"] = FeelKinds.DaysAndTime,
        ["dayTimeDuration"] = FeelKinds.DaysAndTime,
        ["years and months duration"] = FeelKinds.YearsAndMonths,
        ["yearMonthDuration"] = FeelKinds.YearsAndMonths,
    };

    private readonly Dictionary<string, SourceElement> _items;
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly Findings _findings;
    private readonly ImmutableArray<ImportedModel> _imports;

    public TypeReading(SourceElement root, Findings findings, ImmutableArray<ImportedModel> imports)
    {
        _findings = findings;
        _imports = imports;
        _items = new Dictionary<string, SourceElement>(StringComparer.Ordinal);
        foreach (var item in root.Parts("itemDefinition"))
        {
            _items.TryAdd(item.Attribute("name") ?? "", item);
        }
    }

    /// <summary>The type an element says its value has; any type where it says none.</summary>
    public FeelType Of(SourceElement? element)
    {
        // Until DMN 1.1 the type was an element of its own.
        var name = element?.Attribute("typeRef") ?? element?.Part("typeRef")?.Text.Trim();
        return string.IsNullOrEmpty(name) ? FeelType.Anything : Of(name, element!);
    }

    private FeelType Of(string written, SourceElement at)
    {
        if (_imports.FirstOrDefault(i => written.StartsWith(i.Name + ".", StringComparison.Ordinal)) is { } import)
        {
            return import.Types.Of(written[(import.Name.Length + 1)..], at);
        }
        var colon = written.LastIndexOf(':');
        var name = _items.ContainsKey(written) ? written : written[(colon + 1)..].Trim();
        if (_items.TryGetValue(name, out var item))
        {
            return OfItem(name, item);
        }
        if (Simple.TryGetValue(name, out var kind))
        {
            return FeelType.Of(kind);
        }
        if (name is not ("Any" or "any" or "context" or "list"))
        {
            _findings.Add(DecisionRules.DmnTypeUnknown, at, written);
        }
        return FeelType.Anything;
    }

    // A type may hold itself, as a tree does; there it is not looked into again.
    private FeelType OfItem(string name, SourceElement item)
    {
        if (!_open.Add(name))
        {
            return FeelType.Anything;
        }
        var type = Described(item);
        _open.Remove(name);
        return type;
    }

    private FeelType Described(SourceElement item)
    {
        var components = item.Parts("itemComponent").ToList();
        var one = components.Count > 0 ? OfComponents(components) : Of(item);
        if (DmnNames.TextOf(item.Part("allowedValues")) is { Length: > 0 } allowed)
        {
            one = Restricted(one, allowed, item.Part("allowedValues")!);
        }
        return item.Attribute("isCollection") is "true" or "1" ? new FeelType.ListType(one) : one;
    }

    private FeelType.ContextType OfComponents(IEnumerable<SourceElement> components) =>
        new([.. components.Select(c => KeyValuePair.Create(c.Attribute("name") ?? "", Described(c)))]);

    private FeelType Restricted(FeelType type, string allowed, SourceElement at)
    {
        var outcome = new Parser(allowed, new NameTable([], [])).ParseUnaryTests();
        if (outcome.Failure is { } failure)
        {
            _findings.Add(DecisionRules.DmnExpressionUnreadable, at, at.Name, failure.Message);
            return type;
        }
        return new FeelType.RestrictedType(type, value => Holds(outcome.Root, value));
    }

    private static bool Holds(Node tests, FeelValue value)
    {
        var nothing = FeelScope.Of([], DateTimeOffset.UnixEpoch);
        var frame = new RootFrame(new EvaluationRun(nothing, FeelLimits.Default));
        return tests.Evaluate(new BindingFrame(frame, "?", value)) is FeelValue.Bool { Value: true };
    }
}

/// <summary>Values from outside as a type wants them: JSON has no dates, so their texts are read (DMN 1.5, table 71).</summary>
internal static class OutsideValues
{
    private const FeelKinds Temporal =
        FeelKinds.Date | FeelKinds.Time | FeelKinds.DateAndTime | FeelKinds.DaysAndTime | FeelKinds.YearsAndMonths;

    /// <summary>The value, converted where it can be.</summary>
    public static FeelValue Taken(FeelType type, FeelValue value, FeelScope scope)
    {
        var isRead =
            value is FeelValue.Text && type is FeelType.SimpleType simple && (simple.Kind & Temporal) != FeelKinds.None;
        return isRead && TemporalText.Any(((FeelValue.Text)value).Value, scope) is { } read
            ? type.Convert(read) ?? read
            : type.Convert(value) ?? value;
    }
}
