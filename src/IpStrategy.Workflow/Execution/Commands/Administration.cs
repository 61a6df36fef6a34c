using IpStrategy.Workflow.Execution.Containers;
using IpStrategy.Workflow.Execution.Events;

namespace IpStrategy.Workflow.Execution.Commands;

/// <summary>What is done to an instance from outside, beside its course.</summary>
internal static class Administration
{
    public static void Perform(Turn turn, Command command)
    {
        switch (command)
        {
            case Command.SetVariables set:
                SetVariables(turn, set);
                break;
            case Command.Substitute substitute:
                Substituting.Perform(turn, substitute);
                break;
            case Command.Suspend:
                turn.Status = InstanceStatus.Suspended;
                turn.Record(HistoryEntryKind.InstanceSuspended, turn.Process);
                ForEachChild(turn, call => new Effect.SuspendChild(call));
                break;
            case Command.Resume:
                turn.Status = InstanceStatus.Active;
                turn.Record(HistoryEntryKind.InstanceResumed, turn.Process);
                ForEachChild(turn, call => new Effect.ResumeChild(call));
                break;
            case Command.MoveTimer move:
                Timers.Move(turn, move.Timer, move.DueAt);
                break;
            case Command.Cancel cancel:
                ProcessScope.Cancel(turn, cancel.Reason);
                break;
            default:
                turn.Refuse(new CommandIsUnknown(command.GetType().Name));
                break;
        }
    }

    private static void SetVariables(Turn turn, Command.SetVariables set)
    {
        var scope = set.Scope is { } id ? turn.Find(id) : turn.Process;
        if (scope is null)
        {
            turn.Refuse(new ElementIsGone(set.Scope!.Value));
            return;
        }
        foreach (var (name, value) in set.Variables)
        {
            VariableScope.SetAt(turn, scope, name, value);
        }
    }

    private static void ForEachChild(Turn turn, Func<ElementId, Effect> effect)
    {
        foreach (var element in turn.Elements)
        {
            if (element.WaitsFor == WaitingFor.Child)
            {
                turn.Emit(effect(element.Id));
            }
        }
    }
}
