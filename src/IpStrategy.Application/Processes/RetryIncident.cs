using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <summary>Does again what failed, after somebody has seen to the cause; refused as a whole when it fails again.</summary>
public sealed class RetryIncident
{
    private readonly IpStrategyContext _db;
    private readonly ProcessWrites _writes;
    private readonly InstanceActs _acts;

    internal RetryIncident(IpStrategyContext db, ProcessWrites writes, InstanceActs acts) =>
        (_db, _writes, _acts) = (db, writes, acts);

    public async Task<Outcome<IncidentView>> RunAsync(
        long id,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    ) =>
        RightsTable.May(actor, Operation.AdministerProcesses) is { } refusal
            ? refusal
            : await _writes.RunAsync(request, actor, () => RetryAsync(id, actor, cancel), cancel);

    private async Task<Outcome<IncidentView>> RetryAsync(long id, Actor actor, CancellationToken cancel)
    {
        var instance = await _db
            .Incidents.Where(i => i.Id == id)
            .Select(i => (long?)i.InstanceId)
            .FirstOrDefaultAsync(cancel);
        if (instance is not { } of || await _acts.LoadAsync(of, actor, cancel) is not { } act)
        {
            return new IncidentDoesNotExist();
        }
        var incident = await _db.Incidents.SingleAsync(i => i.Id == id, cancel);
        if (incident.ClosedAt is not null)
        {
            return new IncidentIsClosed();
        }
        var command = new Command.ResolveIncident(new ElementId(incident.ElementId));
        if (await act.ExecuteAsync(command, cancel) is { } refusal)
        {
            return refusal;
        }
        return IncidentView.Of(incident);
    }
}
