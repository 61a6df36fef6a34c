using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Tests.Expressions;

public sealed class UnaryTestsTests
{
    [Theory]
    [InlineData("-", "5", "true")]
    [InlineData("5", "5", "true")]
    [InlineData("5, 6", "6", "true")]
    [InlineData("> 3", "5", "true")]
    [InlineData("< 3, > 10", "5", "false")]
    [InlineData("[1..5]", "5", "true")]
    [InlineData("[1..5)", "5", "false")]
    [InlineData("not(5)", "5", "false")]
    [InlineData("not(5, 6)", "7", "true")]
    [InlineData("not([1..5])", "null", "null")]
    [InlineData("\"a\", \"b\"", "\"b\"", "true")]
    [InlineData("? > 3 and ? < 6", "5", "true")]
    [InlineData("? = 4", "5", "false")]
    [InlineData("even(?)", "4", "true")]
    [InlineData("limit", "9", "true")]
    [InlineData("> limit", "9", "false")]
    [InlineData("[1, 5]", "5", "true")]
    [InlineData("null", "null", "true")]
    [InlineData("true", "true", "true")]
    [InlineData("string length(?) = 2", "\"ab\"", "true")]
    [InlineData("date(\"2010-03-15\")", "date(\"2010-03-15\")", "true")]
    public void A_cell_tests_its_input(string tests, string input, string expected)
    {
        var parsed = Assert.IsType<FeelParseResult.Parsed>(FeelExpression.ParseUnaryTests(tests, ["limit"]));
        var scope = Feel.Scope(("?", Feel.Run(input).Value), ("limit", FeelValue.From(9m)));

        Assert.Equal(expected, FeelText.Literal(parsed.Expression.Evaluate(scope).Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("> ")]
    [InlineData("1,")]
    [InlineData("not(1")]
    [InlineData("- 5 6")]
    public void A_cell_that_is_no_test_is_refused(string tests) =>
        Assert.IsType<FeelParseResult.Failed>(FeelExpression.ParseUnaryTests(tests));
}
