using IpStrategy.Domain.Reports;

namespace IpStrategy.Domain.Plans;

public enum AssignmentStatus
{
    Running,
    Completed,

    /// <summary>中止: all that is not done stands still.</summary>
    Suspended,

    /// <summary>终止: ended before it was done.</summary>
    Terminated,

    /// <summary>作废: kept, and counted nowhere.</summary>
    Voided,
}

public enum PartyRole
{
    Lead,
    CoResponsible,

    /// <summary>原责任单位: took part once, and may look up what it did.</summary>
    Former,
}

/// <summary>任务: one of the numbered assignments of a plan. It is done when all its undertakings are.</summary>
public sealed class Assignment
{
    private Assignment() { }

    public Assignment(long id, long planId, AssignmentText text, AssignmentDue due)
    {
        (Id, PlanId) = (id, planId);
        (Number, Label, SectionNumber, Text) = (text.Number, text.Label, text.SectionNumber, text.Text);
        (Responsibility, Form, LeadBasis) = (text.Responsibility, text.Form, text.LeadBasis);
        (DueOn, DueAt, DueRule, YellowAt, RedAt) = (due.DueOn, due.DueAt, due.Rule, due.YellowAt, due.RedAt);
    }

    public long Id { get; private set; }
    public long PlanId { get; private set; }
    public int Number { get; private set; }
    public string Label { get; private set; } = "";
    public int SectionNumber { get; private set; }
    public string Text { get; private set; } = "";
    public string Responsibility { get; private set; } = "";
    public string Form { get; private set; } = "";
    public string LeadBasis { get; private set; } = "";
    public DateOnly DueOn { get; private set; }
    public DateTimeOffset DueAt { get; private set; }
    public string DueRule { get; private set; } = "";
    public DateTimeOffset YellowAt { get; private set; }
    public DateTimeOffset RedAt { get; private set; }

    /// <summary>延期: since when a later date is asked for by the only one who leads it; null = not, or decided.</summary>
    public DateTimeOffset? ExtensionAskedAt { get; private set; }
    public AssignmentStatus Status { get; private set; }
    public int UndertakingCount { get; private set; }
    public int CompletedCount { get; private set; }
    public int SuspendedCount { get; private set; }

    /// <summary>Terminated or voided.</summary>
    public int EndedCount { get; private set; }
    public int VoidedCount { get; private set; }

    /// <summary>办结数: with how many undertakings done it counts as done; null = all of them.</summary>
    public int? Quorum { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>报告周期: how often it is reported on while it is carried out.</summary>
    public ReportCycle ReportCycle { get; private set; }

    /// <summary>Names of the leads as printed, joined for lists; parties in full are <see cref="AssignmentParty"/>.</summary>
    public string LeadNames { get; private set; } = "";

    /// <summary>Deliverables and targets the text promises, as stored JSON of the notice reader.</summary>
    public string Promises { get; private set; } = "[]";

    public void Describe(string leadNames, string promises) => (LeadNames, Promises) = (leadNames, promises);

    public void Divide(int undertakings) => UndertakingCount = undertakings;

    public void ReportEvery(ReportCycle cycle) => ReportCycle = cycle;

    public void AskExtension(DateTimeOffset? at) => ExtensionAskedAt = at;

    public void Postpone(AssignmentDue due)
    {
        (DueOn, DueAt, DueRule) = (due.DueOn, due.DueAt, due.Rule);
        (YellowAt, RedAt) = (due.YellowAt, due.RedAt);
    }

    /// <summary>One more undertaking is done; the assignment is done with the last.</summary>
    public void CountCompleted(DateTimeOffset at)
    {
        CompletedCount++;
        Settle(at);
    }

    /// <summary>One has ended before it was done; what is left decides.</summary>
    public void CountEnded(DateTimeOffset at)
    {
        EndedCount++;
        Settle(at);
    }

    /// <summary>Anew from its undertakings, after the office has changed several of them.</summary>
    public void Recount(IReadOnlyCollection<UndertakingState> states, DateTimeOffset at)
    {
        int Of(UndertakingState state) => states.Count(s => s == state);
        UndertakingCount = states.Count;
        (CompletedCount, SuspendedCount) = (Of(UndertakingState.Completed), Of(UndertakingState.Suspended));
        VoidedCount = Of(UndertakingState.Voided);
        EndedCount = VoidedCount + Of(UndertakingState.Terminated);
        Settle(at);
    }

    public void Reword(string text) => Text = text;

    /// <param name="quorum">Null = all.</param>
    public void CountDoneWith(int? quorum, DateTimeOffset at)
    {
        Quorum = quorum;
        Settle(at);
    }

    private void Settle(DateTimeOffset at)
    {
        var counts = new UndertakingCounts(UndertakingCount, CompletedCount, SuspendedCount, EndedCount, VoidedCount);
        Status = AssignmentStanding.Of(counts, Quorum);
        CompletedAt = Status == AssignmentStatus.Completed ? CompletedAt ?? at : null;
    }
}

/// <param name="Ended">Terminated and voided ones.</param>
public readonly record struct UndertakingCounts(int All, int Completed, int Suspended, int Ended, int Voided)
{
    public int Left => All - Ended;
}

/// <summary>What an assignment is, from what its undertakings are. Reads as a decision table, first match wins.</summary>
public static class AssignmentStanding
{
    /// <param name="quorum">
    /// 办结数: done with so many of them; the rest goes on, or is ended by the office with its reasons. Null = all that are left.
    /// Where fewer are left than that, all of these.
    /// </param>
    public static AssignmentStatus Of(UndertakingCounts counts, int? quorum = null) =>
        counts.Left switch
        {
            0 when counts.All > 0 && counts.Voided == counts.All => AssignmentStatus.Voided,
            0 when counts.All > 0 => AssignmentStatus.Terminated,
            var left when counts.Completed >= Wanted(left, quorum) => AssignmentStatus.Completed,
            var left when counts.Suspended > 0 && counts.Suspended == left - counts.Completed =>
                AssignmentStatus.Suspended,
            _ => AssignmentStatus.Running,
        };

    /// <summary>How many must be done.</summary>
    public static int Wanted(int left, int? quorum) => quorum is { } count ? Math.Min(count, left) : left;
}

public sealed record AssignmentText(
    int Number,
    string Label,
    int SectionNumber,
    string Text,
    string Responsibility,
    string Form,
    string LeadBasis
);

/// <param name="Rule">Stable text of the rule the date was computed by.</param>
public sealed record AssignmentDue(
    DateOnly DueOn,
    DateTimeOffset DueAt,
    string Rule,
    DateTimeOffset YellowAt,
    DateTimeOffset RedAt
);

/// <summary>A party of an assignment as the notice names it: one agency, or a group.</summary>
public sealed class AssignmentParty
{
    private AssignmentParty() { }

    public AssignmentParty(long assignmentId, int order, PartyRole role, string name)
    {
        (AssignmentId, Order, Role, Name) = (assignmentId, order, role, name);
    }

    public long AssignmentId { get; private set; }
    public int Order { get; private set; }
    public PartyRole Role { get; private set; }

    /// <summary>As printed; a doubt (unknown agency) has neither code.</summary>
    public string Name { get; private set; } = "";
    public string? AgencyCode { get; private set; }
    public string? GroupCode { get; private set; }

    public AssignmentParty Agency(string code)
    {
        AgencyCode = code;
        return this;
    }

    public AssignmentParty Group(string code)
    {
        GroupCode = code;
        return this;
    }
}
