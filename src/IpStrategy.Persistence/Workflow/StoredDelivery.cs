using IpStrategy.Workflow.Execution;

namespace IpStrategy.Persistence.Workflow;

public enum DeliveryState
{
    Waiting,

    /// <summary>The instance it is for is suspended; goes on when that is resumed.</summary>
    Held,

    /// <summary>Nobody could take it; kept to be looked into.</summary>
    Undeliverable,
}

/// <summary>A message or signal on its way from one instance to others: first in, first out.</summary>
public sealed class StoredDelivery
{
    private StoredDelivery() { }

    public StoredDelivery(long id, SubscriptionKind kind, string name, string variables)
    {
        (Id, Position, Kind, Name, Variables) = (id, id, kind, name, variables);
    }

    public long Id { get; private set; }

    /// <summary>The place in the line: of a broadcast's copies that of the broadcast.</summary>
    public long Position { get; private set; }
    public SubscriptionKind Kind { get; private set; }
    public string Name { get; private set; } = "";
    public string Variables { get; private set; } = "{}";
    public long? SenderId { get; private set; }

    /// <summary>The one instance it is for; null while that is not decided.</summary>
    public long? TargetId { get; private set; }

    /// <summary>The start of a process that it sets off.</summary>
    public long? StartId { get; private set; }
    public DeliveryState State { get; private set; }
    public DateTimeOffset SentAt { get; private set; }
    public string? Error { get; private set; }

    /// <summary>Where the message flows of the diagram lead, as JSON; null = by name alone.</summary>
    public string? Targets { get; private set; }

    public StoredDelivery From(long? senderId, DateTimeOffset at, string? targets = null)
    {
        (SenderId, SentAt, Targets) = (senderId, at, targets);
        return this;
    }

    /// <summary>A copy of this broadcast for one receiver.</summary>
    public StoredDelivery CopyFor(long id, long? targetId, long? startId) =>
        new(id, Kind, Name, Variables)
        {
            Position = Position,
            SenderId = SenderId,
            SentAt = SentAt,
            TargetId = targetId,
            StartId = startId,
        };

    /// <summary>This message along one of the flows that lead from its sender.</summary>
    public StoredDelivery CopyAlong(long id, string targets)
    {
        var copy = CopyFor(id, null, null);
        copy.Targets = targets;
        return copy;
    }

    public void HoldFor(long targetId) => (State, TargetId) = (DeliveryState.Held, targetId);

    public void GiveUp(string error) => (State, Error) = (DeliveryState.Undeliverable, error);
}
