using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Tests.Expressions;

public sealed class ExpressionTextTests
{
    private static readonly FeelScope Scope = Feel.Scope(
        ("n", FeelValue.From(7m)),
        ("name", FeelValue.From("张三")),
        ("nothing", FeelValue.Null)
    );

    [Theory]
    [InlineData("n > 5", "true")]
    [InlineData("= n > 5", "true")]
    [InlineData("  =n + 1", "8")]
    [InlineData("${n > 5}", "true")]
    [InlineData(" #{n + 1} \n", "8")]
    [InlineData("${n}", "7")]
    [InlineData("\"${n}\"", "\"${n}\"")]
    [InlineData("${n}-${name}", "\"7-张三\"")]
    [InlineData("${name == '}' ? 1 : 2}", "2")]
    public void A_condition_is_feel_unless_it_is_marked_as_juel(string text, string expected) =>
        Assert.Equal(expected, Value(text, TextRole.Expression));

    [Theory]
    [InlineData("n > 5", "\"n > 5\"")]
    [InlineData("zhang.san", "\"zhang.san\"")]
    [InlineData("= n + 1", "8")]
    [InlineData("${n}", "7")]
    [InlineData("审批 ${name}:第 ${n} 次", "\"审批 张三:第 7 次\"")]
    [InlineData("#{name}!", "\"张三!\"")]
    [InlineData("a${nothing}b", "\"ab\"")]
    [InlineData("${nothing}", "null")]
    [InlineData("price \\${n}", "\"price \\\\${n}\"")]
    [InlineData("\\${n} ${n}", "\"${n} 7\"")]
    [InlineData("say \"${n}\"", "\"say \\\"7\\\"\"")]
    [InlineData("", "\"\"")]
    [InlineData("a $ b # {c}", "\"a $ b # {c}\"")]
    public void An_attribute_is_text_unless_it_is_marked(string text, string expected) =>
        Assert.Equal(expected, Value(text, TextRole.Literal));

    [Fact]
    public void Literal_text_is_known_without_a_scope()
    {
        Assert.Equal(FeelValue.From("zhang.san"), Parsed("zhang.san", TextRole.Literal).Constant);
        Assert.Null(Parsed("${user}", TextRole.Literal).Constant);
        Assert.False(ExpressionText.IsExpression("zhang.san"));
        Assert.True(ExpressionText.IsExpression("= user"));
        Assert.True(ExpressionText.IsExpression("a ${user}"));
    }

    [Fact]
    public void A_failing_part_fails_the_text()
    {
        var result = Parsed("to ${nobody}", TextRole.Literal).Evaluate(Scope);

        Assert.True(result.Value.IsNull);
        Assert.Equal("there is no variable 'nobody'", result.Error);
    }

    [Theory]
    [InlineData("${n", TextRole.Literal, 2)]
    [InlineData("ab ${n +}", TextRole.Literal, 8)]
    [InlineData("= n +", TextRole.Literal, 5)]
    [InlineData("n +", TextRole.Expression, 3)]
    [InlineData("  ${n ++ 1}", TextRole.Expression, 7)]
    [InlineData("${bean.call()}", TextRole.Expression, 7)]
    public void A_refusal_has_its_place_in_the_whole_text(string text, TextRole role, int position)
    {
        var failed = Assert.IsType<FeelParseResult.Failed>(ExpressionText.Read(text, role));

        Assert.Equal(position, failed.Position);
    }

    [Fact]
    public void The_source_is_the_text_as_it_stands() =>
        Assert.Equal(" = n + 1", Parsed(" = n + 1", TextRole.Literal).Source);

    private static FeelExpression Parsed(string text, TextRole role) =>
        Assert.IsType<FeelParseResult.Parsed>(ExpressionText.Read(text, role)).Expression;

    private static string Value(string text, TextRole role) =>
        FeelText.Literal(Parsed(text, role).Evaluate(Scope).Value);
}
