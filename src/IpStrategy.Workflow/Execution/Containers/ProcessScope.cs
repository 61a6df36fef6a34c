using IpStrategy.Workflow.Execution.Events;

namespace IpStrategy.Workflow.Execution.Containers;

/// <summary>The process instance as the outermost scope: how it ends.</summary>
internal static class ProcessScope
{
    public static void Complete(Turn turn) => End(turn, InstanceStatus.Completed, why: null);

    public static void Fail(Turn turn, ThrownError error) => End(turn, InstanceStatus.Failed, error);

    public static void Cancel(Turn turn, string? reason) =>
        End(turn, InstanceStatus.Cancelled, reason is null ? null : new ThrownError(Code: null, reason));

    private static void End(Turn turn, InstanceStatus status, ThrownError? why)
    {
        var process = turn.Process;
        Scopes.Clear(turn, process);
        Lifecycle.Release(turn, process, TaskClosing.Cancelled);
        process.Remove();
        turn.DropAgenda();
        turn.Status = status;
        var facts = Facts.Of("code", why?.Code);
        facts = why?.Message is { } message ? facts.SetItem("reason", message) : facts;
        turn.Record(KindOf(status), process, facts);
        turn.Emit(new Effect.EndInstance(status, why?.Code, why?.Message, process.Variables));
    }

    private static HistoryEntryKind KindOf(InstanceStatus status) =>
        status switch
        {
            InstanceStatus.Completed => HistoryEntryKind.InstanceCompleted,
            InstanceStatus.Failed => HistoryEntryKind.InstanceFailed,
            _ => HistoryEntryKind.InstanceCancelled,
        };
}
