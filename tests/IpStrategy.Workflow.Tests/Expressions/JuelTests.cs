using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Tests.Expressions;

public sealed class JuelTests
{
    private static readonly (string Name, FeelValue Value)[] Variables =
    [
        ("n", FeelValue.From(7m)),
        ("name", FeelValue.From("张三")),
        ("nothing", FeelValue.Null),
        ("list", FeelValue.From([FeelValue.From(1m), FeelValue.From("b")])),
        (
            "order",
            FeelValue.Context.Of([new("id", FeelValue.From("A-1")), new("lines", FeelValue.From([FeelValue.From(3m)]))])
        ),
        ("ok", FeelValue.True),
        ("blank", FeelValue.From("")),
    ];

    [Theory]
    [InlineData("n + 1 * 2", "9")]
    [InlineData("n / 2", "3.5")]
    [InlineData("n*.5", "3.5")]
    [InlineData("1.5e1 + 2E-1", "15.2")]
    [InlineData("n % 4", "3")]
    [InlineData("-n % 4", "-3")]
    [InlineData("n mod 4", "3")]
    [InlineData("n div 2", "3.5")]
    [InlineData("n == 7", "true")]
    [InlineData("n eq 7 and n ne 8", "true")]
    [InlineData("n lt 8 && n le 7 && n gt 6 && n ge 7", "true")]
    [InlineData("n != 7 || n > 3", "true")]
    [InlineData("!ok", "false")]
    [InlineData("not ok or ok", "true")]
    [InlineData("!(n < 3)", "true")]
    [InlineData("name == '张三'", "true")]
    [InlineData("name == \"张三\"", "true")]
    [InlineData("'it\\'s'", "\"it's\"")]
    [InlineData("nothing == null", "true")]
    [InlineData("n == null", "false")]
    [InlineData("empty nothing", "true")]
    [InlineData("empty blank", "true")]
    [InlineData("empty list", "false")]
    [InlineData("!empty name", "true")]
    [InlineData("empty nobody", "true")]
    [InlineData("not empty order.lines", "true")]
    [InlineData("n > 5 ? 'big' : 'small'", "\"big\"")]
    [InlineData("n > 9 ? 'big' : n > 5 ? 'middle' : 'small'", "\"middle\"")]
    [InlineData("order.id", "\"A-1\"")]
    [InlineData("order['id']", "\"A-1\"")]
    [InlineData("order.lines[0]", "3")]
    [InlineData("list[1]", "\"b\"")]
    [InlineData("list[2]", "null")]
    [InlineData("list.contains('b')", "true")]
    [InlineData("list.contains(2)", "false")]
    [InlineData("list.size() > 1", "true")]
    [InlineData("order.size()", "2")]
    [InlineData("list.isEmpty()", "false")]
    [InlineData("name.equals('李四')", "false")]
    [InlineData("order.id.startsWith('A') && order.id.endsWith('1')", "true")]
    [InlineData("order.id.length() == 3", "true")]
    [InlineData("name.contains('三')", "true")]
    [InlineData("nothing > 1", "null")]
    [InlineData("n > '1'", "null")]
    [InlineData("n.size()", "null")]
    [InlineData("nobody == 1", "false")]
    public void The_dialect_of_existing_files_is_read_into_the_same_tree(string source, string expected)
    {
        var parsed = Assert.IsType<FeelParseResult.Parsed>(FeelExpression.Parse(source, ExpressionDialect.Juel));
        Assert.Equal(expected, FeelText.Literal(parsed.Expression.Evaluate(Feel.Scope(Variables)).Value));
    }

    [Theory]
    [InlineData("bean.run()")]
    [InlineData("execution.getVariable('x')")]
    [InlineData("now()")]
    [InlineData("x = 5")]
    [InlineData("x -> x + 1")]
    [InlineData("[1, 2]")]
    [InlineData("{'a': 1}")]
    [InlineData("list.stream()")]
    [InlineData("list.size(1)")]
    [InlineData("list.contains()")]
    [InlineData("name.getClass().forName('x')")]
    [InlineData("T(java.lang.Runtime)")]
    [InlineData("1.5 + .")]
    [InlineData("1e")]
    [InlineData("n.5")]
    [InlineData("n +")]
    [InlineData("(n")]
    [InlineData("'open")]
    [InlineData("n ? 1")]
    [InlineData("5x")]
    [InlineData("")]
    [InlineData("and")]
    [InlineData("n instanceof x")]
    public void Whatever_calls_into_a_host_is_refused(string source) =>
        Assert.NotEqual("", Feel.Refused(source, ExpressionDialect.Juel).Message);
}
