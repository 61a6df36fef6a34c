using System.Text.Json;
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

/// <summary>
/// 机构改革: previewed, then carried out in one transaction, or not at all. Steps whose day is still to come wait for it; on that day
/// the work is worked out anew, because it has gone on meanwhile.
/// </summary>
public sealed class CarryOutReorganisation
{
    private readonly IpStrategyContext _db;
    private readonly ReformWork _work;
    private readonly ProcessWrites _writes;
    private readonly ReformParts _parts;

    internal CarryOutReorganisation(IpStrategyContext db, ReformWork work, ProcessWrites writes, ReformParts parts) =>
        (_db, _work, _writes, _parts) = (db, work, writes, parts);

    /// <summary>What would happen, step days to come included; nothing does.</summary>
    public async Task<Outcome<ReorganisationPreview>> PreviewAsync(
        ReorganisationDocument document,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.AdministerAgencies) is { } refusal)
        {
            return refusal;
        }
        _db.ChangeTracker.Clear();
        var succession = await SuccessionAsync(document, cancel);
        if (succession.IsRefused)
        {
            return succession.Refusal!;
        }
        var worked = await _work.WorkOutAsync(document, succession.Value, cancel);
        return worked.IsRefused ? worked.Refusal! : await WriteAsync(worked.Value, cancel);
    }

    /// <param name="mark">Of the preview that was seen; null = whatever it may be by now.</param>
    public async Task<Outcome<ReorganisationView>> RunAsync(
        ReorganisationDocument document,
        string? mark,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.AdministerAgencies) is { } refusal)
        {
            return refusal;
        }
        var outcome = await _writes.RunAsync(request, actor, () => OrderAsync(document, mark, actor, cancel), cancel);
        await _parts.Held.FollowAsync(_db, cancel);
        return outcome;
    }

    /// <summary>Carries out the next day's steps of a reorganisation that waits, in the transaction at hand.</summary>
    internal async Task<Refusal?> GoOnAsync(StoredReorganisation stored, Actor actor, CancellationToken cancel)
    {
        var document = JsonSerializer.Deserialize<ReorganisationDocument>(stored.Document)!;
        var order = ReorganisationDocuments.Read(document);
        if (order.IsRefused)
        {
            return order.Refusal;
        }
        var steps = order.Value.Reorganisation.Steps;
        var due = order.Value.Reorganisation.DueOn(_parts.Today).Skip(stored.StepsDone).ToList();
        var results = JsonSerializer.Deserialize<List<ReorganisationPreview>>(stored.Results)!;
        if (due.Count > 0)
        {
            var worked = await _work.LockAndWorkOutAsync(document, due, cancel);
            if (worked.IsRefused)
            {
                return worked.Refusal;
            }
            var result = await WriteAsync(worked.Value, cancel);
            results.Add(result);
            if (await _work.CarryOutAsync(worked.Value, actor, cancel) is { } refusal)
            {
                return refusal;
            }
            await _parts.Messages.TellAsync(stored, worked.Value, result, cancel);
        }
        var done = stored.StepsDone + due.Count;
        var next = done < steps.Length ? steps[done].EffectiveOn : (DateOnly?)null;
        stored.Advance(done, next, JsonSerializer.Serialize(results), _parts.Clock.Now);
        return null;
    }

    private async Task<Outcome<ReorganisationView>> OrderAsync(
        ReorganisationDocument document,
        string? mark,
        Actor actor,
        CancellationToken cancel
    )
    {
        await RowLocks.NameAsync(_db, "agencies", cancel);
        if (await StaleAsync(document, mark, cancel) is { } refusal)
        {
            return refusal;
        }
        var stored = new StoredReorganisation(
            _parts.Ids.Next(),
            document.Title.Trim(),
            document.LegalBasis.Trim(),
            JsonSerializer.Serialize(document)
        ).OrderedBy(actor.UserId, actor.Name, _parts.Clock.Now);
        _db.Reorganisations.Add(stored);
        if (await GoOnAsync(stored, actor, cancel) is { } stuck)
        {
            return stuck;
        }
        _parts.Audit.Note(new AuditNote(actor, "order", $"reorganisation:{Opaque.Of(stored.Id)}", null, document));
        return ReorganisationView.Of(stored);
    }

    /// <summary>The whole of it is worked out once more, as the preview did.</summary>
    private async Task<Refusal?> StaleAsync(ReorganisationDocument document, string? mark, CancellationToken cancel)
    {
        var succession = await SuccessionAsync(document, cancel);
        if (succession.IsRefused)
        {
            return succession.Refusal;
        }
        var worked = await _work.LockAndWorkOutAsync(document, succession.Value.Steps, cancel);
        return worked.IsRefused ? worked.Refusal
            : mark is not null && PreviewWriter.MarkOf(worked.Value) != mark ? new ReorganisationPreviewIsOld()
            : null;
    }

    private async Task<Outcome<Succession>> SuccessionAsync(ReorganisationDocument document, CancellationToken cancel)
    {
        var order = ReorganisationDocuments.Read(document);
        return order.IsRefused
            ? order.Refusal!
            : Succession.Of(await AgencyTables.DirectoryAsync(_db, cancel), order.Value.Reorganisation);
    }

    private async Task<ReorganisationPreview> WriteAsync(WorkedOut work, CancellationToken cancel)
    {
        var peopled = await _db
            .Users.Where(u => !u.IsDisabled && u.AgencyCode != null)
            .Select(u => u.AgencyCode!)
            .Distinct()
            .ToListAsync(cancel);
        var waiting = work.Succession.Steps.Where(s => s.EffectiveOn > _parts.Today).ToList();
        return new PreviewWriter(work, peopled.ToHashSet(StringComparer.Ordinal)).Write(
            waiting.Count > 0 ? waiting[0].EffectiveOn : null
        );
    }
}

/// <summary>What carrying out needs of the house.</summary>
internal sealed record ReformParts(
    Ids Ids,
    DomainClock Clock,
    ReferenceTables Reference,
    HeldTables Held,
    AuditTrail Audit,
    ReformMessages Messages
)
{
    public DateOnly Today => Reference.Days.DateAt(Clock.Now);
}
