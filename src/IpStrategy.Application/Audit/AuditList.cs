using System.Text.Json;
using IpStrategy.Application.Accounts;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Audit;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Audit;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Audit;

/// <summary>Which entries are asked for; null = whatever they are.</summary>
/// <param name="Person">User name of whoever acted, or was acted for.</param>
/// <param name="Assignment">Number of the assignment, in any plan.</param>
/// <param name="From">First day, by the office's clock.</param>
/// <param name="To">Last day.</param>
/// <param name="Direction">Descending = the newest first; ascending replays.</param>
public sealed record AuditFilter(
    string? Person = null,
    string? Verb = null,
    string? Subject = null,
    int? Assignment = null,
    DateOnly? From = null,
    DateOnly? To = null,
    Direction Direction = Direction.Descending
);

/// <param name="Body">Code of the body acted for.</param>
public sealed record AuditPersonView(string? Id, string Name, string? Body, string? Post);

/// <summary>One entry as the audit administrator reads it.</summary>
/// <param name="At">By the office's clock.</param>
/// <param name="RecordedAt">By the machine's.</param>
public sealed record AuditEntryView(
    string Id,
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    AuditPersonView Actor,
    AuditPersonView? OnBehalfOf,
    string? Address,
    string Verb,
    string Subject,
    string Stream,
    int Number,
    JsonElement? Before,
    JsonElement? After,
    string Hash
)
{
    internal static AuditEntryView Of(AuditEntry entry)
    {
        var content = entry.Content;
        return new AuditEntryView(
            Opaque.Of(entry.Id),
            entry.At,
            entry.RecordedAt,
            Of(content.Actor),
            content.OnBehalfOf is { } other ? Of(other) : null,
            entry.Address,
            entry.Verb,
            entry.Subject,
            entry.Stream,
            entry.Number,
            Json(entry.Before),
            Json(entry.After),
            entry.Hash
        );
    }

    private static AuditPersonView Of(AuditPerson person) =>
        new(person.Id == 0 ? null : Opaque.Of(person.Id), person.Name, person.Body, person.Post);

    // What was tampered with must be shown all the same.
    private static JsonElement? Json(string? text)
    {
        try
        {
            return text is null ? null : JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text);
        }
    }
}

/// <summary>The record for the audit administrator, by filter and page; and how its chain stands.</summary>
public sealed class AuditList(IpStrategyContext db, ReferenceTables reference)
{
    /// <summary>True for a mark that this list gave out.</summary>
    public static bool Gave(AuditFilter filter, string mark) => ListMark.Read(NameOf(filter), mark) is not null;

    public async Task<Outcome<Page<AuditEntryView>>> RunAsync(
        AuditFilter filter,
        string? after,
        int pageSize,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.ReadAudit) is { } refusal)
        {
            return refusal;
        }
        var wanted = await WantedAsync(filter, cancel);
        var total = await wanted.CountAsync(cancel);
        var mark = ListMark.Read(NameOf(filter), after);
        var rows = await Sorted(wanted, filter.Direction, mark?.Id).Take(pageSize + 1).ToListAsync(cancel);
        var page = rows.Take(pageSize).ToList();
        var next = rows.Count > pageSize ? ListMark.Of(NameOf(filter), 0, page[^1].Id) : null;
        return new Page<AuditEntryView>(page.ConvertAll(AuditEntryView.Of), total, next);
    }

    public async Task<Outcome<AuditState>> StateAsync(Actor actor, CancellationToken cancel) =>
        RightsTable.May(actor, Operation.ReadAudit) is { } refusal ? refusal : await AuditState.OfAsync(db, cancel);

    private static string NameOf(AuditFilter filter) => ListMark.NameOf("audit", filter);

    private static IQueryable<AuditEntry> Sorted(IQueryable<AuditEntry> rows, Direction direction, long? last) =>
        direction == Direction.Ascending
            ? rows.Where(e => last == null || e.Id > last).OrderBy(e => e.Id)
            : rows.Where(e => last == null || e.Id < last).OrderByDescending(e => e.Id);

    private async Task<IQueryable<AuditEntry>> WantedAsync(AuditFilter filter, CancellationToken cancel)
    {
        var rows = db.AuditEntries.AsNoTracking();
        if (filter.Person is { } person)
        {
            var name = AccountRules.Normalise(person);
            var people = await db.Users.Where(u => u.NormalizedUserName == name).Select(u => u.Id).ToListAsync(cancel);
            rows = rows.Where(e =>
                people.Contains(e.ActorId) || (e.OnBehalfOfId != null && people.Contains(e.OnBehalfOfId.Value))
            );
        }
        rows = filter.Verb is { } verb ? rows.Where(e => e.Verb == verb) : rows;
        rows = filter.Subject is { } subject ? rows.Where(e => e.Subject == subject) : rows;
        rows = filter.From is { } from ? rows.Where(e => e.At >= MorningOf(from)) : rows;
        rows = filter.To is { } to ? rows.Where(e => e.At < MorningOf(to.AddDays(1))) : rows;
        return filter.Assignment is { } number ? await AboutAsync(rows, number, cancel) : rows;
    }

    private DateTimeOffset MorningOf(DateOnly day) => reference.Days.InstantAt(day, TimeSpan.Zero);

    /// <summary>What was done to the assignment itself, to its parts, and to what lay on desks for it.</summary>
    private async Task<IQueryable<AuditEntry>> AboutAsync(
        IQueryable<AuditEntry> rows,
        int number,
        CancellationToken cancel
    )
    {
        var plans = await db.Plans.Select(p => p.Id).ToListAsync(cancel);
        var assignments = await db
            .Assignments.Where(a => plans.Contains(a.PlanId) && a.Number == number)
            .Select(a => a.Id)
            .ToListAsync(cancel);
        var undertakings = await db
            .Undertakings.Where(u => assignments.Contains(u.AssignmentId))
            .Select(u => u.Id)
            .ToListAsync(cancel);
        var subjects = assignments.ConvertAll(a => $"assignment:{Opaque.Of(a)}");
        return rows.Where(e =>
            (e.AssignmentId != null && assignments.Contains(e.AssignmentId.Value))
            || (e.UndertakingId != null && undertakings.Contains(e.UndertakingId.Value))
            || subjects.Contains(e.Subject)
        );
    }
}
