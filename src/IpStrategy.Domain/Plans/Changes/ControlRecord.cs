using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Plans.Changes;

public enum ControlVerb
{
    Suspend,
    Resume,
    Terminate,
    Void,
    HandOver,
    NameAgencies,
    Change,
    Instruct,
}

/// <summary>变更记录: one thing the office or a leader did to an assignment, why, and what it did to running work. Append-only.</summary>
public sealed class ControlRecord
{
    private ControlRecord() { }

    public ControlRecord(long id, long assignmentId, ControlVerb verb, string reason) =>
        (Id, AssignmentId, Verb, Reason) = (id, assignmentId, verb, reason);

    public long Id { get; private set; }
    public long AssignmentId { get; private set; }

    /// <summary>Null where the assignment as a whole was meant.</summary>
    public long? UndertakingId { get; private set; }
    public ControlVerb Verb { get; private set; }
    public string Reason { get; private set; } = "";

    /// <summary>JSON array of <see cref="ChangeEffect"/>.</summary>
    public string Effects { get; private set; } = "[]";
    public DateTimeOffset At { get; private set; }
    public long ById { get; private set; }
    public string ByName { get; private set; } = "";
    public Post? ByPost { get; private set; }

    public ControlRecord By(Actor actor, DateTimeOffset at)
    {
        (ById, ByName, ByPost, At) = (actor.UserId, actor.Name, actor.Post, at);
        return this;
    }

    public ControlRecord Did(long? undertakingId, string effects)
    {
        (UndertakingId, Effects) = (undertakingId, effects);
        return this;
    }
}

/// <summary>批示: what a leader wrote on an assignment, with a date; each addressee answers it, and the office closes it.</summary>
public sealed class Instruction
{
    private Instruction() { }

    public Instruction(long id, long assignmentId, string text, string dueRule) =>
        (Id, AssignmentId, Text, DueRule) = (id, assignmentId, text, dueRule);

    public long Id { get; private set; }
    public long AssignmentId { get; private set; }
    public string Text { get; private set; } = "";
    public string DueRule { get; private set; } = "";
    public DateOnly DueOn { get; private set; }
    public DateTimeOffset At { get; private set; }
    public long ById { get; private set; }
    public string ByName { get; private set; } = "";
    public Post? ByPost { get; private set; }

    public Instruction By(Actor actor, DateTimeOffset at, DateOnly dueOn)
    {
        (ById, ByName, ByPost, At, DueOn) = (actor.UserId, actor.Name, actor.Post, at, dueOn);
        return this;
    }
}

/// <summary>One addressee of an instruction, with the process in which it answers.</summary>
public sealed class InstructionAddressee
{
    private InstructionAddressee() { }

    public InstructionAddressee(long instructionId, string agencyCode, long instanceId) =>
        (InstructionId, AgencyCode, InstanceId) = (instructionId, agencyCode, instanceId);

    public long InstructionId { get; private set; }
    public string AgencyCode { get; private set; } = "";
    public long InstanceId { get; private set; }
}
