using IpStrategy.Application.Extensions;
using IpStrategy.Domain.Extensions;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>What becomes of an extension when its process ends: one that nobody decided is moot.</summary>
internal sealed class SideEnds(IpStrategyContext db)
{
    public async Task EndedAsync(ProcessRun run, StoredInstance instance, CancellationToken cancel)
    {
        var extension = await db.Extensions.FirstOrDefaultAsync(e => e.InstanceId == instance.Id, cancel);
        if (extension is { State: ExtensionState.Pending })
        {
            extension.Settle(ExtensionState.Moot, null);
            var undertaking = await run.UndertakingOfAsync(instance, cancel);
            await ExtensionLights.TurnBackAsync(db, extension, undertaking!, cancel);
        }
    }
}
