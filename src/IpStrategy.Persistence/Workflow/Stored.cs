using IpStrategy.Domain.Approvals;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Persistence.Workflow;

/// <summary>A deployed version of a process: the file as it came, and its place in the line of versions.</summary>
public sealed class StoredDefinition
{
    private StoredDefinition() { }

    public StoredDefinition(long id, DefinitionId definition, DeployedFile file, DateTimeOffset deployedAt)
    {
        (Id, ProcessId, Version) = (id, definition.ProcessId, definition.Version);
        (Xml, Hash, DeploymentId) = (file.Content, file.Hash, file.DeploymentId);
        DeployedAt = deployedAt;
    }

    public long Id { get; private set; }
    public string ProcessId { get; private set; } = "";
    public int Version { get; private set; }
    public string? Name { get; private set; }

    /// <summary>The file in its own encoding.</summary>
    public byte[] Xml { get; private set; } = [];

    /// <summary>SHA-256 of the file and what it imports, hexadecimal: the same file is not deployed twice.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>What was deployed in one go bears the same number.</summary>
    public int DeploymentId { get; private set; }
    public DateTimeOffset DeployedAt { get; private set; }
    public long? DeployedById { get; private set; }
    public string? DeployedByName { get; private set; }

    public StoredDefinition By(long id, string name, string? processName)
    {
        (DeployedById, DeployedByName, Name) = (id, name, processName);
        return this;
    }
}

/// <summary>One process instance: its state document and what queries need beside it.</summary>
public sealed class StoredInstance
{
    private StoredInstance() { }

    public StoredInstance(long id, DefinitionId definition, long? undertakingId, DateTimeOffset startedAt)
    {
        (Id, RootId, UndertakingId, StartedAt) = (id, id, undertakingId, startedAt);
        (ProcessId, DefinitionVersion) = (definition.ProcessId, definition.Version);
    }

    public long Id { get; private set; }

    /// <summary>The topmost caller; its row is the lock of the whole tree.</summary>
    public long RootId { get; private set; }
    public long? ParentId { get; private set; }
    public long? ParentCall { get; private set; }

    /// <summary>
    /// Topmost instance of what runs beside the course of an assignment and shares its lock: itself, or the one it was called from.
    /// Null on the course itself.
    /// </summary>
    public long? SideId { get; private set; }

    /// <summary>Id of the call activity in the caller's diagram.</summary>
    public string? ParentActivity { get; private set; }
    public string ProcessId { get; private set; } = "";
    public int DefinitionVersion { get; private set; }

    /// <summary>Null where the process belongs to no assignment.</summary>
    public long? UndertakingId { get; private set; }
    public string? BusinessKey { get; private set; }

    /// <summary>The instance whose message started this one: of several that wait, its answer is meant for that.</summary>
    public long? PartnerId { get; private set; }
    public InstanceStatus Status { get; private set; }
    public byte[] State { get; private set; } = [];
    public int HistoryLength { get; private set; }
    public int Version { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    public DefinitionId Definition => new(ProcessId, DefinitionVersion);

    /// <summary>Makes this the child that a call activity of <paramref name="parent"/> started.</summary>
    public StoredInstance CalledBy(StoredInstance parent, long call, string activity)
    {
        (RootId, ParentId, ParentCall, ParentActivity) = (parent.RootId, parent.Id, call, activity);
        SideId = parent.SideId;
        return this;
    }

    /// <summary>Makes this run beside the course of an assignment: under its lock, suspended and ended with it.</summary>
    public StoredInstance Beside(long rootId)
    {
        (RootId, SideId) = (rootId, Id);
        return this;
    }

    public StoredInstance Under(string? businessKey, long? partnerId = null)
    {
        (BusinessKey, PartnerId) = (businessKey, partnerId);
        return this;
    }

    /// <summary>Goes on under another definition.</summary>
    public void MoveTo(DefinitionId definition) =>
        (ProcessId, DefinitionVersion) = (definition.ProcessId, definition.Version);

    public void Store(byte[] state, InstanceStatus status, DateTimeOffset now)
    {
        (State, Status) = (state, status);
        Version++;
        if (status is InstanceStatus.Completed or InstanceStatus.Cancelled or InstanceStatus.Failed)
        {
            EndedAt ??= now;
        }
    }

    /// <summary>Reserves the next number in this instance's history.</summary>
    public int NextHistoryNumber() => HistoryLength++;
}

/// <summary>An armed timer: a row in the transaction that armed it, not a trigger of the scheduler.</summary>
public sealed class StoredTimer
{
    private StoredTimer() { }

