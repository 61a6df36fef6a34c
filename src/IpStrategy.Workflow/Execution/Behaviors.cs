using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Activities;
using IpStrategy.Workflow.Execution.Containers;
using IpStrategy.Workflow.Execution.Events;
using IpStrategy.Workflow.Execution.Gateways;

namespace IpStrategy.Workflow.Execution;

/// <summary>
/// What an element does once it is entered: one arm for each element of the standard. <see cref="Executability"/> keeps
/// definitions out that hold anything else, so the last arm is a bug and never a silent pass.
/// </summary>
internal static class Behaviors
{
    public static void Execute(Turn turn, LiveElement element)
    {
        switch (element.Node)
        {
            case Activity activity:
                Execute(turn, element, activity);
                break;
            case Event happening:
                Execute(turn, element, happening);
                break;
            case EventBasedGateway:
                EventBasedGatewayBehavior.Execute(turn, element);
                break;
            case ExclusiveGateway or ParallelGateway or InclusiveGateway or ComplexGateway:
                Lifecycle.Complete(turn, element);
                break;
            default:
                throw Unknown(element);
        }
    }

    private static void Execute(Turn turn, LiveElement element, Activity activity)
    {
        switch (activity)
        {
            case NoneTask or ManualTask:
                Lifecycle.Complete(turn, element);
                break;
            case UserTask task:
                UserTaskBehavior.Execute(turn, element, task);
                break;
            case ServiceTask task:
                AutomaticWork.Execute(turn, element, task.Implementation, task.ResultVariable);
                break;
            case BusinessRuleTask task:
                BusinessRuleTaskBehavior.Execute(turn, element, task);
                break;
            case SendTask task:
                SendTaskBehavior.Execute(turn, element, task);
                break;
            case ScriptTask task:
                ScriptTaskBehavior.Execute(turn, element, task);
                break;
            default:
                ExecuteWaiting(turn, element, activity);
                break;
        }
    }

    private static void ExecuteWaiting(Turn turn, LiveElement element, Activity activity)
    {
        switch (activity)
        {
            case ReceiveTask task:
                ReceiveTaskBehavior.Execute(turn, element, task);
                break;
            case CallActivity call:
                CallActivityBehavior.Execute(turn, element, call);
                break;
            case SubProcess { AdHoc: { } rules }:
                AdHocSubProcess.Execute(turn, element, rules);
                break;
            case SubProcess:
                SubProcessBehavior.Execute(turn, element);
                break;
            default:
                throw Unknown(element);
        }
    }

    private static void Execute(Turn turn, LiveElement element, Event happening)
    {
        switch (happening)
        {
            case StartEvent or BoundaryEvent:
                Lifecycle.Complete(turn, element);
                break;
            case IntermediateCatchEvent caught:
                IntermediateCatchEventBehavior.Execute(turn, element, caught);
                break;
            case IntermediateThrowEvent thrown:
                IntermediateThrowEventBehavior.Execute(turn, element, thrown);
                break;
            case EndEvent end:
                EndEventBehavior.Execute(turn, element, end);
                break;
            default:
                throw Unknown(element);
        }
    }

    private static InvalidOperationException Unknown(LiveElement element) => new($"No behaviour for {element.Node}");
}
