using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Migration;

/// <summary>Whether a token at one element can go on at another one as if it had always been there.</summary>
internal static class Compatibility
{
    public static MigrationProblem? Problem(ElementInstance element, FlowNode from, FlowNode to)
    {
        if (from.ElementType != to.ElementType)
        {
            return MigrationProblem.IsOfAnotherKind;
        }
        return element.WaitsFor switch
        {
            WaitingFor.Entry when !to.AsyncBefore && element.LoopIndex is null => MigrationProblem.IsNotAsynchronous,
            WaitingFor.Exit when !to.AsyncAfter && element.LoopIndex is null => MigrationProblem.IsNotAsynchronous,
            WaitingFor.Work when !HaveTheSameWork(from, to) => MigrationProblem.IsOfAnotherKind,
            WaitingFor.Event when !WaitForTheSame(from, to) => MigrationProblem.IsOfAnotherKind,
            _ => null,
        };
    }

    /// <summary>A loop goes on as a loop of its kind only; null where nothing is repeated.</summary>
    public static bool LoopAlike(FlowNode from, FlowNode to) =>
        ((from as Activity)?.Loop, (to as Activity)?.Loop) switch
        {
            (LoopCharacteristics.Standard, LoopCharacteristics.Standard) => true,
            (LoopCharacteristics.MultiInstance one, LoopCharacteristics.MultiInstance other) => one.IsSequential
                == other.IsSequential,
            _ => false,
        };

    private static bool HaveTheSameWork(FlowNode from, FlowNode to) => WorkOf(from)?.GetType() == WorkOf(to)?.GetType();

    private static Implementation? WorkOf(FlowNode node) =>
        node switch
        {
            ServiceTask task => task.Implementation,
            SendTask task => task.Implementation,
            BusinessRuleTask task => task.Implementation,
            _ => null,
        };

    private static bool WaitForTheSame(FlowNode from, FlowNode to) =>
        (from, to) switch
        {
            (Event one, Event other) => Kinds(one).SequenceEqual(Kinds(other), StringComparer.Ordinal),
            (ReceiveTask one, ReceiveTask other) => one.Message is null == other.Message is null,
            _ => true,
        };

    private static IEnumerable<string> Kinds(Event node) =>
        node.Definitions.Select(d => d.GetType().Name).Order(StringComparer.Ordinal);
}
