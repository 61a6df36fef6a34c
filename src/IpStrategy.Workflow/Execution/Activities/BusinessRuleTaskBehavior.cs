using IpStrategy.Workflow.Decisions;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Execution.Activities;

/// <summary>
/// BPMN 2.0.2 §13.3.3: takes a decision and hands its result to the process. A decision whose hit policy is violated, or that
/// gives no value for another reason, fails as an expression does.
/// </summary>
internal static class BusinessRuleTaskBehavior
{
    public static void Execute(Turn turn, LiveElement element, BusinessRuleTask task)
    {
        if (task.Implementation is not Implementation.Decision decision)
        {
            AutomaticWork.Execute(turn, element, task.Implementation, task.ResultVariable);
            return;
        }
        if (!Evaluation.TryText(turn, element, task.Id, decision.Reference, out var name))
        {
            return;
        }
        if (Find(turn, decision, name ?? "") is not { } found)
        {
            turn.Refuse(new DecisionIsUnknown(task.Id, name ?? "", decision.Version));
            return;
        }
        var result = found.Evaluate(new ElementScope(turn, element));
        var value = result.Mapped(decision.Mapping);
        if ((result.Error ?? (value as Expressions.FeelValue.NullValue)?.Reason) is { } reason)
        {
            turn.Refuse(new DecisionFailed(task.Id, found.Id.DecisionId, reason));
            return;
        }
        if (task.ResultVariable is { } variable)
        {
            VariableScope.SetOutward(turn, element, variable, value);
        }
        Lifecycle.Complete(turn, element);
    }

    private static DecisionDefinition? Find(Turn turn, Implementation.Decision decision, string name)
    {
        var definitions = turn.Surroundings.Definitions;
        return decision switch
        {
            { Version: { } version } => definitions.Find(new DecisionVersion(name, version)),
            { SameDeployment: true } => definitions.DecisionBeside(turn.Definition.Id, name),
            _ => definitions.NewestDecision(name),
        };
    }
}
