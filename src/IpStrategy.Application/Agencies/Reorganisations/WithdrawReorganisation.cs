using IpStrategy.Application.Audit;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Agencies.Reorganisations;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Agencies;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Agencies.Reorganisations;

/// <summary>撤回机构改革: steps that wait for their day, or could not be taken on it, are called off. Steps already taken stay.</summary>
public sealed class WithdrawReorganisation
{
    private readonly IpStrategyContext _db;
    private readonly ProcessWrites _writes;
    private readonly AuditTrail _audit;

    internal WithdrawReorganisation(IpStrategyContext db, ProcessWrites writes, AuditTrail audit) =>
        (_db, _writes, _audit) = (db, writes, audit);

    /// <param name="reason">Needed: it stands in the record.</param>
    public async Task<Outcome<ReorganisationView>> RunAsync(
        long id,
        string? reason,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    ) =>
        RightsTable.May(actor, Operation.AdministerAgencies) is { } refusal
            ? refusal
            : await _writes.RunAsync(request, actor, () => WithdrawAsync(id, reason, actor, cancel), cancel);

    private async Task<Outcome<ReorganisationView>> WithdrawAsync(
        long id,
        string? reason,
        Actor actor,
        CancellationToken cancel
    )
    {
        // The day may come at this moment: carrying out takes the same lock.
        await RowLocks.NameAsync(_db, "agencies", cancel);
        var stored = await _db.Reorganisations.FirstOrDefaultAsync(r => r.Id == id, cancel);
        if (stored is null)
        {
            return new ReorganisationDoesNotExist();
        }
        if (stored.State is ReorganisationState.CarriedOut)
        {
            return new ReorganisationIsCarriedOut();
        }
        if (stored.State is ReorganisationState.Withdrawn)
        {
            return new ReorganisationIsWithdrawn();
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            return new WithdrawalNeedsReason();
        }
        var before = FactsOf(stored, null);
        stored.Withdraw();
        var subject = $"reorganisation:{Opaque.Of(id)}";
        _audit.Note(new AuditNote(actor, "withdraw", subject, before, FactsOf(stored, reason.Trim())));
        return ReorganisationView.Of(stored);
    }

    private static object FactsOf(StoredReorganisation stored, string? reason) =>
        new
        {
            state = Words.Of(stored.State),
            stored.StepsDone,
            stored.NextOn,
            stored.Problem,
            reason,
        };
}
