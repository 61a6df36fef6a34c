using System.Text.Json.Serialization;

namespace IpStrategy.Application.Audit;

/// <summary>What was done to the record.</summary>
public enum DamageKind
{
    /// <summary>An entry, a segment or a stream's end is not what was hashed.</summary>
    Changed,

    /// <summary>An entry or a segment that was sealed is not there.</summary>
    Removed,

    /// <summary>An entry is there that no command wrote and no sealer saw.</summary>
    Inserted,

    /// <summary>The last entries of a stream, or of the chain, are not there.</summary>
    CutOff,

    /// <summary>Lines of history are not those an entry vouches for.</summary>
    HistoryChanged,

    /// <summary>A line of the file of anchors is no anchor.</summary>
    AnchorIsUnreadable,
}

/// <summary>One damage, as near to its place as can be told.</summary>
public sealed record AuditDamage(DamageKind Kind)
{
    /// <summary>Id of the entry; null where none can be named.</summary>
    public string? Entry { get; init; }
    public string? Stream { get; init; }

    /// <summary>Place in the stream.</summary>
    public int? Number { get; init; }
    public long? Segment { get; init; }

    /// <summary>Place in the chain.</summary>
    public long? Sequence { get; init; }

    /// <summary>The day of the anchor that tells.</summary>
    public DateOnly? Anchor { get; init; }
}

/// <summary>What a verification found.</summary>
/// <param name="Entries">How many entries were hashed anew.</param>
/// <param name="Removed">How many retention has removed; their segments' closing hashes were verified.</param>
/// <param name="Damage">The first of them, at most <see cref="MostDamage"/>.</param>
public sealed record AuditVerification(
    long Entries,
    long Unsealed,
    long Removed,
    long Segments,
    int Anchors,
    string Head,
    IReadOnlyList<AuditDamage> Damage,
    int Damages
)
{
    public const int MostDamage = 200;

    [JsonPropertyOrder(-1)]
    public bool IsSound => Damages == 0;
}

/// <summary>What the checks have found so far.</summary>
internal sealed class Findings
{
    private readonly List<AuditDamage> _first = [];

    /// <summary>Ids of the entries that belong to the record.</summary>
    public HashSet<long> Known { get; } = [];
    public long Entries { get; set; }
    public long Unsealed { get; set; }
    public long Removed { get; set; }
    public long Segments { get; set; }
    public int Anchors { get; set; }
    public string Head { get; set; } = Domain.Audit.AuditHash.Origin;
    public int Damages { get; private set; }

    public void Add(AuditDamage damage)
    {
        Damages++;
        if (_first.Count < AuditVerification.MostDamage)
        {
            _first.Add(damage);
        }
    }

    public AuditVerification Result => new(Entries, Unsealed, Removed, Segments, Anchors, Head, _first, Damages);
}
