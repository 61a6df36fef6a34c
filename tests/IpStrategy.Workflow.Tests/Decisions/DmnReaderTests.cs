using System.Reflection;
using IpStrategy.Workflow.Decisions;
using IpStrategy.Workflow.Validation;
using static IpStrategy.Workflow.Tests.Decisions.DmnText;

namespace IpStrategy.Workflow.Tests.Decisions;

public sealed class DmnReaderTests
{
    private static readonly Dictionary<string, string> Cases = new(StringComparer.Ordinal)
    {
        ["NO_DMN_DEFINITIONS"] = "<a/>",
        ["NO_DECISION"] = File(""),
        ["DECISION_ID_MISSING"] = File($"<decision name=\"d\">{Literal("1")}</decision>"),
        ["DECISION_NAME_MISSING"] = File($"<decision id=\"d\">{Literal("1")}</decision>"),
        ["DMN_ID_DUPLICATE"] = File(Decision(Literal("1")) + Decision(Literal("1"))),
        ["REQUIREMENT_UNRESOLVED"] = File(
            Decision("<informationRequirement><requiredDecision href=\"#x\"/></informationRequirement>" + Literal("1"))
        ),
        ["REQUIREMENT_CYCLE"] = File(Circle("a", "b") + Circle("b", "c") + Circle("c", "a")),
        ["DMN_IMPORT_UNSUPPORTED"] = File(
            "<import namespace=\"urn:x\" importType=\"x\" name=\"x\"/>" + Decision(Literal("1"))
        ),
        ["DECISION_LOGIC_MISSING"] = File("<decision id=\"d\" name=\"d\"/>"),
        ["DMN_EXPRESSION_UNREADABLE"] = File(Decision(Literal("1 +"))),
        ["DMN_EXPRESSION_MISSING"] = File(Decision("<literalExpression><text> </text></literalExpression>")),
        ["DMN_LANGUAGE_UNKNOWN"] = File(
            Decision("<literalExpression expressionLanguage=\"groovy\"><text>1</text></literalExpression>")
        ),
        ["FUNCTION_KIND_UNSUPPORTED"] = File(
            Decision("<functionDefinition kind=\"Java\"><context/></functionDefinition>")
        ),
        ["HIT_POLICY_UNKNOWN"] = File(Decision(Table("hitPolicy=\"LAST\"", "", Output("o")))),
        ["AGGREGATION_UNKNOWN"] = File(Decision(Table("hitPolicy=\"COLLECT\" aggregation=\"AVG\"", "", Output("o")))),
        ["AGGREGATION_OF_SEVERAL_OUTPUTS"] = File(
            Decision(Table("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", "", Output("a") + Output("b")))
        ),
        ["OUTPUT_MISSING"] = File(Decision(Table("", "n", ""))),
        ["OUTPUT_NAME_MISSING"] = File(Decision(Table("", "n", Output("a") + Output("a")))),
        ["OUTPUT_ORDER_MISSING"] = File(Decision(Table("hitPolicy=\"PRIORITY\"", "n", Output("a")))),
        ["RULE_ENTRIES_MISMATCH"] = File(Decision(Table("", "n; m", Output("a"), "> 1 | 1"))),
        ["DMN_TYPE_UNKNOWN"] = File(Decision("<variable name=\"d\" typeRef=\"tNobody\"/>" + Literal("1"))),
    };

    public static TheoryData<string> Codes => [.. Cases.Keys];

    public static TheoryData<string> Versions =>
        [
            "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
            "http://www.omg.org/spec/DMN/20180521/MODEL/",
            "https://www.omg.org/spec/DMN/20191111/MODEL/",
            "https://www.omg.org/spec/DMN/20211108/MODEL/",
            "https://www.omg.org/spec/DMN/20230324/MODEL/",
        ];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_rule_is_found_with_its_place_and_its_weight(string code)
    {
        var rule = Assert.Single(Catalogue, r => r.Code == code);

        var found = Read(Cases[code]).Diagnostics.Where(d => d.Code == code).ToList();

        Assert.NotEmpty(found);
        Assert.All(found, d => Assert.True(d.Place is { Line: > 0, Column: > 0 }));
        Assert.All(found, d => Assert.Equal(rule.BreaksStandard, d.BreaksStandard));
        Assert.All(found, d => Assert.DoesNotContain('{', d.Message.Replace("${", "", StringComparison.Ordinal)));
        Assert.Equal(!rule.PreventsExecution, Read(Cases[code]).IsDeployable);
    }

    [Fact]
    public void Every_rule_of_the_catalogue_has_a_case() =>
        Assert.Equal(Catalogue.Select(r => r.Code).Order(), Cases.Keys.Order());

    [Theory]
    [MemberData(nameof(Versions))]
    public void All_versions_of_the_standard_are_read(string space) =>
        Assert.Equal("2", Value(File(Decision(Table("", "n", Output("o"), "> 1 | n - 1")), space), "{\"n\": 3}"));

    [Fact]
    public void All_findings_come_at_once_each_at_its_place()
    {
        var file = Read(
            File(
                "<decision id=\"a\" name=\"a\">\n"
                    + Literal("1 +")
                    + "</decision>\n"
                    + Decision(Literal("(2"), "b", "b")
            )
        );

        Assert.Equal(
            [("a", 4, 29), ("b", 5, 54)],
            file.Diagnostics.Select(d => (d.ElementId!, d.Place.Line, d.Place.Column))
        );
    }

    [Fact]
    public void A_file_that_is_wrong_gives_no_decision() =>
        Assert.Empty(Read(File(Decision(Literal("1")) + Decision(Literal("1 +"), "e", "e"))).Decisions);

    [Fact]
    public void A_cycle_names_everybody_in_it()
    {
        var found = Read(File(Circle("a", "b") + Circle("b", "a") + Circle("c", "a"))).Diagnostics;

        Assert.Equal(["a", "b"], found.Where(d => d.Code == "REQUIREMENT_CYCLE").Select(d => d.ElementId!).Order());
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><definitions/>")]
    [InlineData("<definitions")]
    [InlineData("")]
    public void Broken_or_dangerous_xml_is_refused(string xml) => Assert.False(Read(xml).IsDeployable);

    private static IEnumerable<Rule> Catalogue =>
        typeof(DecisionRules)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => f.GetValue(null))
            .OfType<Rule>();

    private static string Circle(string id, string needs) =>
        Decision(
            $"<informationRequirement><requiredDecision href=\"#{needs}\"/></informationRequirement>" + Literal("1"),
            id,
            id
        );
}
