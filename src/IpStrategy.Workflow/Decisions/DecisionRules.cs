using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Decisions;

/// <summary>The constraints on decision files, with the clauses of DMN 1.5 they stand on.</summary>
internal static class DecisionRules
{
    public static readonly Rule NoDmnDefinitions = Rule.Define(
        Weight.Undefined,
        "DMN §6.3.2",
        "The root element is <{0}>, not <definitions> of DMN."
    );
    public static readonly Rule NoDecision = Rule.Define(Weight.Caution, "DMN §6.3.2", "The file holds no decision.");
    public static readonly Rule DecisionIdMissing = Rule.Define(
        Weight.PreventsExecution,
        "DMN §6.3.7",
        "The decision \"{0}\" has no id, so that nothing can refer to it."
    );
    public static readonly Rule DecisionNameMissing = Rule.Define(
        Weight.BreaksStandard,
        "DMN §6.3.1 table 1",
        "<{0}> has no name."
    );
    public static readonly Rule DmnIdDuplicate = Rule.Define(
        Weight.Undefined,
        "DMN §6.3.1",
        "The id \"{0}\" is used more than once."
    );
    public static readonly Rule RequirementUnresolved = Rule.Define(
        Weight.Undefined,
        "DMN §6.3.11",
        "\"{0}\" requires \"{1}\", which is not in this file."
    );
    public static readonly Rule RequirementCycle = Rule.Define(
        Weight.Undefined,
        "DMN §6.2.2.1",
        "\"{0}\" requires itself: {1}."
    );
    public static readonly Rule DmnImportUnsupported = Rule.Define(
        Weight.Caution,
        "DMN §6.3.3",
        "What is imported from \"{0}\" is not known here."
    );
    public static readonly Rule DecisionLogicMissing = Rule.Define(
        Weight.PreventsExecution,
        "DMN §6.3.7",
        "\"{0}\" has no logic that could be evaluated."
    );
    public static readonly Rule DmnExpressionUnreadable = Rule.Define(
        Weight.PreventsExecution,
        "DMN §10.3.1",
        "{0} cannot be read: {1}"
    );
    public static readonly Rule DmnExpressionMissing = Rule.Define(
        Weight.PreventsExecution,
        "DMN §7.3.1",
        "<{0}> holds no expression."
    );
    public static readonly Rule DmnLanguageUnknown = Rule.Define(
        Weight.PreventsExecution,
        "DMN §7.3.1",
        "<{0}> is written in {1}; only FEEL and expressions in ${{…}} are read."
    );
    public static readonly Rule FunctionKindUnsupported = Rule.Define(
        Weight.PreventsExecution,
        "DMN §10.2.1.7",
        "The function is {0}: only FEEL is run, no definition can run code."
    );
    public static readonly Rule HitPolicyUnknown = Rule.Define(
        Weight.Undefined,
        "DMN §8.3.1 table 33",
        "There is no hit policy \"{0}\"."
    );
    public static readonly Rule AggregationUnknown = Rule.Define(
        Weight.Undefined,
        "DMN §8.3.1 table 34",
        "There is no aggregation \"{0}\"."
    );
    public static readonly Rule AggregationOfSeveralOutputs = Rule.Define(
        Weight.Undefined,
        "DMN §10.3.2.10",
        "A table with several outputs cannot be aggregated."
    );
    public static readonly Rule OutputMissing = Rule.Define(
        Weight.Undefined,
        "DMN §8.3.1",
        "The decision table has no output."
    );
    public static readonly Rule OutputNameMissing = Rule.Define(
        Weight.Undefined,
        "DMN §8.3.3",
        "Of several outputs each must have a name of its own; one has \"{0}\"."
    );
    public static readonly Rule OutputOrderMissing = Rule.Define(
        Weight.Undefined,
        "DMN §8.2.10",
        "The hit policy {0} needs the output values in their order."
    );
    public static readonly Rule RuleEntriesMismatch = Rule.Define(
        Weight.Undefined,
        "DMN §8.3.4",
        "The rule has {0} {1} entries, the table {2}."
    );
    public static readonly Rule DmnTypeUnknown = Rule.Define(
        Weight.Caution,
        "DMN §7.3.2",
        "The type \"{0}\" is not known; values of any type are taken."
    );
}
