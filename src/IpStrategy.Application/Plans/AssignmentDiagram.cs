using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Serialization;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans;

/// <param name="Xml">The BPMN file as deployed, with its diagram part.</param>
/// <param name="Current">Ids of the elements where it stands now.</param>
/// <param name="Done">Ids of the elements that were completed at least once.</param>
public sealed record DiagramView(
    string ProcessId,
    int Version,
    string Xml,
    ImmutableArray<string> Current,
    ImmutableArray<string> Done
);

/// <param name="Main">The process of the undertaking itself.</param>
/// <param name="Called">The processes it called, the newest of each.</param>
public sealed record AssignmentDiagramView(
    string UndertakingId,
    string LeadName,
    DiagramView Main,
    ImmutableArray<DiagramView> Called
);

/// <summary>The diagrams of one undertaking of an assignment, with where it stands.</summary>
public sealed class AssignmentDiagram(IpStrategyContext db)
{
    /// <param name="undertakingId">Null = the first one the caller may see.</param>
    /// <returns>Null where there is none the caller may see.</returns>
    public async Task<AssignmentDiagramView?> RunAsync(
        long assignmentId,
        long? undertakingId,
        Actor actor,
        CancellationToken cancel
    )
    {
        var undertaking = await Visibility
            .Undertakings(db, actor)
            .AsNoTracking()
            .Where(u => u.AssignmentId == assignmentId && (undertakingId == null || u.Id == undertakingId))
            .OrderBy(u => u.Id)
            .FirstOrDefaultAsync(cancel);
        if (undertaking is null)
        {
            return null;
        }
        var instances = await db
            .Instances.AsNoTracking()
            .Where(i => i.RootId == undertaking.InstanceId)
            .OrderBy(i => i.Id)
            .ToListAsync(cancel);
        var newest = instances.GroupBy(i => i.ProcessId).Select(g => g.Last()).ToList();
        var diagrams = new List<DiagramView>();
        foreach (var instance in newest.OrderByDescending(i => i.Id == undertaking.InstanceId).ThenBy(i => i.Id))
        {
            diagrams.Add(await ViewAsync(instance, cancel));
        }
        return new(Opaque.Of(undertaking.Id), undertaking.LeadName, diagrams[0], [.. diagrams.Skip(1)]);
    }

    private async Task<DiagramView> ViewAsync(StoredInstance instance, CancellationToken cancel)
    {
        var xml = await db
            .Definitions.Where(d => d.ProcessId == instance.ProcessId && d.Version == instance.DefinitionVersion)
            .Select(d => d.Xml)
            .SingleAsync(cancel);
        var done = await db
            .History.Where(h =>
                h.InstanceId == instance.Id && h.Kind == HistoryEntryKind.Completed && h.ElementId != null
            )
            .Select(h => h.ActivityId)
            .Distinct()
            .ToListAsync(cancel);
        var current = Standing(StateSerializer.Read(instance.State));
        return new(
            instance.ProcessId,
            instance.DefinitionVersion,
            BpmnReader.TextOf(xml),
            current,
            [.. done.Except(current).Order(StringComparer.Ordinal)]
        );
    }

    /// <summary>Where tokens wait, and the calls whose process is under way.</summary>
    private static ImmutableArray<string> Standing(InstanceState state) =>
        [
            .. state
                .Elements.Where(e => e.WaitsFor is not (WaitingFor.Nothing or WaitingFor.Contents))
                .Select(e => e.ActivityId)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
}
