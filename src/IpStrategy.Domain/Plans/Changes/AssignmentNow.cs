using System.Collections.Immutable;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Reports;

namespace IpStrategy.Domain.Plans.Changes;

/// <summary>How far an undertaking has come with asking its co-responsible agencies.</summary>
public enum ConsultationStage
{
    NotBegun,

    /// <summary>The agencies of a round have it before them.</summary>
    Asking,

    /// <summary>A non-concurrence is being answered, or decided by a leader.</summary>
    BetweenRounds,

    /// <summary>Over for the present paper, or left out.</summary>
    Over,
}

/// <summary>An open work item as a change sees it.</summary>
/// <param name="Due">Null where none was set.</param>
public sealed record OpenDesk(long ItemId, string Step, string StepName, string Body, DueDate? Due)
{
    /// <summary>Its date is the assignment's own, and moves with it.</summary>
    public bool FollowsAssignment { get; init; }

    /// <summary>Inside the sign-off of a paper.</summary>
    public bool IsInSignOff { get; init; }

    /// <summary>One of the instructions on the assignment, not of its course.</summary>
    public bool IsInstruction { get; init; }
}

/// <summary>One undertaking as it stands before a change.</summary>
/// <param name="Parties">Agencies to be consulted.</param>
public sealed record UndertakingNow(
    long Id,
    AgencyCode Lead,
    ImmutableArray<AgencyCode> Cosigners,
    ImmutableArray<AgencyCode> Parties,
    UndertakingState State,
    DueDate Due
)
{
    /// <summary>Open groups (有关部门) of the clause.</summary>
    public ImmutableArray<AgencyCode> OpenGroups { get; init; } = [];
    public DateTimeOffset? SuspendedAt { get; init; }
    public ConsultationStage Consultation { get; init; }
    public SilenceRule Silence { get; init; }

    /// <summary>Agencies that have replied in the round at hand.</summary>
    public ImmutableArray<AgencyCode> Replied { get; init; } = [];

    /// <summary>Report periods that ended while it stands still.</summary>
    public PausedPeriods Reports { get; init; } = PausedPeriods.None;

    public bool IsCountersigning { get; init; }
    public bool IsInSignOff { get; init; }
    public ImmutableArray<OpenDesk> Desks { get; init; } = [];

    public bool IsLive => State is UndertakingState.Running or UndertakingState.Suspended;
}

/// <summary>An issued assignment as it stands before a change.</summary>
/// <param name="Leads">Agencies and groups, the first convenes.</param>
public sealed record AssignmentNow(
    int Number,
    ImmutableArray<AgencyCode> Leads,
    ImmutableArray<AgencyCode> CoResponsible,
    string Text,
    DueDate Due,
    ImmutableArray<UndertakingNow> Undertakings
)
{
    /// <summary>With how many done it counts as done; null = all.</summary>
    public int? Quorum { get; init; }
}

/// <summary>What dates are counted by.</summary>
public sealed record Counting(WorkingCalendar Calendar, DueSettings Days, DateTimeOffset Now)
{
    public DateOnly Today => Days.DateAt(Now);

    public DueDate From(DateOnly start, DueRule rule) => DueDate.Count(rule, start, Calendar, Days);
}
