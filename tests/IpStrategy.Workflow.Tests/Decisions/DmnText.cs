using System.Globalization;
using System.Text;
using System.Text.Json;
using IpStrategy.Workflow.Decisions;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Tests.Expressions;

namespace IpStrategy.Workflow.Tests.Decisions;

/// <summary>DMN files written small, and what their decisions come to.</summary>
internal static class DmnText
{
    public const string Newest = "https://www.omg.org/spec/DMN/20230324/MODEL/";

    public static string File(string content, string space = Newest) =>
        $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="{space}" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="defs" name="test" namespace="urn:test">
            {content}
            </definitions>
            """;

    /// <summary>One decision with the id <c>d</c>.</summary>
    public static string Decision(string logic, string name = "d", string id = "d") =>
        $"""<decision id="{id}" name="{name}">{logic}</decision>""";

    public static string Literal(string text) => $"<literalExpression><text>{Escaped(text)}</text></literalExpression>";

    /// <summary>A decision table from lines such as <c>"a", > 5 | "high"</c>: tests before the bar, outputs after it, parts separated by semicolons.</summary>
    public static string Table(string attributes, string inputs, string outputs, params string[] rules)
    {
        var text = new StringBuilder($"<decisionTable {attributes}>");
        foreach (var input in Parts(inputs))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"<input><inputExpression><text>{Escaped(input)}</text></inputExpression></input>"
            );
        }
        text.Append(outputs);
        foreach (var rule in rules)
        {
            var sides = rule.Split('|');
            text.Append("<rule>");
            text.AppendJoin("", Parts(sides[0]).Select(p => $"<inputEntry><text>{Escaped(p)}</text></inputEntry>"));
            text.AppendJoin("", Parts(sides[1]).Select(p => $"<outputEntry><text>{Escaped(p)}</text></outputEntry>"));
            text.Append("</rule>");
        }
        return text.Append("</decisionTable>").ToString();
    }

    public static string Output(string name, string values = "", string byDefault = "") =>
        $"""<output name="{name}">"""
        + (values.Length > 0 ? $"<outputValues><text>{Escaped(values)}</text></outputValues>" : "")
        + (byDefault.Length > 0 ? $"<defaultOutputEntry><text>{Escaped(byDefault)}</text></defaultOutputEntry>" : "")
        + "</output>";

    public static DecisionFile Read(string xml) => DmnReader.Read(Encoding.UTF8.GetBytes(xml));

    public static DecisionDefinition One(string xml, string id = "d")
    {
        var file = Read(xml);
        Assert.True(
            file.IsDeployable,
            string.Join('\n', file.Diagnostics.Where(d => d.PreventsExecution).Select(d => $"{d.Place}: {d.Message}"))
        );
        return Assert.Single(file.Decisions, d => d.Id.DecisionId == id);
    }

    public static DecisionResult Evaluate(string xml, string variables = "{}", string id = "d")
    {
        using var json = JsonDocument.Parse(variables);
        var values = json
            .RootElement.EnumerateObject()
            .Select(p => KeyValuePair.Create(p.Name, FeelJson.Read(p.Value)));
        return One(xml, id).Evaluate(FeelScope.Of([.. values], Feel.Now, SystemZones.Instance));
    }

    /// <summary>The value as a literal of FEEL.</summary>
    public static string Value(string xml, string variables = "{}", string id = "d")
    {
        var result = Evaluate(xml, variables, id);
        Assert.Null(result.Error);
        return FeelText.Literal(result.Value);
    }

    private static IEnumerable<string> Parts(string side) =>
        side.Trim().Length == 0 ? [] : side.Split(';').Select(p => p.Trim());

    private static string Escaped(string text) => System.Security.SecurityElement.Escape(text)!;
}