    public StoredTimer(long instanceId, long timerId, long elementId, string activityId, DateTimeOffset dueAt)
    {
        (InstanceId, TimerId, ElementId) = (instanceId, timerId, elementId);
        (ActivityId, DueAt) = (activityId, dueAt);
    }

    public long InstanceId { get; private set; }
    public long TimerId { get; private set; }
    public long ElementId { get; private set; }
    public string ActivityId { get; private set; } = "";
    public DateTimeOffset DueAt { get; private set; }
}

public sealed class StoredSubscription
{
    private StoredSubscription() { }

    public StoredSubscription(
        long instanceId,
        long subscriptionId,
        string activityId,
        SubscriptionKind kind,
        string name
    )
    {
        (InstanceId, SubscriptionId, ActivityId) = (instanceId, subscriptionId, activityId);
        (Kind, Name) = (kind, name);
    }

    public long InstanceId { get; private set; }
    public long SubscriptionId { get; private set; }
    public string ActivityId { get; private set; } = "";
    public SubscriptionKind Kind { get; private set; }
    public string Name { get; private set; } = "";
    public DateTimeOffset OpenedAt { get; private set; }

    public StoredSubscription Since(DateTimeOffset at)
    {
        OpenedAt = at;
        return this;
    }
}

/// <summary>An asynchronous continuation that waits to be run.</summary>
public sealed class StoredContinuation
{
    private StoredContinuation() { }

    public StoredContinuation(long instanceId, long elementId, string activityId, DateTimeOffset dueAt) =>
        (InstanceId, ElementId, ActivityId, DueAt) = (instanceId, elementId, activityId, dueAt);

    public long InstanceId { get; private set; }
    public long ElementId { get; private set; }
    public string ActivityId { get; private set; } = "";
    public DateTimeOffset DueAt { get; private set; }
}

public sealed class StoredIncident
{
    private StoredIncident() { }

    public StoredIncident(long id, long instanceId, long elementId, string activityId)
    {
        (Id, InstanceId, ElementId, ActivityId) = (id, instanceId, elementId, activityId);
    }

    public long Id { get; private set; }
    public long InstanceId { get; private set; }
    public long ElementId { get; private set; }
    public string ActivityId { get; private set; } = "";
    public string Code { get; private set; } = "";
    public string Message { get; private set; } = "";
    public DateTimeOffset RaisedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    public StoredIncident Raise(string code, string message, DateTimeOffset at)
    {
        (Code, Message, RaisedAt) = (code, message, at);
        return this;
    }

    public void Close(DateTimeOffset at) => ClosedAt = at;
}

/// <summary>One line of an instance's history, with who did it; append-only.</summary>
public sealed class StoredHistory
{
    private StoredHistory() { }

    public StoredHistory(StoredInstance instance, HistoryEntry entry)
    {
        (InstanceId, Number) = (instance.Id, instance.NextHistoryNumber());
        (UndertakingId, At, Kind) = (instance.UndertakingId, entry.At, entry.Kind);
        (ElementType, ActivityId, ElementId) = (entry.ElementType, entry.ActivityId, entry.Element?.Value);
        Facts = entry.Facts.IsEmpty ? null : System.Text.Json.JsonSerializer.Serialize(entry.Facts);
    }

    public long InstanceId { get; private set; }
    public int Number { get; private set; }
    public long? UndertakingId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public HistoryEntryKind Kind { get; private set; }
    public string ElementType { get; private set; } = "";
    public string ActivityId { get; private set; } = "";
    public long? ElementId { get; private set; }
    public string? Facts { get; private set; }
    public long? ActorId { get; private set; }
    public string? ActorName { get; private set; }
    public string? ActorBody { get; private set; }

    /// <summary>代理: for whom; null where he acted for himself.</summary>
    public long? ActorForId { get; private set; }
    public string? ActorForName { get; private set; }

    public StoredHistory By(Actor actor)
    {
        (ActorId, ActorName, ActorBody) = (actor.UserId, actor.Name, actor.AgencyCode);
        (ActorForId, ActorForName) = (actor.For?.UserId, actor.For?.Name);
        return this;
    }
}
