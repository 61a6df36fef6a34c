using static IpStrategy.Workflow.Tests.Decisions.DmnText;

namespace IpStrategy.Workflow.Tests.Decisions;

public sealed class BoxedExpressionTests
{
    private static string Entry(string name, string text) =>
        $"<contextEntry><variable name=\"{name}\"/>{Literal(text)}</contextEntry>";

    [Fact]
    public void A_context_sees_its_earlier_entries_and_may_end_in_a_result()
    {
        var context = Entry("base fee", "10") + Entry("all", "base fee * 2");

        Assert.Equal("{base fee: 10, all: 20}", Value(File(Decision($"<context>{context}</context>"))));
        Assert.Equal(
            "30",
            Value(
                File(Decision($"<context>{context}<contextEntry>{Literal("base fee + all")}</contextEntry></context>"))
            )
        );
        Assert.Contains(
            "two entries",
            Evaluate(File(Decision($"<context>{Entry("a", "1")}{Entry("a", "2")}</context>"))).Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_relation_is_a_list_of_contexts() =>
        Assert.Equal(
            "[{name: \"a\", n: 1}, {name: \"b\", n: 2}]",
            Value(
                File(
                    Decision(
                        $"""
                        <relation><column name="name"/><column name="n"/>
                          <row>{Literal("\"a\"")}{Literal("1")}</row><row>{Literal("\"b\"")}{Literal(
                            "2"
                        )}</row></relation>
                        """
                    )
                )
            )
        );

    [Fact]
    public void A_list_may_hold_any_box() =>
        Assert.Equal("[1, [2]]", Value(File(Decision($"<list>{Literal("1")}<list>{Literal("2")}</list></list>"))));

    [Fact]
    public void A_function_definition_is_a_value_to_invoke() =>
        Assert.Equal(
            "9",
            Value(
                File(
                    Decision(
                        $"""
                        <context>
                          <contextEntry><variable name="square"/><functionDefinition><formalParameter name="n"/>{Literal(
                            "n * n"
                        )}</functionDefinition></contextEntry>
                          <contextEntry>{Literal("square(3)")}</contextEntry>
                        </context>
                        """
                    )
                )
            )
        );

    [Theory]
    [InlineData(5, "\"big\"")]
    [InlineData(1, "\"small\"")]
    public void A_conditional_takes_one_branch(int n, string expected) =>
        Assert.Equal(
            expected,
            Value(
                File(
                    Decision(
                        $"<conditional><if>{Literal("n > 2")}</if><then>{Literal("\"big\"")}</then><else>{Literal("\"small\"")}</else></conditional>"
                    )
                ),
                $"{{\"n\": {n}}}"
            )
        );

    [Theory]
    [InlineData("<for iteratorVariable=\"x\"><in>{0}</in><return>{1}</return></for>", "x * 2", "[2, 4, 6]")]
    [InlineData("<some iteratorVariable=\"x\"><in>{0}</in><satisfies>{1}</satisfies></some>", "x > 2", "true")]
    [InlineData("<every iteratorVariable=\"x\"><in>{0}</in><satisfies>{1}</satisfies></every>", "x > 2", "false")]
    [InlineData("<filter><in>{0}</in><match>{1}</match></filter>", "item > 1", "[2, 3]")]
    public void Iterations_and_filters_are_boxes_too(string box, string text, string expected) =>
        Assert.Equal(
            expected,
            Value(
                File(
                    Decision(
                        box.Replace("{0}", Literal("[1, 2, 3]"), StringComparison.Ordinal)
                            .Replace("{1}", Literal(text), StringComparison.Ordinal)
                    )
                )
            )
        );
}
