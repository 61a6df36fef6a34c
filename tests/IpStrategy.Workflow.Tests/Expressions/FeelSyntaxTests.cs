using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Tests.Expressions;

public sealed class FeelSyntaxTests
{
    [Theory]
    [InlineData("// a comment\n1 + /* another */ 2", "3")]
    [InlineData("\"a\\nb\"", "\"a\\nb\"")]
    [InlineData("\"\\u4F60\\U00597D\" = \"你好\"", "true")]
    [InlineData("string length(\"\\U01F40E\")", "1")]
    [InlineData("\"\\d\" = \"\\\\d\"", "true")]
    [InlineData("\"q\\\"q\"", "\"q\\\"q\"")]
    [InlineData("[1, 2, [3]]", "[1, 2, [3]]")]
    [InlineData("[]", "[]")]
    [InlineData("{}", "{}")]
    [InlineData("{a: 1, \"b c\": 2, d e: a + 1}", "{a: 1, b c: 2, d e: 2}")]
    [InlineData("{a-b: 1, c: a-b + 1}.c", "2")]
    [InlineData("{a+b: 1}.a+b", "1")]
    [InlineData("{if: 1}.if", "1")]
    [InlineData("if 1 > 2 then \"a\" else \"b\"", "\"b\"")]
    [InlineData("if null then 1 else 2", "2")]
    [InlineData("if \"true\" then 1 else 2", "2")]
    [InlineData("1 + if true then 1 else 2", "2")]
    [InlineData("{年龄: 3}.年龄 + 1", "4")]
    [InlineData("{n: null}.n", "null")]
    [InlineData("[1..5].start included", "true")]
    [InlineData("(1..5].start included", "false")]
    [InlineData("[1..5[.end included", "false")]
    [InlineData("(< 5).end", "5")]
    [InlineData("(>= 5).start included", "true")]
    [InlineData("(< 5).start", "null")]
    [InlineData("[\"a\"..\"b\"].end", "\"b\"")]
    [InlineData("{`a-b`: 1}.`a-b`", "1")]
    public void Literals_and_forms_are_read(string source, string expected) =>
        Assert.Equal(expected, Feel.Eval(source));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("1 +")]
    [InlineData("(1")]
    [InlineData("[1, 2")]
    [InlineData("{a: 1")]
    [InlineData("{a 1}")]
    [InlineData("\"open")]
    [InlineData("\"two\nlines\"")]
    [InlineData("1 2")]
    [InlineData("a = = b")]
    [InlineData("a == b")]
    [InlineData("if a then b")]
    [InlineData("for x in [1] x")]
    [InlineData("some x satisfies x")]
    [InlineData("x instance of")]
    [InlineData("1 between 2")]
    [InlineData("a ; b")]
    [InlineData("#")]
    [InlineData("x.")]
    [InlineData("then")]
    [InlineData("[1..2")]
    [InlineData("function(a, ) a")]
    [InlineData("f(a: 1, 2)")]
    [InlineData("'text'")]
    [InlineData("a && b")]
    [InlineData("!a")]
    public void What_is_no_expression_is_refused(string source) => Assert.NotEqual("", Feel.Refused(source).Message);

    [Fact]
    public void A_refusal_names_line_and_column()
    {
        var failed = Feel.Refused("1 +\n  * 2");

        Assert.Equal((2, 3, 6), (failed.Line, failed.Column, failed.Position));
        Assert.Contains("line 2, column 3", failed.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused_instead_of_overflowing_the_stack()
    {
        foreach (
            var (open, close) in new[]
            {
                ("(", ")"),
                ("[", "]"),
                ("-", ""),
                ("if true then ", " else 0"),
                ("x in (", ")"),
            }
        )
        {
            var source =
                string.Concat(Enumerable.Repeat(open, 4000)) + "1" + string.Concat(Enumerable.Repeat(close, 4000));
            Assert.Contains("nested", Feel.Refused(source).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nested_membership_tests_are_read_in_one_pass()
    {
        var source =
            string.Concat(Enumerable.Repeat("1 in ((", 90)) + "1" + string.Concat(Enumerable.Repeat(") + 1)", 90));

        Assert.IsType<FeelParseResult.Parsed>(FeelExpression.Parse(source));
    }

    [Theory]
    [InlineData("first name", "first name + \"!\"")]
    [InlineData("profit and loss", "profit and loss + \"!\"")]
    [InlineData("if ready", "if ready + \"!\"")]
    [InlineData("order-id", "order-id + \"!\"")]
    [InlineData("order - id", "order-id + \"!\"")]
    [InlineData("a/b", "a / b + \"!\"")]
    [InlineData("l'état", "l'état + \"!\"")]
    [InlineData("in stock", "in stock + \"!\"")]
    [InlineData("x 2", "x 2 + \"!\"")]
    [InlineData("办理 结果", "办理   结果 + \"!\"")]
    [InlineData("date and time", "date and time + \"!\"")]
    public void Known_names_may_hold_spaces_operators_and_keywords(string name, string source) =>
        Assert.Equal("\"v!\"", Feel.Eval(source, (name, FeelValue.From("v"))));

    [Fact]
    public void The_longest_known_name_wins()
    {
        Assert.Equal(
            "2",
            Feel.Eval("a - b", ("a", FeelValue.From(9m)), ("b", FeelValue.From(1m)), ("a - b", FeelValue.From(2m)))
        );
        Assert.Equal("8", Feel.Eval("a - b", ("a", FeelValue.From(9m)), ("b", FeelValue.From(1m))));
    }

    [Fact]
    public void Names_nobody_announced_are_words_in_a_row()
    {
        var expression = Feel.Parse("if total amount > 5 and is urgent then \"a\" else \"b\"");
        var scope = Feel.Scope(("total amount", FeelValue.From(6m)), ("is urgent", FeelValue.True));

        Assert.Equal("a", expression.Evaluate(scope).Value.ToString());
    }

    [Fact]
    public void Names_with_operators_that_nobody_announced_stand_in_backticks() =>
        Assert.Equal(
            "3",
            Feel.Parse("`order-id` + 1").Evaluate(Feel.Scope(("order-id", FeelValue.From(2m)))).Value.ToString()
        );

    [Fact]
    public void A_variable_nobody_set_is_null_and_says_so()
    {
        var result = Feel.Run("nobody + 1");

        Assert.True(result.Value.IsNull);
        Assert.Equal("there is no variable 'nobody'", result.Error);
    }

    [Fact]
    public void A_variable_that_is_null_is_no_error()
    {
        var result = Feel.Run("x", ("x", FeelValue.Null));

        Assert.True(result.Succeeded);
        Assert.True(result.Value.IsNull);
    }

    [Fact]
    public void A_variable_hides_a_builtin_only_when_it_is_a_function()
    {
        Assert.Equal("2", Feel.Eval("count([1, 2])", ("count", FeelValue.From(7m))));
        Assert.Equal("7", Feel.Eval("count", ("count", FeelValue.From(7m))));
        Assert.Equal("\"mine\"", Feel.Eval("{count: function(x) \"mine\", r: count([1, 2])}.r"));
    }

    [Fact]
    public void An_expression_is_evaluated_from_many_threads_alike()
    {
        var expression = Feel.Parse("sum(for i in 1..n return i) + count([1, 2, 3][item > 1])");

        Assert.All(
            Enumerable
                .Range(1, 64)
                .AsParallel()
                .Select(n => (n, expression.Evaluate(Feel.Scope(("n", FeelValue.From((decimal)n)))))),
            pair => Assert.Equal(FeelValue.From((pair.n * (pair.n + 1m) / 2) + 2), pair.Item2.Value)
        );
    }
}
