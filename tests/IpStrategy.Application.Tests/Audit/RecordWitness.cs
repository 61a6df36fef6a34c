using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Persistence.Audit;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Persistence.Reminders;
using IpStrategy.Persistence.Workflow;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IpStrategy.Application.Tests.Audit;

/// <summary>
/// Looks at every transaction of an office: one that changes somebody's business and puts nothing on record is remembered, with what it
/// changed. A use case that forgets its note is found by whatever test carries it out under this eye.
/// </summary>
internal sealed partial class RecordWitness : ISaveChangesInterceptor, IDbTransactionInterceptor, IDbCommandInterceptor
{
    // What no person does: the engine's own rows, messages and their reminders, tokens, marks of what was seen, counts of tries.
    private static readonly HashSet<string> Machinery =
    [
        nameof(StoredInstance),
        nameof(StoredHistory),
        nameof(StoredTimer),
        nameof(StoredSubscription),
        nameof(StoredContinuation),
        nameof(StoredIncident),
        nameof(StoredWork),
        nameof(StoredDelivery),
        nameof(InboxMessage),
        nameof(OutboxMessage),
        nameof(IdempotencyKey),
        nameof(ReminderSchedule),
        nameof(Domain.Approvals.WorkItemCandidate),
        nameof(AuditEntry),
        nameof(AuditStream),
        nameof(AuditUnsealed),
        nameof(AuditSegment),
        nameof(ApiToken),
        "Setting",
        "ProcessStart",
        "ReportSchedule",
    ];

    private readonly ConcurrentDictionary<DbContextId, Unit> _units = new();
    private readonly ConcurrentQueue<string> _silent = new();
    private int _spoken;

    /// <summary>What was changed without a word.</summary>
    public IReadOnlyCollection<string> Silent => _silent;

    /// <summary>How many transactions changed something and said so: none would mean that nothing was looked at.</summary>
    public int Spoken => _spoken;

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        var unit = UnitOf(eventData.Context!);
        foreach (var entry in eventData.Context!.ChangeTracker.Entries().Where(e => e.State != EntityState.Unchanged))
        {
            var name = entry.Metadata.ClrType.Name;
            unit.HasEntry |= entry is { Entity: AuditEntry, State: EntityState.Added };
            if (!Machinery.Contains(name))
            {
                var columns = entry.Properties.Where(p => p.IsModified).Select(p => p.Metadata.Name);
                unit.Changed.Add($"{entry.State} {name} {string.Join(' ', columns)}".Trim());
            }
        }
        return new(result);
    }

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is { } context && Write().Match(command.CommandText) is { Success: true } write)
        {
            UnitOf(context).Changed.Add(write.Value);
        }
        return new(result);
    }

    public ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    )
    {
        _units[eventData.Context!.ContextId] = new Unit();
        return new(result);
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (_units.TryRemove(eventData.Context!.ContextId, out var unit) && unit.Changed.Count > 0)
        {
            if (unit.HasEntry)
            {
                Interlocked.Increment(ref _spoken);
            }
            else
            {
                _silent.Enqueue(string.Join("; ", unit.Changed.Distinct()));
            }
        }
        return Task.CompletedTask;
    }

    private Unit UnitOf(DbContext context) => _units.GetOrAdd(context.ContextId, _ => new Unit());

    // Statements that the unit of work does not know of, about what is somebody's business.
    [GeneratedRegex(
        """(UPDATE|DELETE FROM|INSERT INTO) "(AspNetUsers|SecondFactors|RecoveryCodes|WorkItems|Undertakings|Assignments|Plans|Notices|Agencies|AgencyGroups|Proxies|Holidays|Attachments|Deliverables|Indicators|IndicatorValues)"[^;]*"""
    )]
    private static partial Regex Write();

    private sealed class Unit
    {
        public List<string> Changed { get; } = [];
        public bool HasEntry { get; set; }
    }
}
