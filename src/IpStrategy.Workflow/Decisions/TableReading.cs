using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Expressions.Nodes;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Decisions;

/// <summary>Decision tables (DMN 1.5, clause 8.3).</summary>
internal sealed class TableReading(Findings findings, TypeReading types, LogicReading logic)
{
    private static readonly ConstantNode Nothing = new(FeelValue.Null);

    // What existing files call the tested value when they give it no name.
    private const string UsualVariable = "cellInput";

    public Node Read(SourceElement table, NameScope names)
    {
        var inputs = table.Parts("input").Select(i => Input(i, names)).ToImmutableArray();
        var outputs = Outputs(table, names);
        var rules = table.Parts("rule").Select((r, i) => Rule(r, i + 1, inputs, names)).ToImmutableArray();
        foreach (var (rule, element) in rules.Zip(table.Parts("rule")))
        {
            Compare(element, "input", rule.Tests.Length, inputs.Length);
            Compare(element, "output", rule.Outputs.Length, outputs.Length);
        }
        var policy = Policy(table, outputs);
        return new DecisionTableNode(inputs, outputs, rules, policy, Aggregation(table, policy, outputs));
    }

    private InputClause Input(SourceElement input, NameScope names)
    {
        var expression = input.Part("inputExpression");
        var read = logic.Expression(expression, names);
        if (DmnNames.TextOf(expression).Length == 0)
        {
            findings.Add(DecisionRules.DmnExpressionMissing, input, "inputExpression");
        }
        var allowed =
            DmnNames.TextOf(input.Part("inputValues")).Length > 0
                ? logic.Tests(input.Part("inputValues"), names)
                : null;
        var variable = input.Attributes.Find(a => a is { Name: "inputVariable", Namespace: DmnNames.Extension });
        var label = input.Attribute("label") is { Length: > 0 } written ? written : DmnNames.TextOf(expression);
        return new InputClause(label, read ?? Nothing, types.Of(expression), allowed, variable?.Value ?? UsualVariable);
    }

    private ImmutableArray<OutputClause> Outputs(SourceElement table, NameScope names)
    {
        var written = table.Parts("output").ToList();
        if (written.Count == 0)
        {
            findings.Add(DecisionRules.OutputMissing, table);
        }
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var output in written)
        {
            var name = output.Attribute("name") ?? "";
            if (written.Count > 1 && (name.Length == 0 || !known.Add(name)))
            {
                findings.Add(DecisionRules.OutputNameMissing, output, name);
            }
        }
        return [.. written.Select(o => Output(table, o, names))];
    }

    private OutputClause Output(SourceElement table, SourceElement output, NameScope names)
    {
        var allowed = logic.Tests(output.Part("outputValues"), names) as UnaryTestsNode;
        var byDefault = logic.Expression(output.Part("defaultOutputEntry"), names);
        var name =
            output.Attribute("name") ?? table.Attribute("outputLabel") ?? DmnNames.VariableOf(table.Parent ?? table);
        return new OutputClause(name, allowed?.Tests ?? [], byDefault);
    }

    private TableRule Rule(SourceElement rule, int number, ImmutableArray<InputClause> inputs, NameScope names) =>
        new(
            number,
            [
                .. rule.Parts("inputEntry")
                    .Select((entry, i) => logic.Tests(entry, i < inputs.Length ? Tested(inputs[i], names) : names))
                    .Select(Answering),
            ],
            [.. rule.Parts("outputEntry").Select(entry => logic.Expression(entry, names) ?? Nothing)]
        );

    private static NameScope Tested(InputClause input, NameScope names) =>
        input.Variable is { } variable ? names.With(variable) : names;

    private static Node Answering(Node tests) =>
        tests is UnaryTestsNode several ? several with { Tests = [.. several.Tests.Select(Answering)] } : tests;

    private static UnaryTest Answering(UnaryTest test) =>
        test is UnaryTest.Expects { Operand: not ConstantNode } expects ? new UnaryTest.Answers(expects.Operand) : test;

    private void Compare(SourceElement rule, string kind, int has, int wanted)
    {
        if (has != wanted)
        {
            findings.Add(
                DecisionRules.RuleEntriesMismatch,
                rule,
                has.ToString(CultureInfo.InvariantCulture),
                kind,
                wanted.ToString(CultureInfo.InvariantCulture)
            );
        }
    }

    private HitPolicy Policy(SourceElement table, ImmutableArray<OutputClause> outputs)
    {
        var written = table.Attribute("hitPolicy") ?? "UNIQUE";
        HitPolicy? policy = written switch
        {
            "UNIQUE" or "U" => HitPolicy.Unique,
            "ANY" or "A" => HitPolicy.Any,
            "PRIORITY" or "P" => HitPolicy.Priority,
            "FIRST" or "F" => HitPolicy.First,
            "COLLECT" or "C" => HitPolicy.Collect,
            "RULE ORDER" or "R" => HitPolicy.RuleOrder,
            "OUTPUT ORDER" or "O" => HitPolicy.OutputOrder,
            _ => null,
        };
        if (policy is null)
        {
            findings.Add(DecisionRules.HitPolicyUnknown, table, written);
        }
        var needsOrder = policy is HitPolicy.Priority or HitPolicy.OutputOrder;
        if (needsOrder && outputs.All(o => o.Allowed.IsEmpty))
        {
            findings.Add(DecisionRules.OutputOrderMissing, table, written);
        }
        return policy ?? HitPolicy.Unique;
    }

    // Aggregation belongs to collecting; beside another policy it says nothing.
    private string? Aggregation(SourceElement table, HitPolicy policy, ImmutableArray<OutputClause> outputs)
    {
        if (table.Attribute("aggregation") is not { Length: > 0 } written || policy != HitPolicy.Collect)
        {
            return null;
        }
        if (outputs.Length > 1)
        {
            findings.Add(DecisionRules.AggregationOfSeveralOutputs, table);
        }
        var function = written switch
        {
            "SUM" => "sum",
            "MIN" => "min",
            "MAX" => "max",
            "COUNT" => "count",
            _ => null,
        };
        if (function is null)
        {
            findings.Add(DecisionRules.AggregationUnknown, table, written);
        }
        return function;
    }
}
