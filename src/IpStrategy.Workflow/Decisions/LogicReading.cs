using System.Collections.Immutable;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Expressions.Nodes;
using IpStrategy.Workflow.Expressions.Syntax;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Decisions;

/// <summary>
/// The names an expression may use: variables in sight, and what may stand after a dot. Only those of several words matter, for
/// a single word is a name anyway.
/// </summary>
internal sealed class NameScope
{
    private readonly ImmutableArray<string> _members;

    public NameScope(IEnumerable<string> variables, IEnumerable<string> members) =>
        (Variables, _members) = ([.. variables.Where(IsLong)], [.. members.Where(IsLong)]);

    public ImmutableArray<string> Variables { get; }

    public NameScope With(params IEnumerable<string> names) =>
        names.Any(IsLong) ? new NameScope([.. Variables, .. names], _members) : this;

    public NameTable Table() => new(Variables, _members);

    private static bool IsLong(string name) => !name.All(c => char.IsLetterOrDigit(c) || c == '_');
}

/// <summary>Boxed expressions and their texts, made into the tree of FEEL (DMN 1.5, clause 10.2).</summary>
internal sealed partial class LogicReading(Findings findings, TypeReading types, string? language)
{
    private static readonly ConstantNode Nothing = new(FeelValue.Null);

    /// <summary>The boxed expression inside an element.</summary>
    public Node Inside(SourceElement holder, NameScope names)
    {
        if (DmnNames.LogicOf(holder) is { } logic)
        {
            return Boxed(logic, names);
        }
        findings.Add(DecisionRules.DmnExpressionMissing, holder, holder.Name);
        return Nothing;
    }

    /// <summary>An expression in the <c>text</c> of an element; null when there is none.</summary>
    public Node? Expression(SourceElement? element, NameScope names)
    {
        var text = DmnNames.TextOf(element);
        if (element is null || text.Length == 0 || !IsReadable(element))
        {
            return null;
        }
        if (ExpressionText.IsMarked(text))
        {
            return Marked(text, element, names);
        }
        var outcome = IsJuel(element) ? JuelParser.Parse(text) : new Parser(text, names.Table()).ParseAll();
        return Take(outcome, element);
    }

    /// <summary>Unary tests in the <c>text</c> of an element; an empty one tests nothing, as <c>-</c> does.</summary>
    public Node Tests(SourceElement? element, NameScope names)
    {
        var text = DmnNames.TextOf(element);
        if (element is null || text.Length == 0 || !IsReadable(element))
        {
            return new UnaryTestsNode([], false);
        }
        if (ExpressionText.IsMarked(text) || IsJuel(element))
        {
            return new UnaryTestsNode([new UnaryTest.Asks(Expression(element, names) ?? Nothing)], false);
        }
        return Take(new Parser(text, names.Table()).ParseUnaryTests(), element) ?? Nothing;
    }

    private Node Boxed(SourceElement logic, NameScope names) =>
        logic.Name switch
        {
            "literalExpression" => Literal(logic, names),
            "decisionTable" => new TableReading(findings, types, this).Read(logic, names),
            "context" => Context(logic, names),
            "invocation" => Invocation(logic, names),
            "relation" => Relation(logic, names),
            "list" => new ListNode([.. DmnNames.LogicsOf(logic).Select(item => Boxed(item, names))]),
            "functionDefinition" => Function(logic, names),
            "conditional" => new IfNode(
                Under(logic, "if", names),
                Under(logic, "then", names),
                Under(logic, "else", names)
            ),
            "filter" => new FilterNode(Under(logic, "in", names), Under(logic, "match", names.With("item"))),
            _ => Iteration(logic, names),
        };

    private Node Literal(SourceElement literal, NameScope names)
    {
        if (DmnNames.TextOf(literal).Length == 0)
        {
            findings.Add(DecisionRules.DmnExpressionMissing, literal, literal.Name);
        }
        return Expression(literal, names) ?? Nothing;
    }

    private Node Under(SourceElement logic, string part, NameScope names)
    {
        if (logic.Part(part) is { } holder)
        {
            return Inside(holder, names);
        }
        findings.Add(DecisionRules.DmnExpressionMissing, logic, part);
        return Nothing;
    }

    private bool IsReadable(SourceElement element)
    {
        var written = LanguageOf(element);
        var isKnown =
            string.IsNullOrWhiteSpace(written)
            || written.Contains("feel", StringComparison.OrdinalIgnoreCase)
            || IsJuel(element);
        if (!isKnown)
        {
            findings.Add(DecisionRules.DmnLanguageUnknown, element, element.Name, written!);
        }
        return isKnown;
    }

    private bool IsJuel(SourceElement element) =>
        string.Equals(LanguageOf(element), "juel", StringComparison.OrdinalIgnoreCase);

    private string? LanguageOf(SourceElement element) => element.Attribute("expressionLanguage") ?? language;

    private Node? Marked(string text, SourceElement element, NameScope names)
    {
        switch (ExpressionText.Read(text, TextRole.Expression, names.Variables))
        {
            case FeelParseResult.Parsed parsed:
                return parsed.Expression.Root;
            case FeelParseResult.Failed failure:
                Report(failure, element);
                return null;
            default:
                return null;
        }
    }

    private Node? Take(ParseOutcome outcome, SourceElement element)
    {
        if (outcome.Failure is not { } failure)
        {
            return outcome.Root;
        }
        Report(failure, element);
        return null;
    }

    private void Report(FeelParseResult.Failed failure, SourceElement element)
    {
        var place = element.Part("text")!.TextPlace;
        var start = failure.Line == 1 ? place.Column : 1;
        var there = new SourcePlace(place.Line + failure.Line - 1, start + failure.Column - 1);
        findings.Add(DecisionRules.DmnExpressionUnreadable, element, there, element.Name, failure.Message);
    }
}
