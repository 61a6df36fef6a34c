using static IpStrategy.Workflow.Tests.Decisions.DmnText;

namespace IpStrategy.Workflow.Tests.Decisions;

public sealed class RequirementTests
{
    private static string Needs(params string[] parts) =>
        string.Concat(
            parts.Select(p =>
                p.Split(' ') switch
                {
                    ["knowledge", var id] =>
                        $"<knowledgeRequirement><requiredKnowledge href=\"#{id}\"/></knowledgeRequirement>",
                    ["input", var id] =>
                        $"<informationRequirement><requiredInput href=\"#{id}\"/></informationRequirement>",
                    [_, var id] =>
                        $"<informationRequirement><requiredDecision href=\"#{id}\"/></informationRequirement>",
                    _ => "",
                }
            )
        );

    [Fact]
    public void A_decision_sees_what_it_requires_by_name()
    {
        var xml = File(
            Decision(Needs("decision base", "input who") + Literal("if Applicant Age >= 18 then base fee * 2 else 0"))
                + Decision("<variable name=\"base fee\"/>" + Literal("10 + 5"), "Base", "base")
                + "<inputData id=\"who\" name=\"who\"><variable name=\"Applicant Age\" typeRef=\"number\"/></inputData>"
        );

        Assert.Equal("30", Value(xml, "{\"Applicant Age\": 20}"));
        Assert.Equal("0", Value(xml, "{\"Applicant Age\": 17}"));
        Assert.Contains("Applicant Age", Evaluate(xml, "{\"Applicant Age\": \"x\"}").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_of_required_tables_go_by_their_names_too()
    {
        var xml = File(
            Decision(
                Needs("decision season", "decision guests")
                    + Table("", "season; kind", Output("dish"), "\"winter\"; \"kids\" | \"soup\"")
            )
                + Decision(
                    Table("", "t", Output("season"), "< 10 | \"winter\"", ">= 10 | \"summer\""),
                    "Season",
                    "season"
                )
                + Decision(Table("", "", Output("kind") + Output("count"), " | \"kids\"; 3"), "Guests", "guests")
        );

        Assert.Equal("\"soup\"", Value(xml, "{\"t\": -5}"));
    }

    [Fact]
    public void Business_knowledge_is_a_function()
    {
        var xml = File(
            Decision(
                Needs("knowledge rate")
                    + """
                    <invocation><literalExpression><text>rate of</text></literalExpression>
                      <binding><parameter name="amount"/><literalExpression><text>200</text></literalExpression></binding>
                    </invocation>
                    """
            )
                + Decision(Needs("knowledge rate") + Literal("rate of(100) + rate of(amount: 1000)"), "e", "e")
                + $"""
                <businessKnowledgeModel id="rate" name="rate of">
                  <variable name="rate of"/>
                  <encapsulatedLogic><formalParameter name="amount" typeRef="number"/>{Literal(
                    "twice(amount) / 100"
                )}</encapsulatedLogic>
                  {Needs("knowledge twice")}
                </businessKnowledgeModel>
                <businessKnowledgeModel id="twice" name="twice">
                  <encapsulatedLogic><formalParameter name="n"/>{Literal("n * 2")}</encapsulatedLogic>
                </businessKnowledgeModel>
                """
        );

        Assert.Equal("4", Value(xml));
        Assert.Equal("22", Value(xml, id: "e"));
    }

    [Fact]
    public void A_decision_service_takes_its_inputs_as_arguments()
    {
        var xml = File(
            Decision(Needs("knowledge s") + Literal("service(3, 10) + service(a: 1, b: 2)"))
                + Decision(Needs("input a", "decision b") + Literal("a * b"), "out", "out")
                + Decision(Literal("7"), "b", "b")
                + """
                <inputData id="a" name="a"/>
                <decisionService id="s" name="service">
                  <outputDecision href="#out"/><inputDecision href="#b"/><inputData href="#a"/>
                </decisionService>
                """
        );

        Assert.Equal("32", Value(xml));
        Assert.Equal("14", Value(xml, "{\"a\": 2}", "out"));
    }

    [Fact]
    public void Each_required_decision_is_evaluated_once_however_many_need_it()
    {
        // 60 layers of two decisions that both need both of the layer below: 2^60 ways through the graph.
        var layers = Enumerable
            .Range(1, 60)
            .SelectMany(i => new[] { $"x{i}", $"y{i}" }.Select(id => (id, i)))
            .Select(p =>
                Decision(
                    Needs($"decision x{p.i - 1}", $"decision y{p.i - 1}") + Literal($"x{p.i - 1} + y{p.i - 1}"),
                    p.id,
                    p.id
                )
            );
        var xml = File(string.Concat(layers) + Decision(Literal("1"), "x0", "x0") + Decision(Literal("1"), "y0", "y0"));

        Assert.Equal("1152921504606846976", Value(xml, id: "x60"));
    }

    [Fact]
    public void A_long_chain_of_requirements_needs_no_stack()
    {
        var chain = Enumerable
            .Range(1, 5_000)
            .Select(i => Decision(Needs($"decision n{i - 1}") + Literal($"n{i - 1} + 1"), $"n{i}", $"n{i}"));

        Assert.Equal("5000", Value(File(string.Concat(chain) + Decision(Literal("0"), "n0", "n0")), id: "n5000"));
    }

    [Fact]
    public void A_result_of_another_type_is_no_result()
    {
        var xml = File(Decision("<variable name=\"d\" typeRef=\"number\"/>" + Literal("value")));

        Assert.Equal("5", Value(xml, "{\"value\": [5]}"));
        Assert.Contains("'d' cannot be string", Evaluate(xml, "{\"value\": \"5\"}").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Item_definitions_are_types()
    {
        var xml = File(
            """
            <itemDefinition name="tGrade"><typeRef>string</typeRef><allowedValues><text>"a","b"</text></allowedValues></itemDefinition>
            <itemDefinition name="tCase">
              <itemComponent name="filing number"><typeRef>number</typeRef></itemComponent>
              <itemComponent name="grade"><typeRef>tGrade</typeRef></itemComponent>
              <itemComponent name="parts" isCollection="true"><typeRef>tCase</typeRef></itemComponent>
            </itemDefinition>
            <inputData id="c" name="the case"><variable name="the case" typeRef="tCase"/></inputData>
            """ + Decision(Needs("input c") + Literal("the case.filing number + 1"))
        );

        Assert.Equal("6", Value(xml, "{\"the case\": {\"filing number\": 5, \"grade\": \"a\", \"parts\": []}}"));
        Assert.Contains(
            "not of its type",
            Evaluate(xml, "{\"the case\": {\"filing number\": 5, \"grade\": \"z\", \"parts\": []}}").Error,
            StringComparison.Ordinal
        );
    }
}
