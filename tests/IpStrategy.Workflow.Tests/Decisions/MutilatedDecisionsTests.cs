using System.Text;
using IpStrategy.Workflow.Decisions;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Tests.Expressions;
using static IpStrategy.Workflow.Tests.Decisions.DmnText;

namespace IpStrategy.Workflow.Tests.Decisions;

/// <summary>Whatever happens to a file on its way: it is refused with a place, or its decisions are taken, and never an exception.</summary>
public sealed class MutilatedDecisionsTests
{
    private static readonly FeelLimits Small = new(Steps: 5_000, Depth: 300, Size: 5_000);

    private static readonly string Whole = File(
        """
        <itemDefinition name="tGrade"><typeRef>string</typeRef><allowedValues><text>"a","b"</text></allowedValues></itemDefinition>
        <inputData id="n" name="n"><variable name="n" typeRef="number"/></inputData>
        <decisionService id="s" name="s"><outputDecision href="#low"/><inputData href="#n"/></decisionService>
        <businessKnowledgeModel id="k" name="k of"><encapsulatedLogic><formalParameter name="x"/><literalExpression><text>x * 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
        """
            + Decision(
                "<variable name=\"low\" typeRef=\"tGrade\"/><informationRequirement><requiredInput href=\"#n\"/></informationRequirement>"
                    + Table(
                        "hitPolicy=\"PRIORITY\"",
                        "n; n + 1",
                        Output("o", "\"a\",\"b\"", "\"b\""),
                        "> 1; - | \"b\"",
                        "> 2; < 9 | \"a\""
                    ),
                "low",
                "low"
            )
            + Decision(
                """
                <informationRequirement><requiredDecision href="#low"/></informationRequirement>
                <knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>
                <knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>
                <context>
                  <contextEntry><variable name="a b"/><list><literalExpression><text>k of(3)</text></literalExpression><literalExpression><text>s(4)</text></literalExpression></list></contextEntry>
                  <contextEntry><variable name="c"/><conditional><if><literalExpression><text>low = "a"</text></literalExpression></if><then><relation><column name="x"/><row><literalExpression><text>1</text></literalExpression></row></relation></then><else><literalExpression><text>a b</text></literalExpression></else></conditional></contextEntry>
                  <contextEntry><for iteratorVariable="i"><in><literalExpression><text>a b</text></literalExpression></in><return><literalExpression><text>[i, c]</text></literalExpression></return></for></contextEntry>
                </context>
                """
            )
    );

    [Fact]
    public void The_whole_file_decides() =>
        Assert.Equal("[[6, [{x: 1}]], [\"a\", [{x: 1}]]]", Value(Whole, "{\"n\": 5}"));

    [Fact]
    public void Spoiled_files_are_refused_with_a_place_or_decide()
    {
        var chance = new Random(20100315);
        for (var i = 0; i < 4_000; i++)
        {
            var file = Read(Spoiled(chance));

            Assert.All(file.Diagnostics, d => Assert.True(d.Place is { Line: > 0, Column: > 0 }));
            Assert.True(file.IsDeployable || file.Decisions.IsEmpty);
            foreach (var decision in file.Decisions)
            {
                var result = decision.Evaluate(Feel.Scope(("n", FeelValue.From(chance.Next(-1, 12)))), Small);
                Assert.All(Enum.GetValues<DecisionMapping>(), mapping => Assert.NotNull(result.Mapped(mapping)));
            }
        }
    }

    // Words, tags and characters change places; most of what comes out is still XML.
    private static string Spoiled(Random chance)
    {
        var text = new StringBuilder(Whole);
        for (var i = chance.Next(1, 4); i > 0; i--)
        {
            string[] tags = [.. System.Text.RegularExpressions.Regex.Split(text.ToString(), "(?=[<\"#])")];
            var (one, other) = (chance.Next(2, tags.Length), chance.Next(2, tags.Length));
            switch (chance.Next(4))
            {
                case 0:
                    (tags[one], tags[other]) = (tags[other], tags[one]);
                    break;
                case 1:
                    tags[one] = "";
                    break;
                case 2:
                    tags[one] += tags[other];
                    break;
                default:
                    tags[one] = tags[one].Replace("text>", "text>-", StringComparison.Ordinal).Replace('1', '9');
                    break;
            }
            text = new StringBuilder(string.Concat(tags));
        }

        return text.ToString();
    }
}
