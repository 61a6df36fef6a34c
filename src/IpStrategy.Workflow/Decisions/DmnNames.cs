using System.Collections.Frozen;
using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Decisions;

/// <summary>Namespaces and element names of DMN, from version 1.0 to 1.6: what is read here did not change between them.</summary>
internal static class DmnNames
{
    public const string Extension = "http://camunda.org/schema/1.0/dmn";

    private static readonly FrozenSet<string> Models = FrozenSet.Create(
        "http://www.omg.org/spec/DMN/20130901",
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20151101/dmn11.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
        "https://www.omg.org/spec/DMN/20240513/MODEL/"
    );

    private static readonly FrozenSet<string> Logic = FrozenSet.Create(
        "literalExpression",
        "decisionTable",
        "context",
        "invocation",
        "relation",
        "list",
        "functionDefinition",
        "conditional",
        "for",
        "some",
        "every",
        "filter"
    );

    public static bool IsModel(string space) => Models.Contains(space);

    /// <summary>Child elements of DMN itself.</summary>
    public static IEnumerable<SourceElement> Parts(this SourceElement element, string name) =>
        element.Children.Where(c => c.Name == name && IsModel(c.Namespace));

    public static SourceElement? Part(this SourceElement element, string name) => element.Parts(name).FirstOrDefault();

    /// <summary>The boxed expression directly inside an element, or null.</summary>
    public static SourceElement? LogicOf(SourceElement element) => LogicsOf(element).FirstOrDefault();

    public static IEnumerable<SourceElement> LogicsOf(SourceElement element) =>
        element.Children.Where(c => IsModel(c.Namespace) && Logic.Contains(c.Name));

    /// <summary>The words of an element's <c>text</c>, without blanks around them; empty when there is none.</summary>
    public static string TextOf(SourceElement? element) => element?.Part("text")?.Text.Trim() ?? "";

    /// <summary>The name of what an element computes: that of its variable, else its own.</summary>
    public static string VariableOf(SourceElement element) =>
        Named(element.Part("variable")?.Attribute("name")) ?? Named(element.Attribute("name")) ?? element.Id ?? "";

    private static string? Named(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim();
}
