using System.Text.Json;
using IpStrategy.Application.Jobs;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Audit;

/// <summary>
/// Hashes the whole record anew: the chain over all streams, every entry in it, every stream from end to end, the history that entries
/// vouch for, and the anchors that were kept outside. Reads one state of the database while commands go on; changes nothing.
/// </summary>
public sealed class VerifyAudit
{
    private readonly IpStrategyContext _db;
    private readonly AuditSettings _settings;
    private readonly PersistenceSettings _storage;
    private readonly Wake _wake;

    internal VerifyAudit(IpStrategyContext db, AuditSettings settings, PersistenceSettings storage, Wake wake) =>
        (_db, _settings, _storage, _wake) = (db, settings, storage, wake);

    /// <param name="anchors">Lines of a file of anchors; null = the installation's own, where there is one.</param>
    public async Task<AuditVerification> RunAsync(IReadOnlyList<string>? anchors, CancellationToken cancel)
    {
        var findings = new Findings();
        var lines = anchors ?? await OwnAnchorsAsync(cancel);
        await using (await ReadSnapshot.BeginAsync(_db, cancel))
        {
            await new ChainCheck(_db, findings).RunAsync(cancel);
            await new StreamCheck(_db, findings).RunAsync(cancel);
            await new HistoryCheck(_db, findings).RunAsync(cancel);
            await new AnchorCheck(_db, findings).RunAsync(lines, cancel);
        }
        return findings.Result;
    }

    /// <summary>As the audit administrator asks for it, whose page shows what was found last.</summary>
    public async Task<Outcome<AuditVerification>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (RightsTable.May(actor, Operation.ReadAudit) is { } refusal)
        {
            return refusal;
        }
        var verification = await RunAsync((IReadOnlyList<string>?)null, cancel);
        await RememberAsync(verification, cancel);
        return verification;
    }

    public async Task RememberAsync(AuditVerification found, CancellationToken cancel)
    {
        var last = new LastVerification(_wake.RealNow, found.IsSound, found.Entries, found.Damages);
        _db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(_db, cancel);
        var text = JsonSerializer.Serialize(last, JsonSerializerOptions.Web);
        await AuditState.PutAsync(_db, AuditState.VerificationName, text, cancel);
        await _db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task<IReadOnlyList<string>> OwnAnchorsAsync(CancellationToken cancel)
    {
        var file = Anchor.FileIn(_settings, _storage);
        return File.Exists(file) ? await File.ReadAllLinesAsync(file, cancel) : [];
    }
}
