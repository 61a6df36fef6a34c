using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <param name="Worker">As it was fetched.</param>
public sealed record WorkRequest(string Id, string Worker, WriteRequest Write);

/// <param name="RetriesLeft">Null = one fewer than before.</param>
/// <param name="RetryAfter">Null = longer after each attempt: 30 seconds, 1, 2, 4 … minutes, an hour at most.</param>
public sealed record WorkFailure(string Message, int? RetriesLeft, TimeSpan? RetryAfter);

public sealed record WorkError(string Code, string? Message, ImmutableSortedDictionary<string, FeelValue> Variables);

/// <param name="State"><c>done</c>, <c>waiting</c> to be tried again, <c>failed</c> for good, or still <c>locked</c>.</param>
public sealed record WorkResult(
    string Id,
    string State,
    DateTimeOffset? LockedUntil,
    DateTimeOffset? AvailableAt,
    int? RetriesLeft
);

/// <summary>
/// What becomes of external work: done, failed, ended with a BPMN error, or taking longer. Only the worker that has it, and only
/// while its lock lasts: after that the work may be another's, and doing it twice must not count twice.
/// </summary>
public sealed class FinishWork
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private readonly IpStrategyContext _db;
    private readonly ProcessWrites _writes;
    private readonly InstanceActs _acts;
    private readonly DomainClock _clock;

    internal FinishWork(IpStrategyContext db, ProcessWrites writes, InstanceActs acts, DomainClock clock) =>
        (_db, _writes, _acts, _clock) = (db, writes, acts, clock);

    public Task<Outcome<WorkResult>> CompleteAsync(
        WorkRequest request,
        ImmutableSortedDictionary<string, FeelValue> variables,
        Actor actor,
        CancellationToken cancel
    ) =>
        RunAsync(
            request,
            actor,
            (act, work) => EndAsync(act, work, new Command.CompleteWork(IdOf(work), variables), "done", cancel),
            cancel
        );

    public Task<Outcome<WorkResult>> ThrowErrorAsync(
        WorkRequest request,
        WorkError error,
        Actor actor,
        CancellationToken cancel
    ) =>
        RunAsync(
            request,
            actor,
            (act, work) =>
            {
                var command = new Command.ThrowError(IdOf(work), error.Code, error.Message, error.Variables);
                return EndAsync(act, work, command, "done", cancel);
            },
            cancel
        );

    public Task<Outcome<WorkResult>> FailAsync(
        WorkRequest request,
        WorkFailure failure,
        Actor actor,
        CancellationToken cancel
    ) => RunAsync(request, actor, (act, work) => FailAsync(act, work, failure, cancel), cancel);

    public Task<Outcome<WorkResult>> ExtendAsync(
        WorkRequest request,
        TimeSpan lockFor,
        Actor actor,
        CancellationToken cancel
    ) =>
        RunAsync(
            request,
            actor,
            (_, work) =>
            {
                work.Extend(_clock.RealNow + lockFor);
                _db.Update(work);
                return Task.FromResult<Outcome<WorkResult>>(View(work, "locked"));
            },
            cancel
        );

    private async Task<Outcome<WorkResult>> RunAsync(
        WorkRequest request,
        Actor actor,
        Func<InstanceAct, StoredWork, Task<Outcome<WorkResult>>> act,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.Integrate) is { } refusal)
        {
            return refusal;
        }
        if (WorkId.Read(request.Id) is not { } id)
        {
            return new WorkDoesNotExist();
        }
        return await _writes.RunAsync<WorkResult>(
            request.Write,
            actor,
            async () =>
            {
                if (await _acts.LoadAsync(id.Instance, actor, cancel) is not { } loaded)
                {
                    return new WorkDoesNotExist();
                }
                var work = await LockedAsync(id.Instance, id.Element, cancel);
                return MayFinish(work, actor, request.Worker) is { } no ? no : await act(loaded, work!);
            },
            cancel
        );
    }

    /// <summary>Untracked: the command itself may load and delete the row.</summary>
    private Task<StoredWork?> LockedAsync(long instance, long element, CancellationToken cancel) =>
        _db is PostgreSqlIpStrategyContext
            ? _db
                .ExternalWork.FromSql(
                    $"""SELECT * FROM "ExternalWork" WHERE "InstanceId" = {instance} AND "ElementId" = {element} FOR UPDATE"""
                )
                .AsNoTracking()
                .FirstOrDefaultAsync(cancel)
            : _db
                .ExternalWork.AsNoTracking()
                .FirstOrDefaultAsync(w => w.InstanceId == instance && w.ElementId == element, cancel);

    private DomainRefusal? MayFinish(StoredWork? work, Actor actor, string worker) =>
        work switch
        {
            null => new WorkIsOver(),
            { OwnerId: null } => new WorkIsNotFetched(),
            _ when work.OwnerId != actor.UserId || work.Worker != worker => new WorkIsLockedBySomebodyElse(),
            { LockedUntil: { } until } when until <= _clock.RealNow => new WorkLockHasExpired(until),
            _ => null,
        };

    private async Task<Outcome<WorkResult>> EndAsync(
        InstanceAct act,
        StoredWork work,
        Command command,
        string state,
        CancellationToken cancel
    )
    {
        if (await act.ExecuteAsync(command, cancel) is { } refusal)
        {
            return refusal;
        }
        // Where the command has cancelled the work, as an interrupting error does, its row is taken away already.
        var isGone = _db
            .ChangeTracker.Entries<StoredWork>()
            .Any(e => e.Entity.InstanceId == work.InstanceId && e.Entity.ElementId == work.ElementId);
        if (!isGone)
        {
            _db.Remove(work);
        }
        return new WorkResult(WorkId.Of(work), state, null, null, null);
    }

    private Task<Outcome<WorkResult>> FailAsync(
        InstanceAct act,
        StoredWork work,
        WorkFailure failure,
        CancellationToken cancel
    )
    {
        var left = Math.Max(0, failure.RetriesLeft ?? work.RetriesLeft - 1);
        if (left == 0)
        {
            return EndAsync(act, work, new Command.FailWork(IdOf(work), failure.Message), "failed", cancel);
        }
        work.Fail(failure.Message, left, _clock.RealNow + (failure.RetryAfter ?? PauseAfter(work.Attempts)));
        _db.Update(work);
        return Task.FromResult<Outcome<WorkResult>>(View(work, "waiting"));
    }

    private static TimeSpan PauseAfter(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, Math.Clamp(attempts - 1, 0, 12));
        return pause < LongestPause ? pause : LongestPause;
    }

    private static WorkResult View(StoredWork work, string state) =>
        new(WorkId.Of(work), state, work.LockedUntil, work.AvailableAt, work.RetriesLeft);

    private static ElementId IdOf(StoredWork work) => new(work.ElementId);
}
