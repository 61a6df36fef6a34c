using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Script tasks: FEEL and the dialect of existing files. Another language refuses deployment.</summary>
internal static class ScriptReading
{
    public static ScriptTask Read(ReadingContext context, SourceElement element, string id, string scope) =>
        new()
        {
            Id = id,
            ScopeId = scope,
            Script = Script(context, element, id),
            ResultVariable = ImplementationReading.ResultVariable(element),
        };

    private static FeelExpression? Script(ReadingContext context, SourceElement element, string id)
    {
        var script = element.FirstModel("script");
        var resource = element.Extension("resource");
        if (string.IsNullOrWhiteSpace(script?.Text) && resource is null)
        {
            context.Findings.Add(Rules.ScriptMissing, element, id);
            return null;
        }
        // BPMN 2.0.2 calls it scriptFormat; global script tasks have scriptLanguage (tables 10.13 and 10.27).
        var format = element.Attribute("scriptFormat") ?? element.Attribute("scriptLanguage") ?? "";
        if (script is null || resource is not null)
        {
            return Unknown(context, element, id, resource ?? format);
        }
        return format.Trim().ToUpperInvariant() switch
        {
            "FEEL" => context.Expressions.Feel(script.Text, script, script.TextPlace),
            "JUEL" => context.Expressions.LiteralOrExpression(script.Text, script, script.TextPlace),
            _ => Unknown(context, element, id, format),
        };
    }

    private static FeelExpression? Unknown(ReadingContext context, SourceElement element, string id, string format)
    {
        var rule = context.Options.IgnoreUnknownScripts ? Rules.ScriptIgnored : Rules.ScriptLanguageUnknown;
        context.Findings.Add(rule, element, id, format);
        return null;
    }
}
