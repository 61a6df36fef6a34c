using IpStrategy.Application.Approvals;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Extensions;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans;

/// <summary>An undertaking with the run that goes on in its tree.</summary>
internal sealed record CourseAct(Undertaking Undertaking, ProcessRun Run);

/// <summary>
/// What acts on an assignment have in common that belong to no work item: the undertaking that is the caller's, its tree locked
/// before anything of it is read.
/// </summary>
internal sealed class CourseActs(IpStrategyContext db, ProcessWrites writes, InstanceStore store, ProcessRuns runs)
{
    public Task<Outcome<T>> RunAsync<T>(
        long assignmentId,
        WriteRequest request,
        Actor actor,
        Func<CourseAct, Task<Outcome<T>>> act,
        CancellationToken cancel
    )
        where T : class =>
        writes.RunAsync(
            request,
            actor,
            async () =>
                await LoadAsync(assignmentId, actor, cancel) is { } loaded
                    ? await act(loaded)
                    : new AssignmentDoesNotExist(),
            cancel
        );

    /// <summary>The one the caller's own body leads, else any he may see; null where there is none.</summary>
    private async Task<CourseAct?> LoadAsync(long assignmentId, Actor actor, CancellationToken cancel)
    {
        var body = Visibility.BodyOf(actor);
        var found = await Visibility
            .Undertakings(db, actor)
            .Where(u => u.AssignmentId == assignmentId)
            .OrderByDescending(u => u.LeadCode == body)
            .ThenBy(u => u.Id)
            .Select(u => new { u.Id, u.InstanceId })
            .FirstOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }
        await store.LockTreeAsync(found.InstanceId, cancel);
        var undertaking = await db.Undertakings.SingleAsync(u => u.Id == found.Id, cancel);
        var run = runs.Begin(actor);
        run.Remember(undertaking);
        return new CourseAct(undertaking, run);
    }
}
