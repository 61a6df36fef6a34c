using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Application.Processes;

/// <summary>What may have become of a command between the effect that led to it and its turn.</summary>
internal static class Consequences
{
    /// <summary>Nobody waits for it any more: something earlier in the same run has ended what it was for.</summary>
    public static bool IsMoot(InstanceState? state, Command command) =>
        command switch
        {
            Command.CompleteWork c => !Waits(state, c.Work, WaitingFor.Work),
            Command.AssignTask c => !Waits(state, c.Task, WaitingFor.Task),
            Command.ChildEnded c => !Waits(state, c.Call, WaitingFor.Child),
            Command.ChildFailed c => !Waits(state, c.Call, WaitingFor.Child),
            Command.ChildCancelled c => !Waits(state, c.Call, WaitingFor.Child),
            Command.ChildEscalated c => !Waits(state, c.Call, WaitingFor.Child),
            Command.Cancel => state is null or { HasEnded: true },
            Command.Suspend => state is not { Status: InstanceStatus.Active },
            Command.Resume => state is not { Status: InstanceStatus.Suspended },
            _ => false,
        };

    /// <summary>Nobody stands behind it who could be told that its consequences were refused.</summary>
    public static bool ComesByItself(Command command) =>
        command is Command.FireTimer or Command.RunContinuation or Command.DeliverMessage or Command.DeliverSignal;

    /// <summary>The call that has to live with it when a called process cannot start, or its end cannot be taken.</summary>
    public static (long Caller, ElementId Element)? CallBehind(StoredInstance instance, Command command) =>
        command switch
        {
            Command.Start when instance is { ParentId: { } caller, ParentCall: { } call } => (
                caller,
                new ElementId(call)
            ),
            Command.ChildEnded ended => (instance.Id, ended.Call),
            _ => null,
        };

    private static bool Waits(InstanceState? state, ElementId element, WaitingFor what) =>
        state?.Find(element)?.WaitsFor == what;
}
