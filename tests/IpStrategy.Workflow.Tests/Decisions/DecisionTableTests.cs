using IpStrategy.Workflow.Decisions;
using IpStrategy.Workflow.Expressions;
using static IpStrategy.Workflow.Tests.Decisions.DmnText;

namespace IpStrategy.Workflow.Tests.Decisions;

public sealed class DecisionTableTests
{
    private static readonly string[] Overlapping = ["> 0 | \"low\"", "> 10 | \"high\"", "> 20 | \"top\""];

    private static string Of(string policy, string output, params string[] rules) =>
        File(Decision(Table($"hitPolicy=\"{policy}\"", "n", output, rules)));

    [Theory]
    [InlineData("UNIQUE", 5, "\"low\"")]
    [InlineData("FIRST", 25, "\"low\"")]
    [InlineData("COLLECT", 25, "[\"low\", \"high\", \"top\"]")]
    [InlineData("COLLECT", 5, "[\"low\"]")]
    [InlineData("RULE ORDER", 25, "[\"low\", \"high\", \"top\"]")]
    [InlineData("UNIQUE", 0, "null")]
    [InlineData("COLLECT", 0, "null")]
    public void A_hit_policy_says_what_of_the_matching_rules_counts(string policy, int n, string expected) =>
        Assert.Equal(expected, Value(Of(policy, Output("o"), Overlapping), $"{{\"n\": {n}}}"));

    [Theory]
    [InlineData("PRIORITY", "\"top\"")]
    [InlineData("OUTPUT ORDER", "[\"top\", \"high\", \"low\"]")]
    public void Output_values_give_the_order(string policy, string expected) =>
        Assert.Equal(
            expected,
            Value(Of(policy, Output("o", "\"top\", \"high\", \"low\""), Overlapping), "{\"n\": 25}")
        );

