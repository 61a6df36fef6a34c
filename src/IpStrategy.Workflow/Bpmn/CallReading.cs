using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Call activities: which process, in which version, and the variables that go in and come out.</summary>
internal static class CallReading
{
    public static CallActivity Read(ReadingContext context, SourceElement element, string id, string scope)
    {
        var data = DataAssociationReading.Read(context, element);
        var mappings = element.Extensions().Where(e => e.Name is "in" or "out").ToList();
        return new CallActivity
        {
            Id = id,
            ScopeId = scope,
            CalledElement = CalledElement(context, element, id),
            CalledVersion = Version(context, element, id),
            SameDeployment = element.Extension("calledElementBinding") == "deployment",
            BusinessKey = BusinessKey(context, mappings),
            CallInputs = [.. data.Inputs, .. Mappings(context, mappings, "in")],
            CallOutputs = [.. Mappings(context, mappings, "out"), .. data.Outputs],
        };
    }

    /// <summary>The <c>in</c> mappings of an element: what it hands over.</summary>
    public static ImmutableArray<VariableMapping> Inputs(ReadingContext context, SourceElement element) =>
        Mappings(context, [.. element.Extensions().Where(e => e.Name == "in")], "in");

    private static FeelExpression CalledElement(ReadingContext context, SourceElement element, string id)
    {
        var written = element.Find("calledElement") ?? element.FindExtension("calledElement");
        if (written is not { Value.Length: > 0 })
        {
            context.Findings.Add(Rules.CalledElementMissing, element, id);
            return ExpressionReading.Literal("");
        }
        return context.Expressions.LiteralOrExpression(Local(element, written.Value), element, written.Place)
            ?? ExpressionReading.Literal("");
    }

    // A reference may carry the prefix of the namespace that the called process was imported from.
    private static string Local(SourceElement element, string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && element.NamespaceOf(name[..colon]) is not null ? name[(colon + 1)..] : name;
    }

    private static int? Version(ReadingContext context, SourceElement element, string id)
    {
        var binding = element.Extension("calledElementBinding");
        var version = element.Extension("calledElementVersion");
        var isNumber = int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var isSupported =
            binding is null or "latest" or "deployment" || (binding == "version" && isNumber && number > 0);
        if (!isSupported)
        {
            context.Findings.Add(Rules.BindingUnsupported, element, id, $"{binding} {version}".Trim());
        }
        return binding == "version" && isNumber ? number : null;
    }

    private static FeelExpression? BusinessKey(ReadingContext context, List<SourceElement> mappings)
    {
        var mapping = mappings.Find(m => m.Name == "in" && m.Attribute("businessKey") is not null);
        return mapping?.Find("businessKey") is { } key
            ? context.Expressions.LiteralOrExpression(key.Value, mapping, key.Place)
            : null;
    }

    private static ImmutableArray<VariableMapping> Mappings(
        ReadingContext context,
        List<SourceElement> mappings,
        string direction
    ) =>
        [
            .. mappings
                .Where(m => m.Name == direction && m.Attribute("businessKey") is null)
                .Select(m => Mapping(context, m))
                .OfType<VariableMapping>(),
        ];

    private static VariableMapping? Mapping(ReadingContext context, SourceElement mapping)
    {
        if (mapping.Attribute("variables") is "all")
        {
            return new VariableMapping("", null);
        }
        if (mapping.Attribute("target") is not { Length: > 0 } target)
        {
            context.Findings.Add(Rules.MappingIncomplete, mapping, mapping.Name, "target");
            return null;
        }
        if (mapping.Find("sourceExpression") is { } expression)
        {
            var read = context.Expressions.LiteralOrExpression(expression.Value, mapping, expression.Place);
            return read is null ? null : new VariableMapping(target, read);
        }
        if (mapping.Find("source") is { Value.Length: > 0 } source)
        {
            var read = context.Expressions.Variable(source.Value, mapping, source.Place);
            return read is null ? null : new VariableMapping(target, read);
        }
        context.Findings.Add(Rules.MappingIncomplete, mapping, mapping.Name, "source");
        return null;
    }
}
