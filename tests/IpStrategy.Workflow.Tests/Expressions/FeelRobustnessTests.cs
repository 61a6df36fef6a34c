using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Tests.Expressions;

/// <summary>Whatever an author types: it is read or refused, evaluated or null, never an exception and never without end.</summary>
public sealed class FeelRobustnessTests
{
    private static readonly FeelLimits Small = new(Steps: 5_000, Depth: 300, Size: 5_000);

    private static readonly string[] Scraps =
    [
        "1",
        "0",
        "-1",
        "2.5",
        "79228162514264337593543950335",
        "1e-28",
        "\"a\"",
        "\"\"",
        "\"P1D\"",
        "\"[1..2]\"",
        "null",
        "true",
        "false",
        "@\"2010-03-15\"",
        "@\"10:00:00Z\"",
        "@\"2010-03-15T10:00:00@Europe/Paris\"",
        "@\"P1Y\"",
        "@\"-PT1H\"",
        "@\"x\"",
        "@\"P999999999999999999Y\"",
        "@\"P999999999999999999D\"",
        "@\"999999999-12-31\"",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "..",
        ",",
        ":",
        ".",
        "+",
        "-",
        "*",
        "/",
        "**",
        "=",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        " and ",
        " or ",
        " in ",
        " between ",
        " instance of ",
        " if ",
        " then ",
        " else ",
        " for ",
        " return ",
        " some ",
        " every ",
        " satisfies ",
        "function(x) ",
        "x",
        "item",
        "partial",
        "?",
        "not(",
        "a b",
        "l",
        "c.a",
        "list<number>",
        "number",
        "'",
        "#",
        "\\",
        "count(",
        "sum(",
        "sort(",
        "date(",
        "date and time(",
        "duration(",
        "substring(",
        "replace(",
        "matches(",
        "split(",
        "string(",
        "range(",
        "flatten(",
        "context put(",
        "list replace(",
        "years and months duration(",
        "modulo(",
        "decimal(",
        "before(",
        "mode(",
    ];

    private static readonly string[] Functions =
    [
        "abs",
        "after",
        "all",
        "any",
        "append",
        "before",
        "ceiling",
        "coincides",
        "concatenate",
        "contains",
        "context",
        "context merge",
        "context put",
        "count",
        "date",
        "date and time",
        "day of week",
        "day of year",
        "decimal",
        "distinct values",
        "duration",
        "during",
        "ends with",
        "even",
        "exp",
        "finished by",
        "finishes",
        "flatten",
        "floor",
        "get entries",
        "get value",
        "includes",
        "index of",
        "insert before",
        "is",
        "is defined",
        "list contains",
        "list replace",
        "log",
        "lower case",
        "matches",
        "max",
        "mean",
        "median",
        "meets",
        "met by",
        "min",
        "mode",
        "modulo",
        "month of year",
        "not",
        "now",
        "number",
        "odd",
        "overlaps",
        "overlaps after",
        "overlaps before",
        "product",
        "range",
        "remove",
        "replace",
        "reverse",
        "round down",
        "round half down",
        "round half up",
        "round up",
        "sort",
        "split",
        "sqrt",
        "started by",
        "starts",
        "starts with",
        "stddev",
        "string",
        "string join",
        "string length",
        "sublist",
        "substring",
        "substring after",
        "substring before",
        "sum",
        "time",
        "today",
        "union",
        "upper case",
        "week of year",
        "years and months duration",
    ];

    private static readonly string[] Values =
    [
        "null",
        "true",
        "0",
        "1",
        "-1",
        "2",
        "3.7",
        "-28",
        "30",
        "1e28",
        "79228162514264337593543950335",
        "-79228162514264337593543950335",
        "\"\"",
        "\"a\"",
        "\"a.b\"",
        "\"(\"",
        "\"[1..2]\"",
        "\"2010-03-15\"",
        "\"P1D\"",
        "\"\\U01F40E\"",
        "@\"2010-03-15\"",
        "@\"999999999-12-31\"",
        "@\"-999999999-01-01\"",
        "@\"10:00:00\"",
        "@\"10:00:00Z\"",
        "@\"2010-03-15T10:00:00\"",
        "@\"2010-03-15T10:00:00@Europe/Paris\"",
        "@\"P1D\"",
        "@\"P999999999999999999D\"",
        "@\"P1Y\"",
        "@\"-P1999999999Y\"",
        "[]",
        "[null]",
        "[1, 2, 3]",
        "[1, \"a\", null]",
        "[true, false]",
        "[[1], [2, [3]]]",
        "{}",
        "{a: 1}",
        "[{key: \"a\", value: 1}]",
        "[1..5]",
        "(1..5)",
        "(> 3)",
        "[@\"2010-01-01\"..@\"2011-01-01\"]",
        "[\"a\"..\"b\"]",
        "function(x) x",
        "function(x, y) x < y",
        "count",
    ];

    [Fact]
    public void Scraps_in_any_order_are_read_or_refused()
    {
        var chance = new Random(20100315);
        for (var i = 0; i < 20_000; i++)
        {
            var source = string.Concat(
                Enumerable.Range(0, chance.Next(1, 14)).Select(_ => Scraps[chance.Next(Scraps.Length)])
            );
            Survives(source, ExpressionDialect.Feel);
            Survives(source, ExpressionDialect.Juel);
            FeelExpression.ParseUnaryTests(source);
            ExpressionText.Read("a ${" + source + "} b", TextRole.Literal);
        }
    }

    [Fact]
    public void Every_function_takes_any_arguments()
    {
        var chance = new Random(69);
        foreach (var function in Functions)
        {
            Survives($"{function}()", ExpressionDialect.Feel);
            for (var i = 0; i < 300; i++)
            {
                var arguments = Enumerable.Range(0, chance.Next(1, 5)).Select(_ => Values[chance.Next(Values.Length)]);
                Survives($"{function}({string.Join(", ", arguments)})", ExpressionDialect.Feel);
            }
        }
    }

    [Fact]
    public void Every_operator_takes_any_operands()
    {
        foreach (var op in new[] { "+", "-", "*", "/", "**", "=", "!=", "<", ">=", "and", "or", "in" })
        {
            foreach (var left in Values)
            {
                foreach (var right in Values)
                {
                    Survives($"({left}) {op} ({right})", ExpressionDialect.Feel);
                    Survives($"({left})[{right}]", ExpressionDialect.Feel);
                }
            }
        }
    }

    [Fact]
    public void What_is_printed_is_read_back_as_the_same_value()
    {
        foreach (var source in Values.Where(v => !v.Contains("function", StringComparison.Ordinal) && v != "count"))
        {
            var value = Feel.Run(source).Value;

            Assert.Equal(value, Feel.Run(FeelText.Literal(value)).Value);
        }
    }

    private static void Survives(string source, ExpressionDialect dialect)
    {
        try
        {
            if (FeelExpression.Parse(source, dialect, ["a b", "l", "c"]) is FeelParseResult.Parsed parsed)
            {
                var result = parsed.Expression.Evaluate(
                    Feel.Scope(
                        ("a b", FeelValue.From(3m)),
                        ("l", FeelValue.From([FeelValue.From(1m)])),
                        ("x", FeelValue.From("x"))
                    ),
                    Small
                );
                _ = result.Value.ToString();
            }
        }
        catch (Exception e)
        {
            throw new Xunit.Sdk.XunitException(source, e);
        }
    }
}
