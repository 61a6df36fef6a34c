using System.Collections.Frozen;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Audit;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Persistence.Reminders;
using IpStrategy.Persistence.Workflow;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace IpStrategy.Application.Audit;

/// <summary>
/// What an act changes, read off the unit of work before it is stored: rows of people's business with the columns that change, as
/// they were and as they will be. Whatever a use case writes is on record so, without its saying it again.
/// </summary>
internal sealed class ChangedRows
{
    // What carries the engine and the messages; the engine's part of the record is history.
    private static readonly FrozenSet<Type> Machinery = new[]
    {
        typeof(StoredInstance),
        typeof(StoredHistory),
        typeof(StoredTimer),
        typeof(StoredSubscription),
        typeof(StoredContinuation),
        typeof(StoredIncident),
        typeof(StoredWork),
        typeof(StoredDelivery),
        typeof(InboxMessage),
        typeof(OutboxMessage),
        typeof(IdempotencyKey),
        typeof(ReminderSchedule),
        typeof(WorkItemCandidate),
        typeof(AuditEntry),
        typeof(AuditStream),
        typeof(AuditUnsealed),
        typeof(AuditSegment),
    }.ToFrozenSet();

    private readonly SortedDictionary<string, object?> _before = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, object?> _after = new(StringComparer.Ordinal);

    /// <summary>By row, then by column; null where there is nothing.</summary>
    public object? Before => _before.Count == 0 ? null : _before;

    public IReadOnlyDictionary<string, object?> After => _after;

    public List<object> Added { get; } = [];

    /// <summary>Changes must have been detected.</summary>
    public static ChangedRows Of(IpStrategyContext db)
    {
        var rows = new ChangedRows();
        var detects = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State != EntityState.Unchanged && !Machinery.Contains(entry.Metadata.ClrType))
            {
                rows.Add(entry);
            }
        }
        db.ChangeTracker.AutoDetectChangesEnabled = detects;
        return rows;
    }

    private void Add(EntityEntry entry)
    {
        var name = NameOf(entry);
        if (entry.State == EntityState.Added)
        {
            Added.Add(entry.Entity);
        }
        switch (entry)
        {
            case { State: EntityState.Added, Entity: WorkItem opened }:
                // The rest of it is its assignment's.
                _after[name] = new
                {
                    opened.Step,
                    opened.Body,
                    opened.DueOn,
                };
                return;
            case { State: EntityState.Added }:
                _after[name] = Values(entry, _ => true, p => p.CurrentValue);
                return;
            case { State: EntityState.Deleted }:
                _before[name] = Values(entry, _ => true, p => p.OriginalValue);
                return;
            case { State: EntityState.Modified }:
                _before[name] = Values(entry, p => p.IsModified, p => p.OriginalValue);
                _after[name] = Values(entry, p => p.IsModified, p => p.CurrentValue);
                return;
            default:
                return;
        }
    }

    private static SortedDictionary<string, object?> Values(
        EntityEntry entry,
        Func<PropertyEntry, bool> isWanted,
        Func<PropertyEntry, object?> valueOf
    )
    {
        var values = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in entry.Properties)
        {
            if (!property.Metadata.IsPrimaryKey() && property.Metadata.ClrType != typeof(byte[]) && isWanted(property))
            {
                values[Camel(property.Metadata.Name)] = valueOf(property);
            }
        }
        return values;
    }

    private static string NameOf(EntityEntry entry)
    {
        var keys = entry.Metadata.FindPrimaryKey()!.Properties.Select(p => entry.Property(p).CurrentValue);
        return $"{Camel(entry.Metadata.ClrType.Name)}:{string.Join('/', keys)}";
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
