using IpStrategy.Domain.Audit;

namespace IpStrategy.Persistence.Audit;

/// <summary>One entry of the record, as stored: never changed, and deleted only by retention with all of its segment.</summary>
public sealed class AuditEntry
{
    private AuditEntry() { }

    /// <summary>Its place in the stream and its hash it gets when the unit of work is stored.</summary>
    public AuditEntry(AuditContent content)
    {
        (Id, Stream, At, RecordedAt) = (content.Id, content.Stream, content.At, content.RecordedAt);
        (ActorId, ActorName, ActorBody, ActorPost) = content.Actor;
        if (content.OnBehalfOf is { } other)
        {
            (OnBehalfOfId, OnBehalfOfName) = (other.Id, other.Name);
            (OnBehalfOfBody, OnBehalfOfPost) = (other.Body, other.Post);
        }
        (Address, Verb, Subject, Before, After) = (
            content.Address,
            content.Verb,
            content.Subject,
            content.Before,
            content.After
        );
        (RootInstanceId, UndertakingId, AssignmentId) = (
            content.RootInstanceId,
            content.UndertakingId,
            content.AssignmentId
        );
    }

    public long Id { get; private set; }
    public string Stream { get; private set; } = "";
    public int Number { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }
    public long ActorId { get; private set; }
    public string ActorName { get; private set; } = "";
    public string? ActorBody { get; private set; }
    public string? ActorPost { get; private set; }
    public long? OnBehalfOfId { get; private set; }
    public string? OnBehalfOfName { get; private set; }
    public string? OnBehalfOfBody { get; private set; }
    public string? OnBehalfOfPost { get; private set; }
    public string? Address { get; private set; }
    public string Verb { get; private set; } = "";
    public string Subject { get; private set; } = "";
    public long? RootInstanceId { get; private set; }
    public long? UndertakingId { get; private set; }
    public long? AssignmentId { get; private set; }
    public string? Before { get; private set; }
    public string? After { get; private set; }

    /// <summary>Hash of the entry before it in its stream.</summary>
    public string PreviousHash { get; private set; } = "";
    public string Hash { get; private set; } = "";

    public AuditContent Content =>
        new()
        {
            Id = Id,
            Stream = Stream,
            Number = Number,
            At = At,
            RecordedAt = RecordedAt,
            Actor = new AuditPerson(ActorId, ActorName, ActorBody, ActorPost),
            OnBehalfOf = OnBehalfOfId is { } other
                ? new AuditPerson(other, OnBehalfOfName ?? "", OnBehalfOfBody, OnBehalfOfPost)
                : null,
            Address = Address,
            Verb = Verb,
            Subject = Subject,
            RootInstanceId = RootInstanceId,
            UndertakingId = UndertakingId,
            AssignmentId = AssignmentId,
            Before = Before,
            After = After,
        };

    internal void Chain(AuditStream stream)
    {
        (Number, PreviousHash) = (stream.Length + 1, stream.Hash);
        Hash = AuditHash.OfEntry(PreviousHash, Content);
        stream.Grow(Hash);
    }
}

/// <summary>The end of a stream: how many entries it has, and the hash of the last.</summary>
public sealed class AuditStream
{
    private AuditStream() { }

    public AuditStream(string name, int length, string hash) => (Name, Length, Hash) = (name, length, hash);

    public string Name { get; private set; } = "";
    public int Length { get; private set; }
    public string Hash { get; private set; } = "";

    /// <summary>How many of its first entries retention has removed.</summary>
    public int RemovedLength { get; private set; }

    /// <summary>Hash of the last of them.</summary>
    public string RemovedHash { get; private set; } = AuditHash.Origin;

    internal void Grow(string hash) => (Length, Hash) = (Length + 1, hash);

    internal void Place(int length, string hash) => (Length, Hash) = (length, hash);

    public void Shorten(int length, string hash) => (RemovedLength, RemovedHash) = (length, hash);
}

/// <summary>An entry that no segment holds yet: what the sealer looks for.</summary>
public sealed class AuditUnsealed
{
    private AuditUnsealed() { }

    public AuditUnsealed(long entryId) => EntryId = entryId;

    public long EntryId { get; private set; }
}

/// <summary>A stretch of the one chain over all streams, closed in one go.</summary>
public sealed class AuditSegment
{
    private AuditSegment() { }

    public AuditSegment(long number, long firstSequence, string previousHash)
    {
        (Number, FirstSequence, PreviousHash, ClosingHash) = (number, firstSequence, previousHash, previousHash);
    }

    /// <summary>From 1, without gaps.</summary>
    public long Number { get; private set; }

    /// <summary>Place of its first entry in the chain, from 1.</summary>
    public long FirstSequence { get; private set; }
    public int Count { get; private set; }
    public DateTimeOffset SealedAt { get; private set; }

    /// <summary>Closing hash of the segment before.</summary>
    public string PreviousHash { get; private set; } = "";
    public string ClosingHash { get; private set; } = "";

    /// <summary>Ids and hashes of its entries in their order; null after retention has removed them.</summary>
    public byte[]? Links { get; private set; }
    public DateTimeOffset? RemovedAt { get; private set; }

    public AuditSegment Close(byte[] links, int count, string closingHash, DateTimeOffset at)
    {
        (Links, Count, ClosingHash, SealedAt) = (links, count, closingHash, at);
        return this;
    }

    public void Remove(DateTimeOffset at) => (Links, RemovedAt) = (null, at);
}

/// <summary>There only within the transaction of retention: while it is, the guards let entries be deleted.</summary>
public sealed class AuditGate
{
    public int Id { get; private set; }
}
