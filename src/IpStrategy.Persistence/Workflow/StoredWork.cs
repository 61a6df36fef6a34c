namespace IpStrategy.Persistence.Workflow;

/// <summary>
/// External work that waits for a worker or is being done. Work that has failed for good is not here any more: its incident is.
/// Key and id are those of the element, so that they stay the same however often the work is given out.
/// </summary>
public sealed class StoredWork
{
    public const int FirstRetries = 3;

    private StoredWork() { }

    public StoredWork(long instanceId, long elementId, string activityId, string topic)
    {
        (InstanceId, ElementId, ActivityId, Topic) = (instanceId, elementId, activityId, topic);
        RetriesLeft = FirstRetries;
    }

    public long InstanceId { get; private set; }
    public long ElementId { get; private set; }
    public string ActivityId { get; private set; } = "";
    public string Topic { get; private set; } = "";

    /// <summary>What the work can see, as it was when it came up.</summary>
    public string Variables { get; private set; } = "{}";
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>From when on it may be given out: after its lock has run out, or its pause after a failure is over.</summary>
    public DateTimeOffset AvailableAt { get; private set; }

    /// <summary>Who has it; stays after the lock has run out, until somebody else takes it.</summary>
    public long? OwnerId { get; private set; }

    /// <summary>Name of one of its owner's workers.</summary>
    public string? Worker { get; private set; }
    public DateTimeOffset? LockedUntil { get; private set; }

    /// <summary>How often it was given out.</summary>
    public int Attempts { get; private set; }
    public int RetriesLeft { get; private set; }
    public string? LastError { get; private set; }

    public StoredWork With(string variables, DateTimeOffset at)
    {
        (Variables, CreatedAt, AvailableAt) = (variables, at, at);
        return this;
    }

    public void GiveTo(long ownerId, string worker, DateTimeOffset until)
    {
        (OwnerId, Worker, LockedUntil, AvailableAt) = (ownerId, worker, until, until);
        Attempts++;
    }

    public void Extend(DateTimeOffset until) => (LockedUntil, AvailableAt) = (until, until);

    public void Fail(string error, int retriesLeft, DateTimeOffset availableAt)
    {
        (LastError, RetriesLeft, AvailableAt) = (error, retriesLeft, availableAt);
        (OwnerId, Worker, LockedUntil) = (null, null, null);
    }
}
