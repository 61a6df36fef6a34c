using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Processes;

/// <param name="Element">The element instance whose own variables are meant; null = the process instance.</param>
public sealed record VariablesOrder(long? Element, ImmutableSortedDictionary<string, FeelValue> Variables);

/// <param name="Element">The run of the ad-hoc sub-process.</param>
/// <param name="Activity">What to start in it; null = end it.</param>
public sealed record AdHocOrder(long Element, string? Activity);

/// <summary>What a process administrator does to a running instance from outside: cancel, move, suspend and resume.</summary>
public sealed class ChangeInstance
{
    private readonly InstanceActs _acts;
    private readonly HeldInstances _held;

    internal ChangeInstance(InstanceActs acts, HeldInstances held) => (_acts, _held) = (acts, held);

    public Task<Outcome<InstanceView>> CancelAsync(
        long id,
        string? reason,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    ) =>
        RunAsync(
            id,
            request,
            actor,
            async act =>
            {
                var refusal = await act.ExecuteAsync(new Command.Cancel(reason), cancel);
                // A letter held for it has to find somebody else, or be known as undeliverable.
                await _acts.ReleaseHeldAsync(act.Instance, cancel);
                return refusal;
            },
            cancel
        );

    /// <summary>All cancellations come first, then the starts; all of it or nothing.</summary>
    public Task<Outcome<InstanceView>> ModifyAsync(
        long id,
        ImmutableArray<Modification> steps,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    ) =>
        steps.IsEmpty
            ? Task.FromResult<Outcome<InstanceView>>(new ModificationIsEmpty())
            : RunAsync(id, request, actor, act => act.ExecuteAsync(new Command.Modify(steps), cancel), cancel);

    public Task<Outcome<InstanceView>> SetVariablesAsync(
        long id,
        VariablesOrder order,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    )
    {
        var scope = order.Element is { } element ? new ElementId(element) : (ElementId?)null;
        var command = new Command.SetVariables(scope, order.Variables);
        return RunAsync(id, request, actor, act => act.ExecuteAsync(command, cancel), cancel);
    }

    /// <summary>Starts an activity that an ad-hoc sub-process offers, or ends the sub-process.</summary>
    public Task<Outcome<InstanceView>> DriveAdHocAsync(
        long id,
        AdHocOrder order,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    )
    {
        var scope = new ElementId(order.Element);
        Command command = order.Activity is { } activity
            ? new Command.StartAdHocActivity(scope, activity)
            : new Command.CompleteAdHoc(scope);
        return RunAsync(id, request, actor, act => act.ExecuteAsync(command, cancel), cancel);
    }

    /// <summary>Its work items turn grey and nobody is reminded. What belongs to an assignment is the office's to suspend.</summary>
    public Task<Outcome<InstanceView>> SuspendAsync(
        long id,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    ) => RunAsync(id, request, actor, act => _held.SuspendAsync(act, cancel), cancel);

    /// <summary>Timers that have fallen due meanwhile fire now, in their order, and what was held is handed on.</summary>
    public Task<Outcome<InstanceView>> ResumeAsync(
        long id,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    ) => RunAsync(id, request, actor, act => _held.ResumeAsync(act, cancel), cancel);

    private async Task<Outcome<InstanceView>> RunAsync(
        long id,
        WriteRequest request,
        Actor actor,
        Func<InstanceAct, Task<Refusal?>> act,
        CancellationToken cancel
    ) =>
        RightsTable.May(actor, Operation.AdministerProcesses) is { } refusal
            ? refusal
            : await _acts.RunAsync(id, request, actor, act, cancel);
}
