using System.Collections.Immutable;
using System.Runtime.InteropServices;
using IpStrategy.Domain.Agencies;

namespace IpStrategy.Domain.Notices;

/// <summary>
/// What the reader made of a notice: a proposal with doubts, not yet a plan. Every automatic decision is among the
/// diagnostics; nothing in it was taken from anywhere but the text and the directory.
/// </summary>
/// <param name="Title">Title of the attached text, or of the notice where nothing is attached.</param>
/// <param name="Issuer">Who signed it.</param>
/// <param name="DocumentNumber">发文字号 as printed, e.g. 津政办发〔2010〕24号.</param>
/// <param name="Date">成文日期.</param>
/// <param name="Sections">The top-level chapters, also those without assignments.</param>
/// <param name="Assignments">In the notice's order; empty where the text is no task-division notice.</param>
/// <param name="Diagnostics">In the order of the text.</param>
public sealed record NoticeDraft(
    string? Title,
    string? Issuer,
    string? DocumentNumber,
    DateOnly? Date,
    ImmutableArray<DraftSection> Sections,
    ImmutableArray<DraftAssignment> Assignments,
    ImmutableArray<NoticeDiagnostic> Diagnostics
)
{
    /// <summary>False where the text is no task-division notice (NO_ITEMS).</summary>
    public bool IsNotice => !Assignments.IsEmpty;
}

/// <summary>A chapter: its running number from 1, its label without the separator (一), its title.</summary>
public sealed record DraftSection(int Number, string Label, string Title);

/// <summary>One assignment as read.</summary>
public sealed record DraftAssignment
{
    /// <summary>Running number over the whole notice, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>As printed, e.g. (二); empty for a paragraph without a label.</summary>
    public required string Label { get; init; }

    /// <summary>Number of its section, or null where the notice has none.</summary>
    public required int? Section { get; init; }

    /// <summary>Hard line wraps removed, no responsibility clause in it.</summary>
    public required string Text { get; init; }

    /// <summary>The clause or clauses as printed, hard line wraps removed; empty if there is none.</summary>
    public required string Responsibility { get; init; }

    public required ImmutableArray<DraftParty> Leads { get; init; }

    public required ImmutableArray<DraftParty> CoResponsible { get; init; }

    public required ResponsibilityForm Form { get; init; }

    public required LeadBasis LeadBasis { get; init; }

    /// <summary>Advisers, implementers, supervisors, sponsors, collectors.</summary>
    public required ImmutableArray<OtherParty> Others { get; init; }

    public required ImmutableArray<DraftDeadline> Deadlines { get; init; }

    public required ImmutableArray<DraftTarget> Targets { get; init; }

    public required ImmutableArray<DraftDeliverable> Deliverables { get; init; }

    /// <summary>In the decoded source: from the label to the end of the clause.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>Those of the leads and the co-responsible that stand for several agencies.</summary>
    public ImmutableArray<DraftParty> Groups => [.. Leads.Concat(CoResponsible).Where(party => party.IsGroup)];
}

/// <summary>A party as named; an elided prefix or a shared suffix is supplied.</summary>
/// <param name="Name">As named, without spaces and line wraps.</param>
/// <param name="Code">The directory's entry, an agency or a group, or null for a name it does not know.</param>
/// <param name="IsGroup">The name stands for several agencies.</param>
public sealed record DraftParty(string Name, AgencyCode? Code, bool IsGroup);

/// <summary>A party with a role beside leading and co-operating.</summary>
public sealed record OtherParty(string Party, OtherRole Role);

public enum OtherRole
{
    Adviser,
    Implementer,
    Supervisor,
    Sponsor,
    Collector,
}

/// <summary>How the clause names who answers.</summary>
public enum ResponsibilityForm
{
    /// <summary>No party was found.</summary>
    None,

    /// <summary>X牵头.</summary>
    Lead,

    /// <summary>A、B负责.</summary>
    Responsible,

    /// <summary>X会同…负责.</summary>
    LeadWith,

    /// <summary>X牵头,Y配合 and its kin.</summary>
    LeadSupport,

    /// <summary>按职责分工负责: nobody leads.</summary>
    Parallel,

    /// <summary>牵头单位:… 责任单位:….</summary>
    Listed,
}

/// <summary>Why the lead is the lead.</summary>
public enum LeadBasis
{
    /// <summary>Nobody leads.</summary>
    None,

    /// <summary>牵头 or a label says so.</summary>
    Explicit,

    /// <summary>The notice declares that the first named leads.</summary>
    Declared,

    /// <summary>First of several that answer: 推定牵头, to be confirmed by the office.</summary>
    Inferred,

    /// <summary>The only one that answers.</summary>
    Sole,
}

/// <summary>A time named in an assignment.</summary>
/// <param name="Text">As printed.</param>
/// <param name="Date">The last day, or null where it cannot be told from the notice.</param>
/// <param name="Kind">What sort of time it is.</param>
public sealed record DraftDeadline(string Text, DateOnly? Date, DeadlineKind Kind);

public enum DeadlineKind
{
    /// <summary>…前: a stated last day.</summary>
    Explicit,

    /// <summary>A month, quarter or half-year.</summary>
    Month,

    Year,

    /// <summary>Counted from the issue, or by a five-year plan.</summary>
    Relative,

    /// <summary>到2020年: an aim, not a due date.</summary>
    Target,

    /// <summary>持续推进.</summary>
    Ongoing,

    /// <summary>每月28日前.</summary>
    Recurring,

    Vague,
}

/// <summary>A counted target, e.g. 300 家 市级专利试点.</summary>
/// <param name="Quantity">The number, 万 and 亿 left in the unit.</param>
/// <param name="Unit">As printed.</param>
/// <param name="What">What is counted.</param>
/// <param name="Approximate">左右, 约: a tolerance applies.</param>
public sealed record DraftTarget(decimal Quantity, string Unit, string What, bool Approximate);

/// <summary>A paper or system that the assignment promises; evidence of it is attached before completion.</summary>
public sealed record DraftDeliverable(string Text, DeliverableKind Kind);

public enum DeliverableKind
{
    Paper,
    System,
}

/// <summary>UTF-16 offsets, end exclusive.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextSpan(int Start, int End);
