using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Persistence.Workflow;

public enum StartKind
{
    Timer,
    Message,
    Signal,
}

/// <summary>What starts instances of the newest version of a process by itself; a newer version takes its place.</summary>
public sealed class StoredStart
{
    private StoredStart() { }

    /// <param name="name">Of the message or signal; empty for a timer.</param>
    public StoredStart(long id, DefinitionId definition, string eventId, StartKind kind, string name)
    {
        (Id, ProcessId, Version) = (id, definition.ProcessId, definition.Version);
        (EventId, Kind, Name) = (eventId, kind, name);
    }

    public long Id { get; private set; }
    public string ProcessId { get; private set; } = "";
    public int Version { get; private set; }
    public string EventId { get; private set; } = "";

    /// <summary>Which of the things the event waits for this is, from 0.</summary>
    public int Position { get; init; }
    public StartKind Kind { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Null: not a timer, or one that will not fire again.</summary>
    public DateTimeOffset? DueAt { get; private set; }
    public DateTimeOffset? Anchor { get; private set; }
    public string? Cycle { get; private set; }
    public int? RepetitionsLeft { get; private set; }

    public DefinitionId Definition => new(ProcessId, Version);

    public StoredStart Arm(DateTimeOffset? dueAt, DateTimeOffset anchor, string? cycle, int? repetitionsLeft)
    {
        (DueAt, Anchor, Cycle, RepetitionsLeft) = (dueAt, anchor, cycle, repetitionsLeft);
        return this;
    }
}
