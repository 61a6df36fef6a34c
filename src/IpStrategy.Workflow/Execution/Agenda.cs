namespace IpStrategy.Workflow.Execution;

/// <summary>
/// Runs steps first in, first out until none is left. An element never calls the next one: it puts a step here,
/// so the stack stays flat however long a chain of automatic elements is.
/// </summary>
internal static class Agenda
{
    // How many of the last steps are looked at to name the loop that used the budget up.
    private const int NamedSteps = 64;

    public static void Run(Turn turn)
    {
        var left = turn.Surroundings.Limits.StepBudget;
        var last = new List<string>();
        do
        {
            Events.ConditionalEvents.AskAgain(turn);
            while (turn.Refusal is null && turn.TryNext(out var step))
            {
                if (left-- <= 0)
                {
                    turn.Refuse(new StepBudgetUsedUp([.. last.Distinct(StringComparer.Ordinal)]));
                    return;
                }
                if (left < NamedSteps)
                {
                    last.Add(step.Flow?.TargetId ?? step.Element.ActivityId);
                }
                Perform(turn, step);
                Events.ConditionalEvents.AskAgain(turn);
            }
        } while (turn.Refusal is null && Settling.TryGoOn(turn));
    }

    private static void Perform(Turn turn, in Step step)
    {
        if (!step.StillHolds)
        {
            return;
        }
        switch (step.Kind)
        {
            case StepKind.TakeFlow:
                step.Element.PendingFlows--;
                Flows.Arrive(turn, step.Element, step.Flow!);
                break;
            case StepKind.Enter:
                Lifecycle.Begin(turn, step.Element);
                break;
            case StepKind.EndScope when turn.Signals.Count > 0:
                turn.Defer(step);
                break;
            case StepKind.EndScope:
                Scopes.End(turn, step.Element);
                break;
            default:
                throw new InvalidOperationException($"No such step: {step.Kind}");
        }
    }
}

/// <summary>What can only be told once no token moves any more.</summary>
internal static class Settling
{
    /// <summary>True when something has been put on the agenda.</summary>
    public static bool TryGoOn(Turn turn) =>
        Events.CompensationEvents.TryGoOn(turn)
        || Gateways.InclusiveJoin.TryOpenOne(turn)
        || Gateways.ComplexGatewayBehavior.TryResetOne(turn)
        || Events.Signals.TryDeliverOne(turn)
        || turn.TryResumeDeferred();
}
