using System.Collections.Immutable;
using IpStrategy.Application.Audit;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Agencies;

/// <summary>A group as it stands.</summary>
public sealed record GroupView(
    string Code,
    string Name,
    ImmutableArray<string> Aliases,
    string Type,
    ImmutableArray<string> Members,
    int Version
);

/// <summary>Enters a body or a group into the directory, or changes it. Mergers and new names are reorganisations.</summary>
public sealed class SaveAgency(IpStrategyContext db, HeldTables held, AuditTrail audit, AgencyList list)
{
    /// <param name="version">The one that was seen; null = whatever it is by now.</param>
    public async Task<Outcome<AgencyView>> RunAsync(
        AgencyOrder order,
        int? version,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.AdministerAgencies) is { } forbidden)
        {
            return forbidden;
        }
        db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        await RowLocks.NameAsync(db, "agencies", cancel);
        var current = await db
            .Agencies.Where(a => a.Code == order.Code)
            .Select(a => (int?)a.Version)
            .FirstOrDefaultAsync(cancel);
        if (version is { } seen && seen != (current ?? 0))
        {
            return new AgencyHasChanged(current ?? 0);
        }
        var directory = await AgencyTables.DirectoryAsync(db, cancel);
        if (AgencyChange.Check(directory, order, await InUseAsync(db, cancel)) is { } refusal)
        {
            return refusal;
        }
        var before = directory.Find(new AgencyCode(order.Code)) is { } known ? AgencySummary.Of(known) : null;
        await AgencyTables.WriteAsync(db, AgencyChange.Apply(directory, order), cancel);
        audit.Note(new AuditNote(actor, before is null ? "create" : "change", $"agency:{order.Code}", before, order));
        await StoreAsync(transaction, cancel);
        return await list.OneAsync(order.Code, actor, cancel);
    }

    public async Task<Outcome<GroupView>> RunAsync(
        GroupOrder order,
        int? version,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.AdministerAgencies) is { } forbidden)
        {
            return forbidden;
        }
        db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        await RowLocks.NameAsync(db, "agencies", cancel);
        var row = await db.AgencyGroups.FirstOrDefaultAsync(g => g.Code == order.Code, cancel);
        if (version is { } seen && seen != (row?.Version ?? 0))
        {
            return new AgencyHasChanged(row?.Version ?? 0);
        }
        var directory = await AgencyTables.DirectoryAsync(db, cancel);
        if (AgencyChange.Check(directory, order) is { } refusal)
        {
            return refusal;
        }
        var after = AgencyChange.Apply(directory, order);
        await AgencyTables.WriteAsync(db, after, cancel);
        audit.Note(new AuditNote(actor, row is null ? "create" : "change", $"agencyGroup:{order.Code}", null, order));
        await StoreAsync(transaction, cancel);
        return await list.GroupAsync(order.Code, actor, cancel);
    }

    /// <summary>Codes that anything refers to by now.</summary>
    internal static async Task<IReadOnlySet<string>> InUseAsync(IpStrategyContext db, CancellationToken cancel)
    {
        var ofUsers = await db
            .Users.Where(u => u.AgencyCode != null)
            .Select(u => u.AgencyCode!)
            .Distinct()
            .ToListAsync(cancel);
        var ofPlans = await db.UndertakingAgencies.Select(a => a.AgencyCode).Distinct().ToListAsync(cancel);
        return ofUsers.Concat(ofPlans).ToHashSet(StringComparer.Ordinal);
    }

    private async Task StoreAsync(WriteTransaction transaction, CancellationToken cancel)
    {
        await HeldTables.TouchAsync(db, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        await held.FollowAsync(db, cancel);
    }
}
