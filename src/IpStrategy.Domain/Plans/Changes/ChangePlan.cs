using System.Collections.Immutable;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Calendar;

namespace IpStrategy.Domain.Plans.Changes;

/// <summary>When an agency that joins is asked.</summary>
public enum AskedWhen
{
    /// <summary>At once, beside the others of the round.</summary>
    Now,

    /// <summary>When the consultation begins.</summary>
    WhenItBegins,

    /// <summary>When the lead asks again, if it does.</summary>
    NextRound,

    /// <summary>The consultation is over: it sees the assignment and is asked no more.</summary>
    NotAnyMore,
}

/// <summary>One thing to be done to an undertaking. A closed set; a preview tells the same steps that are then carried out.</summary>
public abstract record ChangeStep
{
    private ChangeStep() { }

    public sealed record Suspend(long UndertakingId) : ChangeStep;

    /// <param name="Days">Working days by which its dates move on; 0 = they stay.</param>
    public sealed record Resume(long UndertakingId, int Days) : ChangeStep;

    /// <param name="State">Terminated or voided.</param>
    public sealed record End(long UndertakingId, UndertakingState State) : ChangeStep;

    public sealed record HandOver(long UndertakingId, AgencyCode From, AgencyCode To) : ChangeStep;

    /// <summary>征求意见: an agency joins as co-responsible.</summary>
    public sealed record Ask(long UndertakingId, AgencyCode Agency, AskedWhen When) : ChangeStep;

    /// <param name="Skips">True: nobody is left to ask, and the course goes on behind the consultation.</param>
    public sealed record Drop(long UndertakingId, AgencyCode Agency, bool Skips) : ChangeStep;

    /// <summary>会签: joins as a joint lead.</summary>
    public sealed record JoinLead(long UndertakingId, AgencyCode Agency) : ChangeStep;

    public sealed record LeaveLead(long UndertakingId, AgencyCode Agency) : ChangeStep;

    public sealed record MoveDue(long UndertakingId, DueDate Due) : ChangeStep;

    /// <summary>The date of the assignment as a whole.</summary>
    public sealed record MoveAssignmentDue(DueDate Due) : ChangeStep;

    public sealed record Reword(string Text) : ChangeStep;

    /// <summary>办结数.</summary>
    /// <param name="Quorum">Null = all.</param>
    public sealed record CountDoneWith(int? Quorum) : ChangeStep;

    /// <summary>What silence means from now on, for dates that have not passed.</summary>
    public sealed record SetSilence(long UndertakingId, SilenceRule Rule) : ChangeStep;

    /// <summary>明确有关部门: these agencies are the open group, and are consulted.</summary>
    public sealed record NameAgencies(long UndertakingId, ImmutableArray<AgencyCode> Agencies) : ChangeStep;

    /// <summary>批示: asks one addressee to answer by a date.</summary>
    public sealed record Instruct(long UndertakingId, AgencyCode Agency, DueDate Due) : ChangeStep;

    public sealed record Begin(UndertakingPlan Undertaking) : ChangeStep;
}

public enum EffectKind
{
    UndertakingSuspended,
    UndertakingResumed,
    UndertakingTerminated,
    UndertakingVoided,
    UndertakingBegins,
    ItemHeld,
    ItemFreed,
    ItemCloses,
    ItemOpens,
    DueMoves,
    LeadChanges,
    SignOffBeginsAgain,
    AgencyAskedNow,
    AgencyAskedWhenItBegins,
    AgencyAskedNextRound,
    AgencyNotAskedAnyMore,
    AgencyNotAsked,
    ReplyStays,
    ConsultationIsLeftOut,
    JointLeadJoins,
    JointLeadLeaves,
    TextChanges,
    QuorumChanges,
    SilenceRuleChanges,
    InstructionGiven,
    ReportPassedOver,
    ReportAskedFor,
}

/// <summary>What a step does to running work, as one line of the preview and of the record.</summary>
/// <param name="Lead">Lead of the undertaking; null where the assignment as a whole is meant.</param>
public sealed record ChangeEffect(EffectKind Kind, string? Lead = null)
{
    public long? ItemId { get; init; }
    public string? Step { get; init; }
    public string? StepName { get; init; }

    /// <summary>Code of the agency it concerns.</summary>
    public string? Body { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>Working days.</summary>
    public int? Days { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }

    public static ChangeEffect OfDesk(EffectKind kind, UndertakingNow undertaking, OpenDesk desk) =>
        new(kind, undertaking.Lead.Value)
        {
            ItemId = desk.ItemId,
            Step = desk.Step,
            StepName = desk.StepName,
            Body = desk.Body,
        };

    public static ChangeEffect OfAgency(EffectKind kind, UndertakingNow undertaking, AgencyCode agency) =>
        new(kind, undertaking.Lead.Value) { Body = agency.Value };
}

/// <summary>What is to be done, and what it will do.</summary>
public sealed record ChangePlan(ImmutableArray<ChangeStep> Steps, ImmutableArray<ChangeEffect> Effects);
