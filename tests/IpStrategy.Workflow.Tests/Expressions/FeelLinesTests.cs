using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Tests.Expressions;

public sealed class FeelLinesTests
{
    [Theory]
    [InlineData("""{"expression":"1 + 2"}""", """{"value":3,"type":"number","error":null}""")]
    [InlineData("""{"expression":"\"你\" + \"好\""}""", """{"value":"你好","type":"string","error":null}""")]
    [InlineData("""{"expression":"null"}""", """{"value":null,"type":"null","error":null}""")]
    [InlineData("""{"expression":"1/0"}""", """{"value":null,"type":"null","error":"division by zero"}""")]
    [InlineData("""{"expression":"date(\"2010-03-15\")"}""", """{"value":"2010-03-15","type":"date","error":null}""")]
    [InlineData("""{"expression":"@\"PT1H\""}""", """{"value":"PT1H","type":"days and time duration","error":null}""")]
    [InlineData("""{"expression":"@\"P1Y\""}""", """{"value":"P1Y","type":"years and months duration","error":null}""")]
    [InlineData(
        """{"expression":"@\"2010-03-15T10:00:00Z\""}""",
        """{"value":"2010-03-15T10:00:00Z","type":"date and time","error":null}"""
    )]
    [InlineData("""{"expression":"[1..3)"}""", """{"value":"[1..3)","type":"range","error":null}""")]
    [InlineData("""{"expression":"function(x) x"}""", """{"value":"function","type":"function","error":null}""")]
    [InlineData("""{"expression":"{a: [1, true]}"}""", """{"value":{"a":[1,true]},"type":"context","error":null}""")]
    [InlineData(
        """{"expression":"a b + c","let":{"a b":"1","c":"a b * 2"}}""",
        """{"value":3,"type":"number","error":null}"""
    )]
    [InlineData(
        """{"expression":"f(x)","let":{"f":"function(n) n + y"},"variables":{"x":1,"y":2}}""",
        """{"value":3,"type":"number","error":null}"""
    )]
    [InlineData(
        """{"expression":"fact(5)","let":{"fact":"function(n) if n < 2 then 1 else n * fact(n - 1)"}}""",
        """{"value":120,"type":"number","error":null}"""
    )]
    [InlineData(
        """{"expression":"f(1)","let":{"f":"function(n) f(n + 1)"}}""",
        """{"value":null,"type":"null","error":"the evaluation is nested deeper than 1000"}"""
    )]
    [InlineData(
        """{"expression":"p.first-name","variables":{"p":{"first-name":"v"}}}""",
        """{"value":"v","type":"string","error":null}"""
    )]
    [InlineData(
        """{"expression":"l[unit-price > 1]","variables":{"l":[{"unit-price":2}]}}""",
        """{"value":[{"unit-price":2}],"type":"list","error":null}"""
    )]
    [InlineData(
        """{"expression":"x","let":{"x":"1 +"}}""",
        """{"value":null,"type":"null","error":"let 'x': an expression is expected (line 1, column 4)"}"""
    )]
    [InlineData(
        """{"expression":"1 +"}""",
        """{"value":null,"type":"null","error":"an expression is expected (line 1, column 4)"}"""
    )]
    [InlineData(
        """{"expression":"12345678901234567890.123"}""",
        """{"value":12345678901234567890.123,"type":"number","error":null}"""
    )]
    public void One_object_in_one_object_out(string line, string expected) =>
        Assert.Equal(expected, FeelLines.Answer(line, Feel.Now, SystemZones.Instance));

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"expression\":5}")]
    [InlineData("null")]
    [InlineData("""{"expression":"\"\ud83d\""}""")]
    [InlineData("""{"expression":"1","variables":{"\ud83d":1}}""")]
    [InlineData("""{"expression":"1","let":{"\ud83d":"1"}}""")]
    [InlineData("""{"expression":"1","let":{"x":"\ud83d"}}""")]
    public void A_wrong_line_is_answered_too(string line) =>
        Assert.StartsWith(
            "{\"value\":null,\"type\":\"null\",\"error\":\"the line ",
            FeelLines.Answer(line, Feel.Now, SystemZones.Instance),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_single_expression_says_whether_it_was_read()
    {
        Assert.True(FeelLines.Evaluate("x + 1", "{\"x\":1}", Feel.Now, SystemZones.Instance).WasRead);
        Assert.True(FeelLines.Evaluate("1 / 0", null, Feel.Now, SystemZones.Instance).WasRead);
        Assert.False(FeelLines.Evaluate("x +", null, Feel.Now, SystemZones.Instance).WasRead);
        Assert.False(FeelLines.Evaluate("1", "nonsense", Feel.Now, SystemZones.Instance).WasRead);
        Assert.False(FeelLines.Evaluate("1", "[]", Feel.Now, SystemZones.Instance).WasRead);
        Assert.False(FeelLines.Evaluate("1", """{"\ud83d":1}""", Feel.Now, SystemZones.Instance).WasRead);
    }

    [Fact]
    public void A_text_that_is_none_is_null_with_a_reason()
    {
        var answer = FeelLines.Evaluate("x", """{"x":["\ud83d"]}""", Feel.Now, SystemZones.Instance);

        Assert.True(answer.WasRead);
        Assert.True(answer.Value.IsNull);
        Assert.NotNull(answer.Error);
    }
}
