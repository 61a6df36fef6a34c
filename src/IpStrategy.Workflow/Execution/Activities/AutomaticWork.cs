using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Events;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution.Activities;

/// <summary>What service, send and business rule tasks have in common: how their work gets done.</summary>
internal static class AutomaticWork
{
    public static void Execute(Turn turn, LiveElement element, Implementation implementation, string? resultVariable)
    {
        switch (implementation)
        {
            case Implementation.None:
                Finish(turn, element);
                break;
            case Implementation.Evaluated evaluated:
                Evaluate(turn, element, evaluated.Expression, resultVariable);
                break;
            case Implementation.Handler handler:
                Start(turn, element, WorkKind.Handler, handler.Name);
                break;
            case Implementation.External external:
                if (TryTopic(turn, element, external, out var topic))
                {
                    Start(turn, element, WorkKind.External, topic);
                }
                break;
            default:
                throw new InvalidOperationException($"No such implementation: {implementation}");
        }
    }

    /// <summary>Without a result variable the result is dropped.</summary>
    public static void Evaluate(Turn turn, LiveElement element, FeelExpression expression, string? resultVariable)
    {
        if (!Evaluation.TryEvaluate(turn, element, element.ActivityId, expression, out var value))
        {
            return;
        }
        if (resultVariable is not null)
        {
            VariableScope.SetOutward(turn, element, resultVariable, value);
        }
        Finish(turn, element);
    }

    /// <summary>When its work is done. An event may have more of it, and throws the rest only then.</summary>
    public static void Finish(Turn turn, LiveElement element)
    {
        switch (element.Node)
        {
            case EndEvent end:
                element.WorksDone++;
                EndEventBehavior.Finish(turn, element, end);
                break;
            case IntermediateThrowEvent thrower:
                element.WorksDone++;
                IntermediateThrowEventBehavior.Finish(turn, element, thrower);
                break;
            default:
                Lifecycle.Complete(turn, element);
                break;
        }
    }

    /// <summary>Asks the host to have the work done; the element waits for it.</summary>
    public static void Start(Turn turn, LiveElement element, WorkKind kind, string name)
    {
        element.WaitsFor = WaitingFor.Work;
        turn.Emit(new Effect.StartWork(element.Id, element.ActivityId, kind, name, VariableScope.Visible(element)));
    }

    /// <summary>The same work once more, after an incident was resolved.</summary>
    public static void Restart(Turn turn, LiveElement element)
    {
        switch (ImplementationOf(element))
        {
            case Implementation.Handler handler:
                Start(turn, element, WorkKind.Handler, handler.Name);
                break;
            case Implementation.External external when TryTopic(turn, element, external, out var topic):
                Start(turn, element, WorkKind.External, topic);
                break;
            default:
                break;
        }
    }

    private static Implementation ImplementationOf(LiveElement element) =>
        element.Node switch
        {
            ServiceTask task => task.Implementation,
            SendTask task => task.Implementation,
            BusinessRuleTask task => task.Implementation,
            Event happening when Throwing.Bound(element, happening.Definitions) is { } bound => bound.Implementation,
            _ => throw new InvalidOperationException($"{element.ActivityId} has no work"),
        };

    private static bool TryTopic(Turn turn, LiveElement element, Implementation.External external, out string topic)
    {
        topic = "";
        if (!Evaluation.TryText(turn, element, element.ActivityId, external.Topic, out var found))
        {
            return false;
        }
        if (string.IsNullOrEmpty(found))
        {
            turn.Refuse(new ExpressionFailed(element.ActivityId, external.Topic.Source, "gives no topic"));
            return false;
        }
        topic = found;
        return true;
    }
}
