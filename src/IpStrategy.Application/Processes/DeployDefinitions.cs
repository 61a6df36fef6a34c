using System.Collections.Immutable;
using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Definitions;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>
/// Deploys BPMN and DMN files, all or none: a new version of each process in them, unless the newest is the same file. What starts a
/// process by itself is disarmed with the version before and armed with the new one.
/// </summary>
public sealed class DeployDefinitions
{
    private readonly IpStrategyContext _db;
    private readonly DefinitionCache _cache;
    private readonly ServiceHandlers _handlers;
    private readonly ProcessWrites _writes;
    private readonly StartKeeper _starts;
    private readonly Ids _ids;
    private readonly DomainClock _clock;
    private readonly AuditTrail _audit;

    internal DeployDefinitions(
        IpStrategyContext db,
        DefinitionCache cache,
        ServiceHandlers handlers,
        ProcessWrites writes,
        StartKeeper starts,
        Ids ids,
        DomainClock clock,
        AuditTrail audit
    )
    {
        (_db, _cache, _handlers, _writes) = (db, cache, handlers, writes);
        (_starts, _ids, _clock, _audit) = (starts, ids, clock, audit);
    }

    /// <summary>What comes with the product, at every start of it.</summary>
    public Task<Outcome<Deployment>> RunAsync(NamedFile file, CancellationToken cancel) =>
        DeployAsync([file], WriteRequest.Plain, Actor.Automatic, cancel);

    public Task<Outcome<Deployment>> RunAsync(
        ImmutableArray<NamedFile> files,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    ) =>
        RightsTable.May(actor, Operation.AdministerProcesses) is { } refusal
            ? Task.FromResult<Outcome<Deployment>>(refusal)
            : DeployAsync(files, request, actor, cancel);

    private async Task<Outcome<Deployment>> DeployAsync(
        ImmutableArray<NamedFile> files,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (files.IsEmpty)
        {
            return new FileIsMissing();
        }
        if (files.GroupBy(f => f.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return new FileIsThereTwice(twice.Key);
        }
        var read = ReadFiles.Of(files, _handlers.ReadingOptions);
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }
        var added = new List<ProcessDefinition>();
        var outcome = await _writes.RunAsync(request, actor, () => StoreAsync(read, actor, added, cancel), cancel);
        if (!outcome.IsRefused)
        {
            added.ForEach(d => _cache.Add(d, (int)Opaque.Read(outcome.Value.Id)!.Value));
        }
        return outcome;
    }

    private async Task<Outcome<Deployment>> StoreAsync(
        ReadFiles read,
        Actor actor,
        List<ProcessDefinition> added,
        CancellationToken cancel
    )
    {
        // Two hosts that deploy the same process at once would both take the next version.
        await RowLocks.NameAsync(_db, "deployment", cancel);
        var deployment = await NextNumberAsync(cancel);
        var decisions = await StoreDecisionsAsync(read, deployment, cancel);
        var deployed = new List<DeployedDefinition>();
        foreach (var (file, process) in read.Processes)
        {
            var handedIn = new DeployedFile(deployment, file.Content, DeploymentFiles.HashOf(file, read.Resources));
            var (definition, isNew) = Versioned(process, await NewestAsync(process.Id.ProcessId, cancel), handedIn);
            deployed.Add(new(definition.Id.ProcessId, definition.Id.Version, definition.Name, isNew));
            if (isNew)
            {
                added.Add(definition);
                Add(definition, handedIn, actor);
                if (await _starts.ReplaceAsync(definition, cancel) is { } refusal)
                {
                    return refusal;
                }
            }
        }
        if (added.Count > 0 || decisions.Exists(d => d.IsNew))
        {
            _db.Resources.AddRange(read.Kept.Select(f => new StoredResource(deployment, f.Name, f.Content)));
            _audit.Note(new AuditNote(actor, "deploy", $"deployment:{deployment}", null, new { deployed, decisions }));
            await HeldTables.TouchAsync(_db, cancel);
        }
        return new Deployment(Opaque.Of(deployment), deployed, decisions, read.Warnings);
    }

    private async Task<int> NextNumberAsync(CancellationToken cancel)
    {
        var ofProcesses = await _db.Definitions.MaxAsync(d => (int?)d.DeploymentId, cancel);
        var ofDecisions = await _db.Decisions.MaxAsync(d => (int?)d.DeploymentId, cancel);
        return 1 + Math.Max(ofProcesses ?? 0, ofDecisions ?? 0);
    }

    private static (ProcessDefinition Definition, bool IsNew) Versioned(
        ProcessDefinition process,
        Newest? newest,
        DeployedFile file
    ) =>
        newest?.Hash == file.Hash
            ? (process.WithVersion(newest.Version), false)
            : (process.WithVersion((newest?.Version ?? 0) + 1), true);

    private async Task<List<DeployedDecision>> StoreDecisionsAsync(
        ReadFiles read,
        int deployment,
        CancellationToken cancel
    )
    {
        var deployed = new List<DeployedDecision>();
        foreach (var (file, decision) in read.Decisions)
        {
            var handedIn = new DeployedFile(deployment, [], DeploymentFiles.HashOf(file, read.ImportedBy(file)));
            var newest = await _db
                .Decisions.Where(d => d.DecisionId == decision.Id.DecisionId)
                .OrderByDescending(d => d.Version)
                .Select(d => new Newest(d.Version, d.Hash))
                .FirstOrDefaultAsync(cancel);
            var isNew = newest?.Hash != handedIn.Hash;
            var version = isNew ? (newest?.Version ?? 0) + 1 : newest!.Version;
            deployed.Add(new DeployedDecision(decision.Id.DecisionId, version, decision.Name, isNew));
            if (isNew)
            {
                _db.Decisions.Add(
                    new StoredDecision(_ids.Next(), decision.Id.DecisionId, version, handedIn, file.Name)
                );
            }
        }
        return deployed;
    }

    private void Add(ProcessDefinition definition, DeployedFile file, Actor actor)
    {
        var stored = new StoredDefinition(_ids.Next(), definition.Id, file, _clock.Now);
        _db.Definitions.Add(stored.By(actor.UserId, actor.Name, definition.Name));
    }

    private Task<Newest?> NewestAsync(string processId, CancellationToken cancel) =>
        _db
            .Definitions.Where(d => d.ProcessId == processId)
            .OrderByDescending(d => d.Version)
            .Select(d => new Newest(d.Version, d.Hash))
            .FirstOrDefaultAsync(cancel);

    private sealed record Newest(int Version, string Hash);
}
