using IpStrategy.Application.Extensions;
using IpStrategy.Application.Reports;
using IpStrategy.Domain.Extensions;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>
/// What becomes of an extension or a report when its process ends: an extension that nobody decided is moot, a report signed off or,
/// with the assignment, cancelled.
/// </summary>
internal sealed class SideEnds(IpStrategyContext db)
{
    public async Task EndedAsync(
        ProcessRun run,
        StoredInstance instance,
        InstanceStatus status,
        CancellationToken cancel
    )
    {
        if (await ReportSteps.OfAsync(db, instance.Id, cancel) is { } report)
        {
            if (status == InstanceStatus.Completed)
            {
                report.SignOff(run.Context.Now);
            }
            else
            {
                report.Cancel();
            }
            return;
        }
        var extension = await db.Extensions.FirstOrDefaultAsync(e => e.InstanceId == instance.Id, cancel);
        if (extension is { State: ExtensionState.Pending })
        {
            extension.Settle(ExtensionState.Moot, null);
            var undertaking = await run.UndertakingOfAsync(instance, cancel);
            await ExtensionLights.TurnBackAsync(db, extension, undertaking!, cancel);
        }
    }
}
