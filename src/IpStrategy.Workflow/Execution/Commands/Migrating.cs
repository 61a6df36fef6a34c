using IpStrategy.Workflow.Execution.Containers;
using IpStrategy.Workflow.Execution.Events;
using IpStrategy.Workflow.Execution.Gateways;
using IpStrategy.Workflow.Execution.Migration;

namespace IpStrategy.Workflow.Execution.Commands;

/// <summary>Goes on under another definition: all that lives in the instance, or nothing of it.</summary>
internal static class Migrating
{
    public static Outcome<Decision> Decide(Surroundings surroundings, InstanceState state, Command.Migrate migrate)
    {
        if (surroundings.Definitions.Find(state.Definition) is not { } source)
        {
            return new DefinitionIsUnknown(state.Definition);
        }
        if (surroundings.Definitions.Find(migrate.Target) is not { } target)
        {
            return new DefinitionIsUnknown(migrate.Target);
        }
        if (Executability.FirstFinding(target) is { } finding)
        {
            return finding;
        }
        var plan = new TreeMigration(new ActivityMapping(source, target, migrate.Mapping), state).Run();
        if (!plan.Obstacles.IsEmpty)
        {
            return new InstanceCannotMigrate(migrate.Target, plan.Obstacles);
        }
        var turn = new Turn(surroundings, target, plan.State);
        turn.Record(HistoryEntryKind.Migrated, turn.Process, Facts.Of("from", source.Id.ToString()));
        Carry(turn, plan);
        Joins.OpenReady(turn);
        Agenda.Run(turn);
        return turn.Refusal is { } refusal ? refusal : turn.ToDecision();
    }

    private static void Carry(Turn turn, MigrationPlan plan)
    {
        foreach (var effect in plan.Released)
        {
            turn.Emit(effect);
        }
        foreach (var placed in plan.Elements)
        {
            // A condition that holds at once may have ended this one.
            if (turn.Refusal is not null || turn.Find(placed.Element.Id) is not { } element)
            {
                continue;
            }
            if (placed.Source is null)
            {
                Open(turn, element);
                continue;
            }
            if (placed.Source.ActivityId != element.ActivityId && element.Role != ElementRole.Process)
            {
                turn.Record(HistoryEntryKind.Migrated, element, Facts.Of("from", placed.Source.ActivityId));
            }
            Arm(turn, element, placed.ToArm);
        }
    }

    private static void Open(Turn turn, LiveElement scope)
    {
        turn.Record(HistoryEntryKind.Entered, scope);
        BoundaryEventBehavior.Arm(turn, scope);
        if (!scope.IsGone)
        {
            SubProcessBehavior.Open(turn, scope);
        }
    }

    private static void Arm(Turn turn, LiveElement element, List<Heard> events)
    {
        var mark = turn.Mark;
        foreach (var heard in events)
        {
            EventTriggers.Arm(turn, element, heard.ActivityId, heard.Definitions);
        }
        ConditionalEvents.TriggerSatisfied(turn, element, mark);
    }
}
