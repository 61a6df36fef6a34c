using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Definitions;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>The file cannot be run; every finding is listed with its place.</summary>
public sealed record DefinitionCannotBeRun(ImmutableArray<BpmnDiagnostic> Findings) : Refusal;

/// <summary>Deploys a BPMN file: a new version of each process in it, unless the newest is the same file.</summary>
public sealed class DeployDefinitions(
    IpStrategyContext db,
    DefinitionCache cache,
    ServiceHandlers handlers,
    Ids ids,
    DomainClock clock
)
{
    public async Task<Outcome<IReadOnlyList<DefinitionId>>> RunAsync(byte[] file, CancellationToken cancel)
    {
        var read = BpmnReader.Read(file, handlers.ReadingOptions);
        if (!read.IsDeployable)
        {
            return new DefinitionCannotBeRun([.. read.Diagnostics.Where(d => d.PreventsExecution)]);
        }
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        var hash = Convert.ToHexString(SHA256.HashData(file));
        var deployed = new List<ProcessDefinition>();
        foreach (var process in read.Processes)
        {
            deployed.Add(await StoreAsync(process, Encoding.UTF8.GetString(file), hash, cancel));
        }
        if (db.ChangeTracker.HasChanges())
        {
            await HeldTables.TouchAsync(db, cancel);
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        deployed.ForEach(cache.Add);
        return deployed.ConvertAll(d => d.Id);
    }

    private async Task<ProcessDefinition> StoreAsync(
        ProcessDefinition process,
        string xml,
        string hash,
        CancellationToken cancel
    )
    {
        var newest = await db
            .Definitions.Where(d => d.ProcessId == process.Id.ProcessId)
            .OrderByDescending(d => d.Version)
            .Select(d => new { d.Version, d.Hash })
            .FirstOrDefaultAsync(cancel);
        if (newest?.Hash == hash)
        {
            return process.WithVersion(newest.Version);
        }
        var version = (newest?.Version ?? 0) + 1;
        var definition = process.WithVersion(version);
        db.Definitions.Add(new StoredDefinition(ids.Next(), definition.Id, xml, hash, clock.Now));
        return definition;
    }
}
