namespace IpStrategy.Domain.Audit;

/// <summary>What one entry of the record says. All of it is under the entry's hash.</summary>
public sealed record AuditContent
{
    public required long Id { get; init; }

    /// <summary>The tree of process instances, or where there is none the thing itself, whose entries are counted and chained.</summary>
    public required string Stream { get; init; }

    /// <summary>From 1, without gaps within the stream.</summary>
    public required int Number { get; init; }

    /// <summary>The office's time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The machine's time; another one only where a demonstration has moved the office's.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
    public required AuditPerson Actor { get; init; }

    /// <summary>Whom a proxy acted for.</summary>
    public AuditPerson? OnBehalfOf { get; init; }

    /// <summary>Where the request came from; null for what happens by itself.</summary>
    public string? Address { get; init; }
    public required string Verb { get; init; }

    /// <summary>What was acted on: kind and id, as in <c>workItem:12</c>.</summary>
    public required string Subject { get; init; }
    public long? RootInstanceId { get; init; }
    public long? UndertakingId { get; init; }
    public long? AssignmentId { get; init; }

    /// <summary>Canonical JSON, or null.</summary>
    public string? Before { get; init; }

    /// <summary>Canonical JSON, or null.</summary>
    public string? After { get; init; }
}

/// <summary>A person as of the act, so that the entry stays readable when post and name have changed.</summary>
/// <param name="Body">Code of the body acted for.</param>
public sealed record AuditPerson(long Id, string Name, string? Body, string? Post);
