using System.Text.Json;
using System.Text.Json.Serialization;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Audit;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Audit;

namespace IpStrategy.Application.Audit;

/// <summary>What is to be put on record about one act.</summary>
/// <param name="Verb">As in the API: <c>complete</c>, <c>take-back</c>, <c>create</c>, <c>disable</c>.</param>
/// <param name="Subject">What was acted on: kind and id, as in <c>workItem:12</c>, <c>user:5</c>.</param>
/// <param name="Before">Facts that changed, as they were; null where there was nothing. Never passwords, tokens or their hashes.</param>
/// <param name="After">The same facts as they are now; null where there is nothing any more.</param>
/// <param name="RootInstanceId">The tree of process instances it belongs to, which the caller has locked; null where to none.</param>
/// <param name="OnBehalfOf">Whom a proxy acts for.</param>
public sealed record AuditNote(
    Actor Actor,
    string Verb,
    string Subject,
    object? Before,
    object? After,
    long? RootInstanceId = null,
    Actor? OnBehalfOf = null
)
{
    public long? UndertakingId { get; init; }
    public long? AssignmentId { get; init; }
}

/// <summary>
/// 审计: puts acts on record, in the transaction of the act. A note is a row of the unit of work at hand: it is stored and chained
/// with the next save of the context, and forgotten with everything else when that is thrown away.
/// </summary>
public sealed class AuditTrail(IpStrategyContext db, Ids ids, DomainClock clock, CallerAddress caller)
{
    private const int LongestSubject = 200;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>To be called within a write transaction, before its last save.</summary>
    public void Note(AuditNote note)
    {
        var subject = Plain(note.Subject);
        db.Note(
            new AuditEntry(
                new AuditContent
                {
                    Id = ids.Next(),
                    Stream = note.RootInstanceId is { } root ? StreamOf(root) : subject,
                    Number = 0,
                    At = AuditHash.Kept(clock.Now),
                    RecordedAt = AuditHash.Kept(clock.RealNow),
                    Actor = PersonOf(note.Actor),
                    OnBehalfOf = (note.OnBehalfOf ?? note.Actor.For) is { } other ? PersonOf(other) : null,
                    Address = caller.Value,
                    Verb = note.Verb,
                    Subject = subject,
                    RootInstanceId = note.RootInstanceId,
                    UndertakingId = note.UndertakingId,
                    AssignmentId = note.AssignmentId,
                    Before = JsonOf(note.Before),
                    After = JsonOf(note.After),
                }
            )
        );
    }

    /// <summary>Reading is no write: what is read is put on record in a transaction of its own, before it is handed out.</summary>
    public Task NoteReadAsync(Actor actor, string subject, object? facts, CancellationToken cancel) =>
        NoteAloneAsync(new AuditNote(actor, "read", subject, null, facts), cancel);

    /// <summary>For what changes nothing that is stored, in a transaction of its own.</summary>
    public async Task NoteAloneAsync(AuditNote note, CancellationToken cancel)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        Note(note);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    internal static string StreamOf(long rootInstanceId) => $"instance:{Opaque.Of(rootInstanceId)}";

    private static AuditPerson PersonOf(Actor actor) =>
        new(actor.UserId, actor.Name, Visibility.BodyOf(actor), actor.Post is { } post ? Words.Of(post) : null);

    private static string? JsonOf(object? facts) =>
        facts is null
            ? null
            : CanonicalJson.Of(
                facts as JsonElement? ?? JsonSerializer.SerializeToElement(facts, facts.GetType(), Options)
            );

    // A subject may hold what a stranger typed.
    private static string Plain(string subject)
    {
        var most = subject.Length > LongestSubject ? subject[..LongestSubject] : subject;
        return most.Any(char.IsControl) ? string.Concat(most.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : most;
    }
}

/// <summary>Where the request at hand comes from, as far as the host can tell; set once by the host.</summary>
public sealed class CallerAddress
{
    public string? Value { get; set; }
}
