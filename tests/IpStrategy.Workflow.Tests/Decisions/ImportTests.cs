using System.Text;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Decisions;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Tests.Expressions;
using static IpStrategy.Workflow.Tests.Decisions.DmnText;

namespace IpStrategy.Workflow.Tests.Decisions;

/// <summary>Models that take elements and types from other files (DMN 1.5, clause 6.3.3).</summary>
public sealed class ImportTests
{
    private const string Rates = """
        <itemDefinition name="tRate"><typeRef>number</typeRef></itemDefinition>
        <inputData id="years" name="Years of Service"><variable name="Years of Service" typeRef="number"/></inputData>
        <decision id="base" name="Base Rate"><variable name="Base Rate"/>
          <informationRequirement><requiredInput href="#years"/></informationRequirement>
          <literalExpression><text>Years of Service * 2</text></literalExpression>
        </decision>
        <businessKnowledgeModel id="twice" name="twice"><variable name="twice"/>
          <encapsulatedLogic><formalParameter name="x"/><literalExpression><text>x * 2</text></literalExpression></encapsulatedLogic>
        </businessKnowledgeModel>
        """;

    private static readonly Dictionary<string, string> Shelf = new(StringComparer.Ordinal)
    {
        ["rates.dmn"] = Model("urn:rates", Rates),
        ["middle.dmn"] = Model(
            "urn:middle",
            Import("rates", "urn:rates", "rates.dmn")
                + """
                <decision id="half" name="Half"><variable name="Half"/>
                  <informationRequirement><requiredDecision href="urn:rates#base"/></informationRequirement>
                  <literalExpression><text>rates.Base Rate / 4</text></literalExpression>
                </decision>
                """
        ),
        ["broken.dmn"] = Model("urn:broken", Decision(Literal("1 +"), "b", "b")),
        ["a.dmn"] = Model("urn:a", Import("b", "urn:b", "b.dmn") + Decision(Literal("1"), "one", "one")),
        ["b.dmn"] = Model("urn:b", Import("a", "urn:a", "a.dmn") + Decision(Literal("2"), "two", "two")),
    };

    [Fact]
    public void A_decision_of_an_imported_file_goes_by_its_qualified_name()
    {
        var file =
            Import("rates", "urn:rates", "rates.dmn")
            + Needing("requiredDecision", "urn:rates#base", "rates.Base Rate + 1");

        Assert.Equal("11", Value(file, ("Years of Service", "5")));
    }

    [Fact]
    public void An_input_of_an_imported_file_may_be_given_by_its_qualified_name()
    {
        var file =
            Import("rates", "urn:rates", "rates.dmn")
            + Needing("requiredDecision", "urn:rates#base", "rates.Base Rate");

        Assert.Equal("14", Value(file, ("rates", "{Years of Service: 7}")));
    }

    [Fact]
    public void Imported_knowledge_is_invoked_by_its_qualified_name()
    {
        var file =
            Import("rates", "urn:rates", "rates.dmn")
            + """<decision id="d" name="d"><knowledgeRequirement><requiredKnowledge href="urn:rates#twice"/></knowledgeRequirement>"""
            + Literal("rates.twice(21)")
            + "</decision>";

        Assert.Equal("42", Value(file));
    }

    [Fact]
    public void Imports_import_in_their_turn()
    {
        var file =
            Import("my middle", "urn:middle", "middle.dmn")
            + Needing("requiredDecision", "urn:middle#half", "my middle.Half");

        Assert.Equal("3", Value(file, ("Years of Service", "6")));
    }

    [Fact]
    public void Types_of_an_import_are_known_by_their_qualified_names()
    {
        var file =
            Import("rates", "urn:rates", "rates.dmn")
            + $"""<decision id="d" name="d"><variable name="d" typeRef="rates.tRate"/>{Literal("\"x\"")}</decision>""";
        var read = Read(file);

        Assert.Empty(read.Diagnostics);
        Assert.Contains("d", Assert.Single(read.Decisions).Evaluate(Feel.Scope()).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_may_name_the_namespace_of_its_own_file()
    {
        var file = Decision(Literal("4"), "four", "four") + Needing("requiredDecision", "urn:main#four", "four + 1");

        Assert.Equal("5", Value(file));
    }

    [Theory]
    [InlineData("nowhere.dmn", "urn:rates")]
    [InlineData("rates.dmn", "urn:other")]
    [InlineData("broken.dmn", "urn:broken")]
    public void What_cannot_be_imported_is_a_warning_and_a_reference_into_it_refuses(string location, string space)
    {
        var alone = Read(Import("x", space, location) + Decision(Literal("1")));
        var needed = Read(Import("x", space, location) + Needing("requiredDecision", space + "#b", "x.b"));

        Assert.True(alone.IsDeployable);
        Assert.Equal("DMN_IMPORT_UNSUPPORTED", Assert.Single(alone.Diagnostics).Code);
        Assert.False(needed.IsDeployable);
        Assert.Contains(needed.Diagnostics, d => d.Code == "REQUIREMENT_UNRESOLVED");
    }

    [Fact]
    public void Files_that_import_each_other_come_to_an_end()
    {
        var file = Import("a", "urn:a", "a.dmn") + Needing("requiredDecision", "urn:a#one", "a.one + 1");

        Assert.Equal("2", Value(file));
    }

    private static string Model(string space, string content) =>
        $"""<definitions xmlns="{Newest}" id="defs" name="test" namespace="{space}">{content}</definitions>""";

    private static string Import(string name, string space, string location) =>
        $"""<import name="{name}" namespace="{space}" locationURI="{location}" importType="{Newest}"/>""";

    private static string Needing(string kind, string href, string text) =>
        $"""<decision id="d" name="d"><informationRequirement><{kind} href="{href}"/></informationRequirement>{Literal(text)}</decision>""";

    private static DecisionFile Read(string content) =>
        DmnReader.Read(
            Encoding.UTF8.GetBytes(Model("urn:main", content)),
            new BpmnReadingOptions
            {
                Import = location =>
                    Shelf.TryGetValue(location, out var found)
                        ? (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(found)
                        : null,
            }
        );

    private static string Value(string content, params (string Name, string Text)[] inputs)
    {
        var file = Read(content);
        Assert.True(file.IsDeployable, string.Join('\n', file.Diagnostics.Select(d => d.Message)));
        var scope = Feel.Scope([.. inputs.Select(i => (i.Name, Feel.Run(i.Text).Value))]);
        var result = file.Decisions.Single(d => d.Id.DecisionId == "d").Evaluate(scope);
        Assert.Null(result.Error);
        return FeelText.Literal(result.Value);
    }
}
