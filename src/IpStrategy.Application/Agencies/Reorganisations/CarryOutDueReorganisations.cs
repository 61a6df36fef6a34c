using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Agencies;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Agencies.Reorganisations;

/// <summary>Reorganisations whose day has come, one transaction each. One that cannot be carried out says so and is left as it was.</summary>
public sealed class CarryOutDueReorganisations
{
    private readonly IpStrategyContext _db;
    private readonly CarryOutReorganisation _carryOut;
    private readonly ReformParts _parts;

    internal CarryOutDueReorganisations(IpStrategyContext db, CarryOutReorganisation carryOut, ReformParts parts) =>
        (_db, _carryOut, _parts) = (db, carryOut, parts);

    /// <summary>How many were carried out, or found stuck.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var today = _parts.Today;
        var due = await _db
            .Reorganisations.Where(r => r.State == ReorganisationState.Scheduled && r.NextOn <= today)
            .OrderBy(r => r.NextOn)
            .ThenBy(r => r.Id)
            .Select(r => r.Id)
            .ToListAsync(cancel);
        foreach (var id in due)
        {
            await CarryOutAsync(id, cancel);
        }
        if (due.Count > 0)
        {
            await _parts.Held.FollowAsync(_db, cancel);
        }
        return due.Count;
    }

    private async Task CarryOutAsync(long id, CancellationToken cancel)
    {
        var refusal = await TryAsync(id, Outcomes.Goes, cancel);
        if (refusal is not null)
        {
            await TryAsync(id, new Outcomes(refusal.Code), cancel);
        }
    }

    private async Task<Refusal?> TryAsync(long id, Outcomes outcome, CancellationToken cancel)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(_db, cancel);
        await RowLocks.NameAsync(_db, "agencies", cancel);
        var stored = await _db.Reorganisations.SingleAsync(r => r.Id == id, cancel);
        if (stored.State != ReorganisationState.Scheduled)
        {
            return null;
        }
        if (outcome.Stuck is { } problem)
        {
            stored.GetStuck(problem);
            _parts.Messages.TellStuck(stored);
        }
        else if (await _carryOut.GoOnAsync(stored, Actor.Automatic, cancel) is { } refusal)
        {
            _db.ChangeTracker.Clear();
            return refusal;
        }
        var verb = outcome.Stuck is null ? "carry-out" : "get-stuck";
        var facts = new
        {
            stored.StepsDone,
            stored.NextOn,
            outcome.Stuck,
        };
        _parts.Audit.Note(new AuditNote(Actor.Automatic, verb, $"reorganisation:{Opaque.Of(id)}", null, facts));
        await _db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    private sealed record Outcomes(string? Stuck)
    {
        public static Outcomes Goes { get; } = new((string?)null);
    }
}