    [Fact]
    public void The_default_policy_is_unique()
    {
        var xml = File(Decision(Table("", "n", Output("o"), Overlapping)));

        Assert.Equal("\"low\"", Value(xml, "{\"n\": 5}"));
        Assert.Contains("UNIQUE, but rules 1, 2 match", Evaluate(xml, "{\"n\": 15}").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_allows_several_rules_with_one_output()
    {
        string[] rules = ["> 0 | \"yes\"", "> 10 | \"yes\"", "> 20 | \"no\""];
        var xml = Of("ANY", Output("o"), rules);

        Assert.Equal("\"yes\"", Value(xml, "{\"n\": 15}"));
        Assert.Contains("ANY, but rules 1, 2, 3", Evaluate(xml, "{\"n\": 25}").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SUM", "6")]
    [InlineData("MIN", "1")]
    [InlineData("MAX", "3")]
    [InlineData("COUNT", "3")]
    public void Collected_outputs_are_aggregated(string aggregation, string expected)
    {
        var xml = File(
            Decision(
                Table(
                    $"hitPolicy=\"COLLECT\" aggregation=\"{aggregation}\"",
                    "n",
                    Output("o"),
                    "> 0 | 1",
                    "> 1 | 2",
                    "> 2 | n - 6",
                    "> 99 | 100"
                )
            )
        );

        Assert.Equal(expected, Value(xml, "{\"n\": 9}"));
        Assert.Equal($"[{{o: {expected}}}]", Mapped(xml, "{\"n\": 9}", DecisionMapping.ResultList));
        Assert.Equal(expected, Mapped(xml, "{\"n\": 9}", DecisionMapping.SingleEntry));
    }

    [Fact]
    public void Several_outputs_make_a_context()
    {
        var xml = File(
            Decision(
                Table(
                    "hitPolicy=\"FIRST\"",
                    "n; who",
                    Output("grade") + Output("days"),
                    "< 5; \"li\", \"zhang\" | \"a\"; n * 2",
                    "-; not(\"li\") | \"b\"; 0"
                )
            )
        );

        Assert.Equal("{grade: \"a\", days: 6}", Value(xml, "{\"n\": 3, \"who\": \"zhang\"}"));
        Assert.Equal("{grade: \"b\", days: 0}", Value(xml, "{\"n\": 3, \"who\": \"wang\"}"));
        Assert.Equal("null", Value(xml, "{\"n\": 30, \"who\": \"li\"}"));
    }

    [Fact]
    public void Without_a_hit_the_default_outputs_hold()
    {
        var one = Of("UNIQUE", Output("o", "\"x\", \"y\"", "\"y\""), "> 5 | \"x\"");
        var two = File(Decision(Table("", "n", Output("a", "", "1 + 1") + Output("b"), "> 5 | 1; 2")));

        Assert.Equal("\"y\"", Value(one, "{\"n\": 1}"));
        Assert.Equal("{a: 2, b: null}", Value(two, "{\"n\": 1}"));
    }

    [Fact]
    public void A_value_that_is_not_allowed_is_no_answer()
    {
        var output = Of("UNIQUE", Output("o", "\"x\", \"y\""), "> 5 | \"z\"");
        var input = File(
            Decision(
                """
                <decisionTable>
                  <input label="kind"><inputExpression><text>kind</text></inputExpression>
                    <inputValues><text>"a","b"</text></inputValues></input>
                  <output name="o"/>
                  <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
                </decisionTable>
                """
            )
        );

        Assert.Contains(
            "rule 1 gives o the value \"z\"",
            Evaluate(output, "{\"n\": 9}").Error,
            StringComparison.Ordinal
        );
        Assert.Equal("1", Value(input, "{\"kind\": \"b\"}"));
        Assert.Contains("kind is \"c\"", Evaluate(input, "{\"kind\": \"c\"}").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("-", 1)]
    [InlineData("? > 5", 7)]
    [InlineData("cellInput > 5", 7)]
    [InlineData("[5..8], 100", 7)]
    [InlineData("not(1, 2)", 7)]
    [InlineData("limit", 7)]
    [InlineData("null", null)]
    public void Cells_are_unary_tests(string test, int? n) =>
        Assert.Equal(
            "1",
            Value(
                File(
                    Decision(
                        $"""
                        <decisionTable><input><inputExpression><text>n</text></inputExpression></input><output/>
                          <rule><inputEntry><text>{test.Replace(
                            "<",
                            "&lt;",
                            StringComparison.Ordinal
                        )}</text></inputEntry>
                            <outputEntry><text>1</text></outputEntry></rule></decisionTable>
                        """
                    )
                ),
                $"{{\"n\": {n?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}, \"limit\": 7}}"
            )
        );

    [Fact]
    public void Marked_texts_are_the_other_dialect()
    {
        var xml = Of("FIRST", Output("o"), "${cellInput >= 5} | ${n % 4}", "- | 'x'".Replace('\'', '"'));

        Assert.Equal("3", Value(xml, "{\"n\": 7}"));
        Assert.Equal("\"x\"", Value(xml, "{\"n\": 4}"));
    }

    [Fact]
    public void Dates_come_as_texts_from_outside()
    {
        var xml = File(
            Decision(
                """
                <decisionTable>
                  <input><inputExpression typeRef="date"><text>due</text></inputExpression></input><output/>
                  <rule><inputEntry><text>&lt; date("2010-03-15")</text></inputEntry><outputEntry><text>"late"</text></outputEntry></rule>
                  <rule><inputEntry><text>>= date("2010-03-15")</text></inputEntry><outputEntry><text>"in time"</text></outputEntry></rule>
                </decisionTable>
                """
            )
        );

        Assert.Equal("\"late\"", Value(xml, "{\"due\": \"2010-03-14\"}"));
        Assert.Equal("\"in time\"", Value(xml, "{\"due\": \"2010-03-15\"}"));
    }

    [Theory]
    [InlineData(DecisionMapping.SingleEntry, 5, "\"low\"")]
    [InlineData(DecisionMapping.SingleEntry, 0, "null")]
    [InlineData(DecisionMapping.SingleEntry, 15, "2 rules are hit, one is wanted")]
    [InlineData(DecisionMapping.SingleResult, 5, "{o: \"low\"}")]
    [InlineData(DecisionMapping.SingleResult, 15, "2 rules are hit, one is wanted")]
    [InlineData(DecisionMapping.CollectEntries, 15, "[\"low\", \"high\"]")]
    [InlineData(DecisionMapping.CollectEntries, 0, "[]")]
    [InlineData(DecisionMapping.ResultList, 15, "[{o: \"low\"}, {o: \"high\"}]")]
    [InlineData(DecisionMapping.ResultList, 0, "[]")]
    public void A_process_takes_over_what_it_asks_for(DecisionMapping mapping, int n, string expected) =>
        Assert.Equal(expected, Mapped(Of("COLLECT", Output("o"), Overlapping), $"{{\"n\": {n}}}", mapping));

    [Fact]
    public void One_entry_of_several_outputs_cannot_be_told()
    {
        var xml = File(Decision(Table("", "", Output("a") + Output("b"), " | 1; 2")));

        Assert.Equal("a hit has 2 outputs, one is wanted", Mapped(xml, "{}", DecisionMapping.SingleEntry));
        Assert.Equal("a hit has 2 outputs, one is wanted", Mapped(xml, "{}", DecisionMapping.CollectEntries));
        Assert.Equal("{a: 1, b: 2}", Mapped(xml, "{}", DecisionMapping.SingleResult));
    }

    [Theory]
    [InlineData(DecisionMapping.SingleEntry, "42")]
    [InlineData(DecisionMapping.SingleResult, "{fee: 42}")]
    [InlineData(DecisionMapping.CollectEntries, "[42]")]
    [InlineData(DecisionMapping.ResultList, "[{fee: 42}]")]
    public void What_is_no_table_counts_as_one_hit(DecisionMapping mapping, string expected) =>
        Assert.Equal(expected, Mapped(File(Decision(Literal("6 * 7"), "fee")), "{}", mapping));

    [Fact]
    public void A_runaway_decision_ends_with_a_reason()
    {
        var xml = File(Decision(Literal("for a in 1..1000, b in 1..1000, c in 1..1000 return 1")));

        Assert.Contains("steps", Evaluate(xml).Error, StringComparison.Ordinal);
    }

    private static string Mapped(string xml, string variables, DecisionMapping mapping)
    {
        var value = Evaluate(xml, variables).Mapped(mapping);
        return (value as FeelValue.NullValue)?.Reason ?? FeelText.Literal(value);
    }
}
