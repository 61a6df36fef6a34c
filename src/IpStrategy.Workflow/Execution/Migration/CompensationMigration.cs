using System.Collections.Immutable;

namespace IpStrategy.Workflow.Execution.Migration;

/// <summary>
/// What can be undone goes along with the scope that remembers it, under its new name. With an activity that is gone its
/// handler is gone too; what had completed in it is then remembered around it.
/// </summary>
internal static class CompensationMigration
{
    public static ImmutableArray<CompensationRecord> Of(
        ActivityMapping mapping,
        ImmutableArray<CompensationRecord> records
    ) => [.. records.SelectMany(r => Of(mapping, r))];

    /// <summary>A scope that goes leaves what it remembers to the one around it.</summary>
    public static void Leave(ActivityMapping mapping, ElementInstance gone, Placed around)
    {
        var left = Of(mapping, gone.Compensations);
        around.Element = around.Element with
        {
            Compensations = [.. around.Element.Compensations.Concat(left).OrderBy(r => r.Number)],
        };
    }

    private static ImmutableArray<CompensationRecord> Of(ActivityMapping mapping, CompensationRecord record)
    {
        var contents = Of(mapping, record.Contents);
        return mapping.NodeFor(record.ActivityId) is { } id && mapping.Target.FindNode(id) is Definitions.Activity
            ? [record with { ActivityId = id, Contents = contents }]
            : contents;
    }
}
