using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Extensions;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Extensions;

/// <summary>状态灯: grey while an extension is pending, on everything whose date it concerns.</summary>
internal static class ExtensionLights
{
    public static Task TurnGreyAsync(
        IpStrategyContext db,
        Extension extension,
        Undertaking undertaking,
        DateTimeOffset now,
        CancellationToken cancel
    ) => SetAsync(db, extension, undertaking, now, cancel);

    public static Task TurnBackAsync(
        IpStrategyContext db,
        Extension extension,
        Undertaking undertaking,
        CancellationToken cancel
    ) => SetAsync(db, extension, undertaking, null, cancel);

    /// <summary>Open steps whose date is that of the undertaking; none or one, as the course is drawn.</summary>
    public static async Task<List<WorkItem>> StepsWithItsDateAsync(
        IpStrategyContext db,
        Undertaking undertaking,
        CancellationToken cancel
    )
    {
        var open = await db
            .WorkItems.Where(w => w.UndertakingId == undertaking.Id && w.State == WorkItemState.Open)
            .ToListAsync(cancel);
        return [.. open.Where(ExtensionRules.ConcernsWholeUndertaking)];
    }

    private static async Task SetAsync(
        IpStrategyContext db,
        Extension extension,
        Undertaking undertaking,
        DateTimeOffset? at,
        CancellationToken cancel
    )
    {
        if (extension.WorkItemId is { } id)
        {
            (await db.WorkItems.SingleAsync(w => w.Id == id, cancel)).AskExtension(at);
            return;
        }
        undertaking.AskExtension(at);
        foreach (var step in await StepsWithItsDateAsync(db, undertaking, cancel))
        {
            step.AskExtension(at);
        }
        var assignment = await RowLocks.AssignmentAsync(db, undertaking.AssignmentId, cancel);
        if (assignment.UndertakingCount == 1)
        {
            // One of sixteen that asks does not make the assignment as a whole wait.
            assignment.AskExtension(at);
        }
    }
}
