using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution.Commands;

/// <summary>
/// What people do with user tasks. Whether a person is among the candidates is for the host to say, which knows groups;
/// what holds for everybody is decided here. Candidates are never lost by claiming, returning or delegating.
/// </summary>
internal static class HumanTasks
{
    public static bool Concerns(Command command) =>
        command
            is Command.CompleteTask
                or Command.ClaimTask
                or Command.UnclaimTask
                or Command.AssignTask
                or Command.DelegateTask
                or Command.ResolveTask;

    public static void Perform(Turn turn, Command command)
    {
        switch (command)
        {
            case Command.CompleteTask complete when TryOpen(turn, complete.Task, out var task):
                Complete(turn, task, complete.Variables);
                break;
            case Command.ClaimTask claim when TryOpen(turn, claim.Task, out var task):
                Claim(turn, task, claim.User);
                break;
            case Command.UnclaimTask unclaim when TryOpen(turn, unclaim.Task, out var task):
                Change(turn, task, task.Task! with { Assignee = null });
                break;
            case Command.AssignTask assign when TryOpen(turn, assign.Task, out var task):
                Change(turn, task, task.Task! with { Assignee = assign.User });
                break;
            case Command.DelegateTask delegated when TryOpen(turn, delegated.Task, out var task):
                Delegate(turn, task, delegated.User);
                break;
            case Command.ResolveTask resolve when TryOpen(turn, resolve.Task, out var task):
                Resolve(turn, task, resolve.Variables);
                break;
            default:
                break;
        }
    }

    private static bool TryOpen(Turn turn, ElementId id, out LiveElement task)
    {
        task = turn.Find(id)!;
        if (task is { WaitsFor: WaitingFor.Task, Task: not null })
        {
            return true;
        }
        turn.Refuse(new TaskIsNotOpen(id));
        return false;
    }

    private static void Complete(Turn turn, LiveElement task, ImmutableSortedDictionary<string, FeelValue> variables)
    {
        if (task.Task!.Delegation == DelegationState.Pending)
        {
            turn.Refuse(new TaskIsStillDelegated(task.Id, task.Task.Owner));
            return;
        }
        VariableScope.SetOutward(turn, task, variables);
        Listeners.Notify(turn, task, "complete");
        Lifecycle.Complete(turn, task);
    }

    private static void Claim(Turn turn, LiveElement task, string user)
    {
        switch (task.Task!.Assignee)
        {
            case null:
                Change(turn, task, task.Task with { Assignee = user });
                break;
            case var assignee when assignee == user:
                break;
            case var assignee:
                turn.Refuse(new TaskIsClaimedBySomebodyElse(task.Id, assignee));
                break;
        }
    }

    private static void Delegate(Turn turn, LiveElement task, string user) =>
        Change(
            turn,
            task,
            task.Task! with
            {
                Owner = task.Task.Owner ?? task.Task.Assignee,
                Assignee = user,
                Delegation = DelegationState.Pending,
            }
        );

    private static void Resolve(Turn turn, LiveElement task, ImmutableSortedDictionary<string, FeelValue> variables)
    {
        if (task.Task!.Delegation != DelegationState.Pending)
        {
            turn.Refuse(new TaskIsNotDelegated(task.Id));
            return;
        }
        VariableScope.SetOutward(turn, task, variables);
        Change(turn, task, task.Task with { Assignee = task.Task.Owner, Delegation = DelegationState.Resolved });
    }

    private static void Change(Turn turn, LiveElement task, TaskAttributes attributes)
    {
        if (attributes == task.Task)
        {
            return;
        }
        var facts = Facts.Of("from", task.Task!.Assignee);
        facts = attributes.Assignee is { } to ? facts.SetItem("to", to) : facts;
        var reassigned = attributes.Assignee is not null && attributes.Assignee != task.Task.Assignee;
        task.Task = attributes;
        turn.Record(HistoryEntryKind.TaskChanged, task, facts);
        turn.Emit(new Effect.ChangeTask(task.Id, attributes));
        if (reassigned)
        {
            Listeners.Notify(turn, task, "assignment");
        }
    }
}
