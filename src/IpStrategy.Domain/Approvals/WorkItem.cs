using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Domain.Plans;

namespace IpStrategy.Domain.Approvals;

public enum WorkItemState
{
    Open,
    Completed,

    /// <summary>A sibling or an earlier step got the paper back; nobody decided here.</summary>
    ClosedBecauseReturned,

    /// <summary>The step ended without this item: timed out by rule, or its process was cancelled.</summary>
    Cancelled,

    /// <summary>Others stand before it; see <see cref="Signing.SigningStep"/>.</summary>
    Waiting,

    /// <summary>否决.</summary>
    Rejected,

    /// <summary>Others decided the step; nobody decided here.</summary>
    ClosedBecauseDecided,

    /// <summary>The submitter took the paper back.</summary>
    ClosedBecauseWithdrawn,

    /// <summary>减签: taken out by whoever had added it.</summary>
    Removed,

    /// <summary>机构改革: its body would have been asked by itself, or twice.</summary>
    ClosedBecauseReorganised,

    /// <summary>终止: the office ended what it was for.</summary>
    ClosedBecauseTerminated,

    /// <summary>作废.</summary>
    ClosedBecauseVoided,

    /// <summary>移交: another agency has it now, on an item of its own.</summary>
    ClosedBecauseHandedOver,

    /// <summary>调整: the agency takes part no more.</summary>
    ClosedBecausePartyLeft,

    /// <summary>视为同意: the agency was silent, and the rule for silence made it a concurrence. Nobody acted.</summary>
    ClosedBecauseDeemed,
}

/// <summary>待办: what lies on one desk now.</summary>
public sealed class WorkItem
{
    /// <summary>Where lists by due date put what has none.</summary>
    public static readonly DateTimeOffset NoDue = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private WorkItem() { }

    /// <param name="undertaking">Null for a step of a process that belongs to no assignment.</param>
    public WorkItem(long id, WorkItemPlace place, Undertaking? undertaking, WorkItemStep step)
    {
        (Id, Step, StepName, Body, OpenedAt) = (id, step.Step, step.Name, step.Body, step.OpenedAt);
        (InstanceId, ElementId, RootInstanceId) = (place.InstanceId, place.ElementId, place.RootInstanceId);
        SideInstanceId = place.SideInstanceId;
        Version = 1;
        if (undertaking is not null)
        {
            (UndertakingId, AssignmentId, PlanId) = (undertaking.Id, undertaking.AssignmentId, undertaking.PlanId);
            (AssignmentNumber, Label, Subject) = (undertaking.AssignmentNumber, undertaking.Label, undertaking.Subject);
            LeadName = undertaking.LeadName;
        }
    }

    public long Id { get; private set; }
    public long InstanceId { get; private set; }
    public long ElementId { get; private set; }
    public long RootInstanceId { get; private set; }

    /// <summary>Topmost instance of what runs beside the course, a report or an extension; null on the course itself.</summary>
    public long? SideInstanceId { get; private set; }

    // Null, all three, where the process belongs to no assignment.
    public long? UndertakingId { get; private set; }
    public long? AssignmentId { get; private set; }
    public long? PlanId { get; private set; }

    // Kept here too, so that a to-do list is one table.
    public int AssignmentNumber { get; private set; }
    public string Label { get; private set; } = "";
    public string Subject { get; private set; } = "";
    public string LeadName { get; private set; } = "";

    /// <summary>Id of the user task in the diagram; see <see cref="StepRules"/>.</summary>
    public string Step { get; private set; } = "";
    public string StepName { get; private set; } = "";

    /// <summary>Agency code of the body that must act.</summary>
    public string Body { get; private set; } = "";
    public WorkItemState State { get; private set; }
    public long? AssigneeId { get; private set; }
    public string? AssigneeName { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }
    public DateOnly? DueOn { get; private set; }
    public DateTimeOffset? DueAt { get; private set; }
    public string? DueRule { get; private set; }
    public DateTimeOffset? YellowAt { get; private set; }
    public DateTimeOffset? RedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Since when its process stands still and nobody may act; null while it does not.</summary>
    public DateTimeOffset? SuspendedAt { get; private set; }
    public long? ClosedById { get; private set; }
    public string? ClosedByName { get; private set; }
    public string? Outcome { get; private set; }

    /// <summary>Of a progress report and its signatures: the period reported on. Null elsewhere.</summary>
    public string? Period { get; private set; }
    public DateTimeOffset? UrgedAt { get; private set; }

    /// <summary>延期: since when a later date is asked for; null = not, or decided.</summary>
    public DateTimeOffset? ExtensionAskedAt { get; private set; }
    public int Round { get; private set; }
    public int Version { get; private set; }

    /// <summary>Number of this desk among those of the step; 1 is the one that was drawn.</summary>
    public int Seat { get; private set; } = 1;

    /// <summary>How the desks of the step are counted, as text; only on the drawn one. Null = all must approve.</summary>
    public string? SigningRule { get; private set; }

    /// <summary>True on the drawn desk while others were added to it, so that nobody looks for them in vain.</summary>
    public bool HasGuests { get; private set; }
    public SignerPlace Place { get; private set; }
    public int? AddedForSeat { get; private set; }
    public long? AddedById { get; private set; }

