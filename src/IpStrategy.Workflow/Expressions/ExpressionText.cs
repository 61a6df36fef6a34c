using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Nodes;
using IpStrategy.Workflow.Expressions.Syntax;

namespace IpStrategy.Workflow.Expressions;

/// <summary>What a text in a process file means when nothing marks it as an expression.</summary>
public enum TextRole
{
    /// <summary>Conditions, cardinalities, scripts: FEEL, with or without a leading <c>=</c>.</summary>
    Expression,

    /// <summary>Names, assignees, candidates, dates: literal text unless it begins with <c>=</c>.</summary>
    Literal,
}

/// <summary>Reads texts of process files: FEEL, the JUEL of <c>${…}</c> and <c>#{…}</c>, or plain text.</summary>
public static class ExpressionText
{
    /// <summary>Reads a text by its role; literal text becomes an expression whose <see cref="FeelExpression.Constant"/> is set.</summary>
    public static FeelParseResult Read(string text, TextRole role, IReadOnlyCollection<string>? knownNames = null)
    {
        var start = text.Length - text.TrimStart().Length;
        if (start < text.Length && text[start] == '=')
        {
            return Shifted(
                FeelExpression.Parse(text[(start + 1)..], ExpressionDialect.Feel, knownNames),
                text,
                start + 1
            );
        }

        if (HasMark(text, role))
        {
            return Template(role == TextRole.Expression ? text.Trim() : text, text);
        }

        return role == TextRole.Expression
            ? FeelExpression.Parse(text, ExpressionDialect.Feel, knownNames)
            : new FeelParseResult.Parsed(FeelExpression.Of(text, new ConstantNode(FeelValue.From(text))));
    }

    /// <summary>Whether a text is an expression in an attribute: it holds <c>${…}</c> or begins with <c>=</c>.</summary>
    public static bool IsExpression(string text) => text.TrimStart().StartsWith('=') || HasMark(text, TextRole.Literal);

    /// <summary>Whether a text that is FEEL otherwise is marked: as an expression by <c>=</c>, or as JUEL.</summary>
    internal static bool IsMarked(string text) =>
        text.TrimStart().StartsWith('=') || HasMark(text, TextRole.Expression);

    // Inside a string of FEEL the marks are just characters.
    private static bool HasMark(string text, TextRole role)
    {
        var isInString = false;
        for (var i = 0; i + 1 < text.Length; i++)
        {
            isInString ^= role == TextRole.Expression && text[i] == '"';
            if (!isInString && IsMark(text, i))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMark(string text, int at) =>
        text[at] is '$' or '#' && at + 1 < text.Length && text[at + 1] == '{' && (at == 0 || text[at - 1] != '\\');

    private static FeelParseResult Template(string text, string source)
    {
        var parts = ImmutableArray.CreateBuilder<Node>();
        var literal = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsMark(text, i))
            {
                continue;
            }

            AddLiteral(parts, text[literal..i]);
            var end = ClosingBrace(text, i + 2);
            var outcome = end < 0 ? ParseOutcome.Fail(text, 0, "'}' expected") : JuelParser.Parse(text[(i + 2)..end]);
            if (outcome.Failure is { } failure)
            {
                var start = source.IndexOf(text, StringComparison.Ordinal) + i + 2;
                return ParseOutcome.Fail(source, start + failure.Position, failure.Message).Failure!;
            }

            parts.Add(outcome.Root);
            literal = end + 1;
            i = end;
        }

        AddLiteral(parts, text[literal..]);
        var root = parts.Count == 1 ? parts[0] : new JoinNode(parts.ToImmutable());
        return new FeelParseResult.Parsed(FeelExpression.Of(source, root));
    }

    private static void AddLiteral(ImmutableArray<Node>.Builder parts, string text)
    {
        if (text.Length > 0)
        {
            parts.Add(
                new ConstantNode(
                    FeelValue.From(
                        text.Replace("\\${", "${", StringComparison.Ordinal)
                            .Replace("\\#{", "#{", StringComparison.Ordinal)
                    )
                )
            );
        }
    }

    private static int ClosingBrace(string text, int at)
    {
        var quote = '\0';
        for (; at < text.Length; at++)
        {
            if (quote != '\0')
            {
                at += text[at] == '\\' ? 1 : 0;
                quote = at < text.Length && text[at] == quote && text[at - 1] != '\\' ? '\0' : quote;
            }
            else if (text[at] is '"' or '\'')
            {
                quote = text[at];
            }
            else if (text[at] == '}')
            {
                return at;
            }
        }

        return -1;
    }

    private static FeelParseResult Shifted(FeelParseResult result, string source, int offset) =>
        result switch
        {
            FeelParseResult.Failed failed => ParseOutcome
                .Fail(source, failed.Position + offset, failed.Message)
                .Failure!,
            FeelParseResult.Parsed parsed => new FeelParseResult.Parsed(parsed.Expression.As(source)),
            _ => result,
        };
}
