using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Variables set on the way into an activity and on the way out.</summary>
internal readonly record struct ActivityMappings(
    ImmutableArray<VariableMapping> Inputs,
    ImmutableArray<VariableMapping> Outputs
);

/// <summary>The <c>inputOutput</c> extension: named parameters with a text, a list, a map or a script as their value.</summary>
internal static class ParameterReading
{
    public static ActivityMappings Read(ReadingContext context, SourceElement element)
    {
        var blocks = element.Extensions().Where(e => e.Name == "inputOutput").ToList();
        return new ActivityMappings(
            Parameters(context, blocks, "inputParameter"),
            Parameters(context, blocks, "outputParameter")
        );
    }

    private static ImmutableArray<VariableMapping> Parameters(
        ReadingContext context,
        List<SourceElement> blocks,
        string name
    ) =>
        [
            .. blocks
                .SelectMany(b => b.Children)
                .Where(p => p.Name == name)
                .Select(p => Parameter(context, p))
                .OfType<VariableMapping>(),
        ];

    private static VariableMapping? Parameter(ReadingContext context, SourceElement parameter)
    {
        if (parameter.Attribute("name") is not { Length: > 0 } name)
        {
            context.Findings.Add(Rules.MappingIncomplete, parameter, parameter.Name, "name");
            return null;
        }
        var value =
            parameter.Children.Count == 0
                ? context.Expressions.LiteralOrExpression(parameter.Text, parameter, parameter.TextPlace)
                : Structured(context, parameter, parameter.Children[0]);
        return value is null ? null : new VariableMapping(name, value);
    }

    private static FeelExpression? Structured(ReadingContext context, SourceElement parameter, SourceElement value)
    {
        if (value.Name == "script")
        {
            return Script(context, parameter, value);
        }
        if (StructuredText.Read(context.Expressions, value) is { } structured)
        {
            return structured;
        }
        context.Findings.Add(Rules.UnsupportedExtension, value, value.Name, parameter.Name);
        return null;
    }

    private static FeelExpression? Script(ReadingContext context, SourceElement parameter, SourceElement script)
    {
        var format = script.Attribute("scriptFormat") ?? "";
        if (string.Equals(format, "feel", StringComparison.OrdinalIgnoreCase))
        {
            return context.Expressions.Feel(script.Text, script, script.TextPlace);
        }
        if (string.Equals(format, "juel", StringComparison.OrdinalIgnoreCase))
        {
            return context.Expressions.LiteralOrExpression(script.Text, script, script.TextPlace);
        }
        var rule = context.Options.IgnoreUnknownScripts ? Rules.ScriptIgnored : Rules.ScriptLanguageUnknown;
        context.Findings.Add(rule, script, parameter.Attribute("name") ?? "", format);
        return null;
    }
}