    /// <summary>Seats it waits for, joined by commas.</summary>
    public string WaitsFor { get; private set; } = "";
    public int Weight { get; private set; } = 1;

    /// <summary>委派: who asked the present assignee and gets it back; null = nobody was asked.</summary>
    public long? OwnerId { get; private set; }
    public string? OwnerName { get; private set; }

    /// <summary>代理: the person for whom it was done; null = whoever did it.</summary>
    public long? ClosedForId { get; private set; }
    public string? ClosedForName { get; private set; }

    /// <summary>Who did it, and for whom; null where nobody has.</summary>
    public string? ClosedByText => ClosedByName is { } name ? PersonName.Of(name, ClosedForName) : null;

    /// <summary>When whoever is to act opened it; null = not yet.</summary>
    public DateTimeOffset? SeenAt { get; private set; }

    /// <summary>What was answered here, kept until the step is decided; JSON.</summary>
    public string? KeptAnswers { get; private set; }

    public void SitDown(Signer signer)
    {
        (Seat, Place, AddedForSeat, AddedById) = (
            signer.Id.Value,
            signer.Place,
            signer.AddedFor?.Value,
            signer.AddedBy
        );
        Weight = signer.Seat.Weight;
    }

    public void HaveGuests(string? rule) => (HasGuests, SigningRule) = (true, rule);

    public void OpenAt(DateTimeOffset at) => OpenedAt = at;

    public void WaitFor(string seats, WorkItemState state) => (WaitsFor, State) = (seats, state);

    public void Own(long? ownerId, string? ownerName) => (OwnerId, OwnerName) = (ownerId, ownerName);

    public void See(DateTimeOffset? at) => SeenAt = at;

    public void Keep(string? answers) => KeptAnswers = answers;

    /// <summary>Taken back: lies on the desk again.</summary>
    public void Reopen()
    {
        (State, ClosedAt, ClosedById, ClosedByName, Outcome) = (WorkItemState.Open, null, null, null, null);
        (ClosedForId, ClosedForName, KeptAnswers) = (null, null, null);
        Version++;
    }

    public void SetDue(AssignmentDue due)
    {
        (DueOn, DueAt, DueRule) = (due.DueOn, due.DueAt, due.Rule);
        (YellowAt, RedAt) = (due.YellowAt, due.RedAt);
    }

    /// <summary>The light is grey while somebody thinks about a later date.</summary>
    public void AskExtension(DateTimeOffset? at)
    {
        ExtensionAskedAt = at;
        Version++;
    }

    public void Postpone(AssignmentDue due)
    {
        SetDue(due);
        Version++;
    }

    public void Suspend(DateTimeOffset at)
    {
        SuspendedAt = at;
        Version++;
    }

    public void Resume()
    {
        SuspendedAt = null;
        Version++;
    }

    /// <summary>The assignment was reworded, or has another lead.</summary>
    public void Restate(Undertaking undertaking) => (Subject, LeadName) = (undertaking.Subject, undertaking.LeadName);

    public void ForPeriod(string period) => Period = period;

    public void SetRound(int round) => Round = round;

    /// <summary>What it is about, where no assignment says it: the process, and the business key of the instance.</summary>
    public void About(string process, string? businessKey) => (Label, Subject) = (businessKey ?? "", process);

    /// <summary>Without a date it stands behind everything that has one.</summary>
    public void SetNoDue() => DueAt = NoDue;

    /// <summary>机构改革: another body acts from now on.</summary>
    public void PassTo(string body)
    {
        Body = body;
        Version++;
    }

    /// <summary>机构改革: another agency leads, or the lead bears another name.</summary>
    public void NameLead(string leadName) => LeadName = leadName;

    /// <summary>The process goes on under another diagram, in which this step is called otherwise.</summary>
    public void Rename(string step, string name)
    {
        (Step, StepName) = (step, name);
        Version++;
    }

    public void Assign(long? userId, string? userName)
    {
        (AssigneeId, AssigneeName) = (userId, userName);
        Version++;
    }

    public void Urge(DateTimeOffset at)
    {
        UrgedAt = at;
        Version++;
    }

    public void Complete(DateTimeOffset at, Actor by, string? outcome)
    {
        (State, ClosedAt, Outcome) = (WorkItemState.Completed, at, outcome);
        (ClosedById, ClosedByName) = (by.UserId, by.Name);
        (ClosedForId, ClosedForName) = (by.For?.UserId, by.For?.Name);
        Version++;
    }

    public void Reject(DateTimeOffset at, Actor by)
    {
        Complete(at, by, "rejected");
        State = WorkItemState.Rejected;
    }

    public void Close(WorkItemState state, DateTimeOffset at)
    {
        (State, ClosedAt, SuspendedAt) = (state, at, null);
        Version++;
    }
}

public sealed record WorkItemPlace(long InstanceId, long ElementId, long RootInstanceId, long? SideInstanceId = null);

/// <param name="Body">Agency code of the body that must act.</param>
public sealed record WorkItemStep(string Step, string Name, string Body, DateTimeOffset OpenedAt);

/// <summary>A group whose members may take an open work item.</summary>
public sealed class WorkItemCandidate
{
    private WorkItemCandidate() { }

    public WorkItemCandidate(long workItemId, string group) => (WorkItemId, Group) = (workItemId, group);

    public long WorkItemId { get; private set; }
    public string Group { get; private set; } = "";
}
