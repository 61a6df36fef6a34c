using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Activities;

namespace IpStrategy.Workflow.Execution.Migration;

/// <summary>Which element of one definition becomes which of the other: as written, else the one of the same id.</summary>
internal sealed class ActivityMapping
{
    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);

    public ActivityMapping(
        ProcessDefinition source,
        ProcessDefinition target,
        ImmutableSortedDictionary<string, string> written
    )
    {
        (Source, Target) = (source, target);
        foreach (var (from, to) in written)
        {
            _written[Loops.ActivityNamed(from)] = Loops.ActivityNamed(to);
        }
    }

    public ProcessDefinition Source { get; }
    public ProcessDefinition Target { get; }

    public bool IsWritten(string id) => _written.ContainsKey(id);

    public string? NodeFor(string id) => _written.GetValueOrDefault(id) ?? (Target.FindNode(id) is null ? null : id);

    /// <summary>The flow into a node of the target that stands for a flow of the source; null when none does.</summary>
    public string? FlowFor(string flowId, FlowNode into)
    {
        if (_written.TryGetValue(flowId, out var written))
        {
            return into.Incoming.Contains(written) ? written : null;
        }
        if (into.Incoming.Contains(flowId))
        {
            return flowId;
        }
        var from = NodeFor(Source.Flow(flowId).SourceId);
        return into.Incoming.FirstOrDefault(f => Target.Flow(f).SourceId == from);
    }

    /// <summary>Names in the mapping that mean nothing.</summary>
    public IEnumerable<MigrationObstacle> Unknown()
    {
        foreach (var (from, to) in _written)
        {
            if (Source.FindNode(from) is null && Source.FindFlow(from) is null)
            {
                yield return new MigrationObstacle(from, to, MigrationProblem.SourceIsUnknown);
            }
            else if (Target.FindNode(to) is null && Target.FindFlow(to) is null)
            {
                yield return new MigrationObstacle(from, to, MigrationProblem.TargetIsUnknown);
            }
        }
    }
}
