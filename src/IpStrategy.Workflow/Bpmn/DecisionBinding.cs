using System.Globalization;
using IpStrategy.Workflow.Decisions;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Business rule tasks that name a decision of a DMN file, its version, and what of its result they take over.</summary>
internal static class DecisionBinding
{
    /// <summary>Null when the element names no decision.</summary>
    public static Implementation.Decision? Read(ReadingContext context, SourceElement element)
    {
        if (element.Name is not ("businessRuleTask" or "globalBusinessRuleTask"))
        {
            return null;
        }
        if ((element.FindExtension("decisionRef") ?? element.Find("decisionRef")) is not { Value.Length: > 0 } written)
        {
            return null;
        }
        var reference = context.Expressions.LiteralOrExpression(written.Value, element, written.Place);
        var binding = element.Extension("decisionRefBinding");
        return new Implementation.Decision(
            reference ?? ExpressionReading.Literal(""),
            Version(context, element, binding),
            binding == "deployment",
            Mapping(context, element)
        );
    }

    private static int? Version(ReadingContext context, SourceElement element, string? binding)
    {
        var written = element.Extension("decisionRefVersion");
        var isNumber = int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        var isKnown = binding is null or "" or "latest" or "deployment" || (binding == "version" && isNumber);
        if (!isKnown)
        {
            var id = context.Document.IdOf(element);
            context.Findings.Add(Rules.BindingUnsupported, element, id, $"{binding} {written}".Trim());
        }
        return binding == "version" && isNumber ? version : null;
    }

    private static DecisionMapping Mapping(ReadingContext context, SourceElement element)
    {
        DecisionMapping? mapping = element.Extension("mapDecisionResult") switch
        {
            null or "" or "resultList" => DecisionMapping.ResultList,
            "singleResult" => DecisionMapping.SingleResult,
            "singleEntry" => DecisionMapping.SingleEntry,
            "collectEntries" => DecisionMapping.CollectEntries,
            _ => null,
        };
        if (mapping is null)
        {
            var written = element.FindExtension("mapDecisionResult")!;
            context.Findings.Add(Rules.DecisionMappingUnknown, element, written.Place, written.Value);
        }
        return mapping ?? DecisionMapping.ResultList;
    }
}
