using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>
/// Reads the expressions of a file. Expression elements are FEEL, with or without a leading <c>=</c>; attributes are literal
/// text unless they begin with <c>=</c>; in both, <c>${…}</c> and <c>#{…}</c> hold the dialect of existing files.
/// </summary>
internal sealed class ExpressionReading(BpmnDocument document)
{
    // Names with spaces are only read as one name when they are known beforehand (DMN 1.5 §10.3.1.4).
    private readonly string[] _names =
    [
        .. document
            .Elements.Where(e => e.Name is "dataObject" or "property" or "dataInput" or "dataOutput")
            .Select(DataNames.NameOf)
            .Where(n => n.Length > 0 && !IsName(n))
            .Distinct(StringComparer.Ordinal),
    ];

    public static FeelExpression Literal(string text) => Parsed(ExpressionText.Read(text, TextRole.Literal))!;

    /// <summary>A plain variable name, or a path of such names.</summary>
    public static bool IsName(string text) =>
        text.Length > 0
        && (char.IsLetter(text[0]) || text[0] == '_')
        && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '.')
        && text[^1] != '.';

    public bool CanRead(string text) => Parsed(ExpressionText.Read(text, TextRole.Literal, _names)) is not null;

    /// <summary>Literal text unless it is marked as an expression.</summary>
    public FeelExpression? LiteralOrExpression(string text, SourceElement at, SourcePlace place) =>
        Take(ExpressionText.Read(text, TextRole.Literal, _names), at, place);

    /// <summary>FEEL unless it is marked as the other dialect.</summary>
    public FeelExpression? Feel(string text, SourceElement at, SourcePlace place) =>
        Take(ExpressionText.Read(text, TextRole.Expression, _names), at, place);

    /// <summary>A variable by name; FEEL where the name is none that FEEL can read otherwise.</summary>
    public FeelExpression? Variable(string name, SourceElement at, SourcePlace place) =>
        Take(ExpressionText.Read(name, TextRole.Expression, IsName(name) ? _names : [.. _names, name]), at, place);

    /// <summary>A variable name or a marked expression, as in <c>collection</c>.</summary>
    public FeelExpression? VariableOrExpression(string text, SourceElement at, SourcePlace place) =>
        ExpressionText.IsExpression(text)
            ? LiteralOrExpression(text.Trim(), at, place)
            : Variable(text.Trim(), at, place);

    /// <summary>An expression element of the standard, or null when it is not there or cannot be read.</summary>
    public FeelExpression? Formal(SourceElement parent, string name)
    {
        if (parent.FirstModel(name) is not { } element)
        {
            return null;
        }
        var text = element.Text.Trim();
        if (text.Length == 0)
        {
            document.Findings.Add(Rules.ExpressionMissing, element, name);
            return null;
        }
        if (
            !ExpressionText.IsExpression(text)
            && element.Attribute("language") is { Length: > 0 } language
            && !IsFeel(language)
        )
        {
            document.Findings.Add(Rules.ExpressionLanguageUnknown, element, name, language);
            return null;
        }
        return Feel(text, element, element.TextPlace);
    }

    // The DMN standard names the language by an address that holds its name.
    private static bool IsFeel(string language) => language.Contains("feel", StringComparison.OrdinalIgnoreCase);

    private static FeelExpression? Parsed(FeelParseResult result) => (result as FeelParseResult.Parsed)?.Expression;

    private FeelExpression? Take(FeelParseResult result, SourceElement at, SourcePlace place)
    {
        if (result is not FeelParseResult.Failed failure)
        {
            return Parsed(result);
        }
        var start = failure.Line == 1 ? place.Column : 1;
        var there = new SourcePlace(place.Line + failure.Line - 1, start + failure.Column - 1);
        document.Findings.Add(Rules.ExpressionUnreadable, at, there, at.Name, failure.Message);
        return null;
    }
}
