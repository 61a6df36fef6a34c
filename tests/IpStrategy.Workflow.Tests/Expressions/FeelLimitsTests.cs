using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Tests.Expressions;

public sealed class FeelLimitsTests
{
    [Theory]
    [InlineData("for a in 1..1000, b in 1..1000, c in 1..1000 return 1", "steps")]
    [InlineData("some a in 1..1000, b in 1..1000, c in 1..1000 satisfies a + b + c = 0", "steps")]
    [InlineData("{f: function(n) f(n + 1), r: f(1)}.r", "nested deeper")]
    [InlineData("{f: function(n) f(n) + f(n), r: f(1)}.r", "nested deeper")]
    [InlineData("count(for i in 1..2000000000 return i)", "longer than")]
    [InlineData("for i in 0..40 return if i = 0 then [1] else concatenate(partial[-1], partial[-1])", "steps")]
    [InlineData("for i in 0..60 return if i = 0 then \"xx\" else partial[-1] + partial[-1]", "longer than")]
    [InlineData("for i in 0..60 return if i = 0 then [1] else [partial[-1], partial[-1]]", "parts")]
    [InlineData("for i in 0..60 return if i = 0 then [1] else [partial[-1]]", "nested deeper than 48")]
    [InlineData("for i in 0..60 return if i = 0 then {a: 1} else {a: partial[-1]}", "nested deeper than 48")]
    [InlineData(
        "{l: for i in 1..100000 return i, m: for i in 1..100000 return i, r: every x in 1..100000 satisfies l = m}.r",
        "steps"
    )]
    [InlineData(
        "{s: string join(for i in 1..100000 return \"0123456\"), r: for i in 1..100000 return upper case(s)}.r",
        "steps"
    )]
    [InlineData(
        "{s: string join(for i in 1..100000 return \"0123456\"), r: for i in 1..100000 return s + \"x\"}.r",
        "steps"
    )]
    [InlineData("context put({}, for i in 1..100000 return \"k\", 1)", "48 keys")]
    [InlineData("count(distinct values(for i in 1..100000 return i))", "steps")]
    public void A_runaway_expression_ends_with_a_reason(string source, string reason)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var result = Feel.Run(source);

        Assert.True(result.Value.IsNull);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), clock.Elapsed.ToString());
    }

    [Fact]
    public void A_reached_limit_cannot_be_caught_inside_the_expression()
    {
        var result = Feel.Parse("if (some a in 1..1000, b in 1..1000 satisfies a + b = 0) = null then 1 else 2")
            .Evaluate(Feel.Scope(), new FeelLimits(Steps: 1000));

        Assert.True(result.Value.IsNull);
        Assert.Contains("1000 steps", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_chain_of_operators_is_no_deep_nesting_for_the_reader()
    {
        var source = string.Join(" + ", Enumerable.Repeat("1", 900));

        Assert.Equal("900", Feel.Eval(source));
    }

    [Fact]
    public void Limits_are_per_evaluation()
    {
        var expression = Feel.Parse("count(for i in 1..100 return i)");
        var limits = new FeelLimits(Steps: 1000);

        Assert.All(Enumerable.Range(0, 50), _ => Assert.True(expression.Evaluate(Feel.Scope(), limits).Succeeded));
    }
}
