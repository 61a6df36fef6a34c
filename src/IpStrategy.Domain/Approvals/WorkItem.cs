using IpStrategy.Domain.Plans;

namespace IpStrategy.Domain.Approvals;

public enum WorkItemState
{
    Open,
    Completed,

    /// <summary>A sibling or an earlier step got the paper back; nobody decided here.</summary>
    ClosedBecauseReturned,

    /// <summary>The step ended without this item: withdrawn, timed out by rule, or its process was cancelled.</summary>
    Cancelled,
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
    public long? ClosedById { get; private set; }
    public string? ClosedByName { get; private set; }
    public string? Outcome { get; private set; }
    public DateTimeOffset? UrgedAt { get; private set; }
    public int Round { get; private set; }
    public int Version { get; private set; }

    public void SetDue(AssignmentDue due)
    {
        (DueOn, DueAt, DueRule) = (due.DueOn, due.DueAt, due.Rule);
        (YellowAt, RedAt) = (due.YellowAt, due.RedAt);
    }

    public void SetRound(int round) => Round = round;

    /// <summary>What it is about, where no assignment says it: the process, and the business key of the instance.</summary>
    public void About(string process, string? businessKey) => (Label, Subject) = (businessKey ?? "", process);

    /// <summary>Without a date it stands behind everything that has one.</summary>
    public void SetNoDue() => DueAt = NoDue;

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
        Version++;
    }

    public void Close(WorkItemState state, DateTimeOffset at)
    {
        (State, ClosedAt) = (state, at);
        Version++;
    }
}

public sealed record WorkItemPlace(long InstanceId, long ElementId, long RootInstanceId);

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
