using System.Collections.Frozen;
using System.Collections.Immutable;

namespace IpStrategy.Domain.Approvals;

/// <summary>What kind of input a form field takes; pages render it, <see cref="Answers"/> checks it.</summary>
public enum FieldKind
{
    LongText,
    Choice,
    Agencies,

    /// <summary>A day, as 2010-11-30.</summary>
    Date,

    /// <summary>A figure with a decimal point, as 12 or 3.5.</summary>
    Number,
}

/// <param name="Choices">Allowed values of a <see cref="FieldKind.Choice"/>; texts for them are resources.</param>
public sealed record FormField(string Name, FieldKind Kind, bool IsRequired, ImmutableArray<string> Choices)
{
    /// <summary>What it is called where no resource says it; null = by its name.</summary>
    public string? Label { get; init; }

    public static FormField Text(string name, Need need) => new(name, FieldKind.LongText, need == Need.Required, []);

    public static FormField Choice(string name, params ImmutableArray<string> choices) =>
        new(name, FieldKind.Choice, true, choices);
}

public enum Need
{
    Required,
    Optional,
}

/// <summary>Which paper the lead hands in at a step, if any.</summary>
public enum StepPaper
{
    None,
    ActionPlan,
    Consolidated,
    Completion,
    Reply,

    /// <summary>Of a progress report, beside the course.</summary>
    Report,
}

/// <summary>Everything the office's rules say of one user task of the shipped processes.</summary>
/// <param name="Order">Place in the normal course; a paper may be returned only to a smaller one of its stage.</param>
/// <param name="LimitInWorkingDays">Default limit; null = the assignment's own due date.</param>
/// <param name="Signs">True where an opinion counts as a signature, and the submitter must not give it.</param>
/// <param name="MayReturn">True where the paper may be sent back.</param>
public sealed record StepRule(
    string Step,
    int Order,
    int? LimitInWorkingDays,
    StepPaper Paper,
    bool Signs,
    bool MayReturn,
    ImmutableArray<FormField> Fields
);

/// <summary>The steps of assignment, consultation and sign-off as one table.</summary>
public static class StepRules
{
    public const string Acknowledge = "acknowledge";
    public const string DraftPlan = "draftPlan";
    public const string NameAgencies = "nameAgencies";
    public const string Reply = "reply";
    public const string AnswerNonConcur = "answerNonConcur";
    public const string Convene = "convene";
    public const string DecideImpasse = "decideImpasse";
    public const string Consolidate = "consolidate";
    public const string Countersign = "countersign";
    public const string LeaderSign = "leaderSign";
    public const string OfficeCheck = "officeCheck";
    public const string DirectorSign = "directorSign";
    public const string DeputySign = "deputySign";
    public const string ApplyForCompletion = "applyForCompletion";
    public const string WriteReport = "writeReport";
    public const string DecideExtension = "decideExtension";
    public const string CarryOutInstruction = "carryOutInstruction";
    public const string CheckInstruction = "checkInstruction";

    // Limits: the defaults of the office, in working days.
    private static readonly FrozenDictionary<string, StepRule> Table = new StepRule[]
    {
        new(Acknowledge, 1, 3, StepPaper.None, false, false, []),
        new(DraftPlan, 2, 15, StepPaper.ActionPlan, false, false, [FormField.Text("plan", Need.Required)]),
        new(NameAgencies, 3, 3, StepPaper.None, false, false, [new("agencies", FieldKind.Agencies, true, [])]),
        new(
            Reply,
            4,
            10,
            StepPaper.Reply,
            false,
            false,
            [FormField.Choice("outcome", [.. Enum.GetNames<ReplyOutcome>()])]
        ),
        // Its fields are those of the agencies that did not concur.
        new(AnswerNonConcur, 5, 5, StepPaper.None, false, false, []),
        new(Convene, 6, 5, StepPaper.None, false, false, []),
        new(DecideImpasse, 7, 5, StepPaper.None, false, false, []),
        new(Consolidate, 8, 5, StepPaper.Consolidated, false, false, [FormField.Text("plan", Need.Required)]),
        new(ApplyForCompletion, 9, null, StepPaper.Completion, false, false, CompletionFields),
        new(Countersign, 10, 5, StepPaper.None, true, true, []),
        new(LeaderSign, 11, 5, StepPaper.None, true, true, []),
        new(OfficeCheck, 12, 3, StepPaper.None, true, true, []),
        new(DirectorSign, 13, 3, StepPaper.None, true, true, []),
        new(DeputySign, 13, 3, StepPaper.None, true, true, []),
        new(WriteReport, 9, 5, StepPaper.Report, false, false, ReportFields),
        new(DecideExtension, 20, 3, StepPaper.None, false, false, ExtensionFields),
        // The date of the first is the leader's own.
        new(CarryOutInstruction, 21, null, StepPaper.None, false, false, []),
        new(CheckInstruction, 22, 3, StepPaper.None, false, false, [FormField.Choice("verdict", "accept", "again")]),
    }.ToFrozenDictionary(r => r.Step);

    private static ImmutableArray<FormField> CompletionFields =>
        [FormField.Text("summary", Need.Required), FormField.Text("evidence", Need.Optional)];

    private static ImmutableArray<FormField> ReportFields =>
        [FormField.Text("progress", Need.Required), FormField.Text("milestones", Need.Required)];

    private static ImmutableArray<FormField> ExtensionFields =>
        [FormField.Choice("decision", "approve", "refuse"), new("dueOn", FieldKind.Date, false, [])];

    /// <summary>批示: beside the course of the assignment, not of it.</summary>
    public static bool IsInstruction(string step) => step is CarryOutInstruction or CheckInstruction;

    /// <summary>The steps at which an opinion counts as a signature.</summary>
    public static IEnumerable<string> Signing => Table.Values.Where(r => r.Signs).Select(r => r.Step);

    public static StepRule? Find(string step) => Table.GetValueOrDefault(step);

    /// <summary>The rule for a work item; null where its process is none of the office's, and takes any answers.</summary>
    public static StepRule? For(WorkItem item) => item.UndertakingId is null ? null : Find(item.Step);

    /// <summary>Rule of a shipped step; a step of another process has none and takes any answers.</summary>
    public static StepRule Of(string step) =>
        Find(step)
        ?? throw new ArgumentOutOfRangeException(nameof(step), step, "No such step in the shipped processes.");
}
