using System.Collections.Immutable;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>A process that runs beside the course of an assignment: an extension, a progress report.</summary>
internal sealed record SideStart(
    string ProcessId,
    string? BusinessKey,
    ImmutableSortedDictionary<string, FeelValue> Variables
);

/// <summary>
/// Instances beside the course of an assignment. They share its lock; what suspends, resumes or ends the course does the same to them,
/// so that nothing is asked for an assignment that is not under way.
/// </summary>
internal sealed class SideInstances(IpStrategyContext db, DefinitionCache definitions, Ids ids)
{
    /// <param name="known">Told the instance's id before its first step opens.</param>
    public async Task<Refusal?> StartAsync(
        ProcessRun run,
        Undertaking undertaking,
        SideStart start,
        Action<StoredInstance> known,
        CancellationToken cancel
    )
    {
        var definition =
            await definitions.NewestAsync(db, start.ProcessId, cancel)
            ?? throw new InvalidOperationException($"The shipped process {start.ProcessId} is not deployed.");
        var instance = new StoredInstance(ids.Next(), definition.Id, undertaking.Id, run.Context.Now)
            .Beside(undertaking.InstanceId)
            .Under(start.BusinessKey);
        db.Instances.Add(instance);
        run.Remember(instance);
        run.Remember(undertaking);
        known(instance);
        var command = new Command.Start(InstanceIds.Of(instance.Id), definition.Id, start.Variables, start.BusinessKey);
        return await run.ExecuteAsync(instance, command, cancel);
    }

    /// <summary>After the course itself was suspended, resumed or ended; nothing where another instance was.</summary>
    public static async Task FollowAsync(
        ProcessRun run,
        StoredInstance course,
        Command command,
        CancellationToken cancel
    )
    {
        if (course is not { SideId: null, ParentId: null, UndertakingId: not null })
        {
            return;
        }
        var sides = await run
            .Db.Instances.Where(i => i.RootId == course.Id && i.SideId == i.Id && i.EndedAt == null)
            .OrderBy(i => i.Id)
            .Select(i => i.Id)
            .ToListAsync(cancel);
        foreach (var side in sides)
        {
            run.Enqueue(await run.InstanceAsync(side, cancel), command);
        }
    }
}
