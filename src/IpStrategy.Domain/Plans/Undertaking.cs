using System.Globalization;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Plans;

public enum UndertakingState
{
    Running,
    Completed,
    Terminated,

    /// <summary>中止: nothing moves until it is resumed.</summary>
    Suspended,

    /// <summary>作废.</summary>
    Voided,
}

/// <summary>
/// 承办: an assignment as one lead (or one group of joint leads) carries it out, with a process instance and a light of its own.
/// Sixteen governments that lead severally make sixteen undertakings of one assignment.
/// </summary>
public sealed class Undertaking : IPaperTrail
{
    private Undertaking() { }

    public Undertaking(long id, Assignment assignment, string leadCode, string leadName)
    {
        (Id, LeadCode, LeadName) = (id, leadCode, leadName);
        (AssignmentId, PlanId) = (assignment.Id, assignment.PlanId);
        (AssignmentNumber, Label) = (assignment.Number, assignment.Label);
        Subject = Cut(assignment.Text);
        (DueOn, DueAt, DueRule) = (assignment.DueOn, assignment.DueAt, assignment.DueRule);
        (YellowAt, RedAt) = (assignment.YellowAt, assignment.RedAt);
    }

    private const int SubjectLength = 60;

    public long Id { get; private set; }
    public long AssignmentId { get; private set; }
    public long PlanId { get; private set; }
    public string LeadCode { get; private set; } = "";
    public string LeadName { get; private set; } = "";
    public int AssignmentNumber { get; private set; }
    public string Label { get; private set; } = "";

    /// <summary>The assignment's text, cut for lists.</summary>
    public string Subject { get; private set; } = "";
    public DateOnly DueOn { get; private set; }
    public DateTimeOffset DueAt { get; private set; }
    public string DueRule { get; private set; } = "";
    public DateTimeOffset YellowAt { get; private set; }
    public DateTimeOffset RedAt { get; private set; }

    /// <summary>延期: since when a later date is asked for; null = not, or decided.</summary>
    public DateTimeOffset? ExtensionAskedAt { get; private set; }

    /// <summary>Since when it is carried out: its plan was signed off. Null = not yet.</summary>
    public DateTimeOffset? CarriedOutSince { get; private set; }
    public long InstanceId { get; private set; }
    public UndertakingState State { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>Since when it stands still; null while it does not.</summary>
    public DateTimeOffset? SuspendedAt { get; private set; }

    /// <summary>Who last submitted a paper to be signed: nobody signs off their own.</summary>
    public long? SubmittedById { get; private set; }
    public string? SubmittedByName { get; private set; }
    public long? SubmittedForId { get; private set; }

    /// <summary>Code of the body that handed the paper in, as it was then.</summary>
    public string? SubmittedBody { get; private set; }

    /// <summary>Who has signed the present paper at which step: <c>leaderSign:12;officeCheck:15</c>.</summary>
    public string SignedBy { get; private set; } = "";

    /// <summary>
    /// Where a returned paper goes on: call activity and step that returned it; both null = walks the whole way again. A step
    /// without a call: it was returned to an earlier signature of the same round.
    /// </summary>
    public string? ResumeCall { get; private set; }
    public string? ResumeStep { get; private set; }

    /// <summary>交办通知文号: year, running number in it, and the whole as printed.</summary>
    public int LetterYear { get; private set; }
    public int LetterSequence { get; private set; }
    public string LetterNumber { get; private set; } = "";

    public void NumberLetter(int year, int sequence, string number) =>
        (LetterYear, LetterSequence, LetterNumber) = (year, sequence, number);

    public void Start(long instanceId, DateTimeOffset at) => (InstanceId, StartedAt) = (instanceId, at);

    /// <param name="forId">代理: for whom it was handed in; null = for himself.</param>
    public void Submit(long byId, string byName, long? forId = null)
    {
        (SubmittedById, SubmittedByName, SubmittedForId) = (byId, byName, forId);
        SubmittedBody = LeadCode;
        // A paper that resumes where it was keeps the signatures it has.
        if (ResumeCall is null)
        {
            SignedBy = "";
        }
    }

    public void Sign(string step, long byId, long? forId) =>
        SignedBy = string.Join(
            ';',
            SignedBy
                .Split(';', StringSplitOptions.RemoveEmptyEntries)
                .Concat(
                    new[] { byId, forId }
                        .OfType<long>()
                        .Select(id => string.Create(CultureInfo.InvariantCulture, $"{step}:{id}"))
                )
                .Distinct()
        );

    public void RememberResume(string? call, string? step) => (ResumeCall, ResumeStep) = (call, step);

    public void End(UndertakingState state, DateTimeOffset at) => (State, CompletedAt, SuspendedAt) = (state, at, null);

    public void Suspend(DateTimeOffset at) => (State, SuspendedAt) = (UndertakingState.Suspended, at);

    public void Resume() => (State, SuspendedAt) = (UndertakingState.Running, null);

    public void CarryOut(DateTimeOffset since) => CarriedOutSince ??= since;

    public void AskExtension(DateTimeOffset? at) => ExtensionAskedAt = at;

    public void Postpone(AssignmentDue due)
    {
        (DueOn, DueAt, DueRule) = (due.DueOn, due.DueAt, due.Rule);
        (YellowAt, RedAt) = (due.YellowAt, due.RedAt);
    }

    /// <summary>机构改革: another agency leads, or the lead bears another name.</summary>
    public void LeadBy(string code, string name) => (LeadCode, LeadName) = (code, name);

    public void Reword(string text) => Subject = Cut(text);

    private static string Cut(string text) => text.Length <= SubjectLength ? text : text[..SubjectLength] + "…";
}

/// <summary>An agency that takes part in an undertaking, and so may see it.</summary>
public sealed class UndertakingAgency
{
    private UndertakingAgency() { }

    public UndertakingAgency(long undertakingId, string agencyCode, PartyRole role) =>
        (UndertakingId, AgencyCode, Role) = (undertakingId, agencyCode, role);

    public long UndertakingId { get; private set; }
    public string AgencyCode { get; private set; } = "";
    public PartyRole Role { get; private set; }

    public void TakePart(PartyRole role) => Role = role;
}
