using System.Collections.Immutable;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Processes;

/// <summary>An instance to be started that belongs to no assignment.</summary>
/// <param name="StartEvent">Null = the none start event.</param>
/// <param name="Position">Which of the things the start event waits for has happened; null = all of them.</param>
/// <param name="PartnerId">The instance whose message starts it.</param>
internal sealed record NewInstance(
    DefinitionId Definition,
    string? StartEvent,
    ImmutableSortedDictionary<string, FeelValue> Variables,
    string? BusinessKey = null,
    long? PartnerId = null,
    int? Position = null
);

/// <summary>Starts instances in the transaction at hand.</summary>
internal sealed class InstanceStarter(IpStrategyContext db, PostHolders holders, Ids ids)
{
    public async Task<Outcome<StoredInstance>> StartAsync(ProcessRun run, NewInstance wanted, CancellationToken cancel)
    {
        var instance = new StoredInstance(ids.Next(), wanted.Definition, null, run.Context.Now).Under(
            wanted.BusinessKey,
            wanted.PartnerId
        );
        db.Instances.Add(instance);
        run.Remember(instance);
        var start = new Command.Start(
            InstanceIds.Of(instance.Id),
            wanted.Definition,
            wanted.Variables,
            wanted.BusinessKey,
            StartEvent: wanted.StartEvent,
            Position: wanted.Position,
            Initiator: holders.Find(run.Context.Actor.UserId)?.UserName
        );
        return await run.ExecuteAsync(instance, start, cancel) is { } refusal ? refusal : instance;
    }
}
