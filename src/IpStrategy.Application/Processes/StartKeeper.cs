using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>Keeps what starts a process by itself armed for its newest version, and for no other.</summary>
internal sealed class StartKeeper(IpStrategyContext db, ITimeZoneRules zones, Ids ids, DomainClock clock)
{
    /// <summary>In the transaction that stores the new version.</summary>
    public async Task<Refusal?> ReplaceAsync(ProcessDefinition newest, CancellationToken cancel)
    {
        var starts = ProcessStarts.Of(newest, clock.Now, zones);
        if (starts.IsRefused)
        {
            return starts.Refusal;
        }
        await db.Starts.Where(s => s.ProcessId == newest.Id.ProcessId).ExecuteDeleteAsync(cancel);
        db.Starts.AddRange(starts.Value.Select(s => RowOf(newest.Id, s)));
        return null;
    }

    private StoredStart RowOf(DefinitionId definition, ProcessStart start) =>
        start switch
        {
            ProcessStart.ByTimer { Timer: var t } timer => Row(definition, timer, StartKind.Timer, "")
                .Arm(t.DueAt, t.Anchor, t.Cycle, t.RepetitionsLeft),
            ProcessStart.ByMessage message => Row(definition, message, StartKind.Message, message.Name),
            ProcessStart.BySignal signal => Row(definition, signal, StartKind.Signal, signal.Name),
            _ => throw new InvalidOperationException("ProcessStart is a closed set."),
        };

    private StoredStart Row(DefinitionId definition, ProcessStart start, StartKind kind, string name) =>
        new(ids.Next(), definition, start.Entry.NodeId, kind, name) { Position = start.Entry.Position };
}
