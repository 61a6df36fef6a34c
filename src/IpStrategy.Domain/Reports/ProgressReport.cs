using System.Globalization;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;

namespace IpStrategy.Domain.Reports;

public enum ReportState
{
    /// <summary>Asked for, or returned; nobody has handed it in.</summary>
    Missing,

    /// <summary>Handed in, on its way through the signatures.</summary>
    Reported,

    /// <summary>The office has checked it.</summary>
    Checked,

    /// <summary>Signed off.</summary>
    SignedOff,

    /// <summary>The assignment ended before it was.</summary>
    Cancelled,

    /// <summary>Its period ended while the assignment stood still, and a later one is asked for instead.</summary>
    PassedOver,
}

/// <summary>What stands in a report.</summary>
/// <param name="Milestones">State of the milestones.</param>
public sealed record ReportText(string Progress, string Milestones);

/// <summary>进展报告: what one undertaking reports for one period. There is never a second one of the same period.</summary>
public sealed class ProgressReport : IPaperTrail
{
    private ProgressReport() { }

    public ProgressReport(long id, Undertaking undertaking, ReportPeriod period, DateTimeOffset openedAt)
    {
        (Id, UndertakingId, Period, OpenedAt) = (id, undertaking.Id, period.Text, openedAt);
        (AssignmentId, PlanId) = (undertaking.AssignmentId, undertaking.PlanId);
        (AssignmentNumber, LeadCode) = (undertaking.AssignmentNumber, undertaking.LeadCode);
        LeadName = undertaking.LeadName;
    }

    public long Id { get; private set; }
    public long UndertakingId { get; private set; }
    public long AssignmentId { get; private set; }
    public long PlanId { get; private set; }
    public int AssignmentNumber { get; private set; }
    public string LeadCode { get; private set; } = "";
    public string LeadName { get; private set; } = "";

    /// <summary>Text of a <see cref="ReportPeriod"/>.</summary>
    public string Period { get; private set; } = "";
    public long InstanceId { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }
    public ReportState State { get; private set; }
    public string Progress { get; private set; } = "";
    public string Milestones { get; private set; } = "";
    public DateTimeOffset? SubmittedAt { get; private set; }
    public long? SubmittedById { get; private set; }
    public string? SubmittedByName { get; private set; }
    public long? SubmittedForId { get; private set; }

    /// <summary>The lead whose report it was when its period ended.</summary>
    public string? SubmittedBody => LeadCode;

    /// <summary>Not stored: read off the signatures given in its process, see <see cref="Remember"/>.</summary>
    public string SignedBy { get; private set; } = "";
    public DateTimeOffset? CheckedAt { get; private set; }
    public string? CheckedByName { get; private set; }
    public DateTimeOffset? SignedOffAt { get; private set; }
    public string? ResumeCall { get; private set; }
    public string? ResumeStep { get; private set; }

    /// <summary>机构改革: somebody else has to hand it in, or the lead bears another name.</summary>
    public void LeadBy(string code, string name) => (LeadCode, LeadName) = (code, name);

    public void Start(long instanceId) => InstanceId = instanceId;

    public void Submit(long byId, string byName, long? forId = null) =>
        (SubmittedById, SubmittedByName, SubmittedForId) = (byId, byName, forId);

    /// <summary>The signatures given to it so far: step and person.</summary>
    public void Remember(IEnumerable<KeyValuePair<string, long>> signatures) =>
        SignedBy = string.Join(
            ';',
            signatures.Select(s => $"{s.Key}:{s.Value.ToString(CultureInfo.InvariantCulture)}")
        );

    public void Report(ReportText text, DateTimeOffset at)
    {
        (Progress, Milestones, SubmittedAt) = (text.Progress, text.Milestones, at);
        State = ReportState.Reported;
    }

    /// <summary>It lies with the lead again; what was written stays to be mended.</summary>
    public void Reopen() => (State, CheckedAt, CheckedByName) = (ReportState.Missing, null, null);

    public void Check(string byName, DateTimeOffset at) =>
        (State, CheckedByName, CheckedAt) = (ReportState.Checked, byName, at);

    public void SignOff(DateTimeOffset at) => (State, SignedOffAt) = (ReportState.SignedOff, at);

    /// <summary>Nobody is asked and no process runs; its own number, which is no instance's, stands for one.</summary>
    public ProgressReport PassOver()
    {
        (State, InstanceId) = (ReportState.PassedOver, Id);
        return this;
    }

    public void Cancel() => State = ReportState.Cancelled;

    public void RememberResume(string? call, string? step) => (ResumeCall, ResumeStep) = (call, step);
}

/// <summary>When the next report of an undertaking opens by itself; a row from the beginning of the work to its end.</summary>
public sealed class ReportSchedule
{
    private ReportSchedule() { }

    public ReportSchedule(long undertakingId, ReportPeriod next, DateTimeOffset nextAt) =>
        (UndertakingId, NextPeriod, NextAt) = (undertakingId, next.Text, nextAt);

    public long UndertakingId { get; private set; }
    public string NextPeriod { get; private set; } = "";

    /// <summary>The end of that period in the office's time.</summary>
    public DateTimeOffset NextAt { get; private set; }

    public void MoveTo(ReportPeriod next, DateTimeOffset nextAt) => (NextPeriod, NextAt) = (next.Text, nextAt);
}
