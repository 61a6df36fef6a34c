using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Commands;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution;

/// <summary>
/// BPMN 2.0 as one pure function: what a command makes of a process instance. It reads no clock, stores nothing and sends
/// nothing; time is a parameter, and what the host must do comes back as <see cref="Effect"/>s. Safe on any thread.
/// </summary>
public static class ProcessEngine
{
    /// <summary>
    /// Decides one command. A refusal means that nothing has happened. On the way of a timer, a continuation or a delivered
    /// message or signal a failing course is no refusal but a decision with an incident, the instance staying where it was.
    /// </summary>
    /// <param name="state">Null for <see cref="Command.Start"/>, and only for it.</param>
    /// <param name="now">The instant everything in this decision happens at; its offset is the one local times are meant in.</param>
    public static Outcome<Decision> Decide(
        DefinitionSet definitions,
        InstanceState? state,
        Command command,
        DateTimeOffset now,
        ITimeZoneRules zones,
        EngineLimits? limits = null
    )
    {
        var surroundings = new Surroundings(definitions, now, zones, limits ?? EngineLimits.Default);
        if (command is Command.Start start)
        {
            return state is null ? Starting.Decide(surroundings, start) : new InstanceExistsAlready(state.Instance);
        }
        if (state is null)
        {
            return new InstanceDoesNotExist();
        }
        return RefusalByStatus(state, command) switch
        {
            { } refusal => refusal,
            null when command is Command.Migrate migrate => Migrating.Decide(surroundings, state, migrate),
            null => Decide(surroundings, state, command),
        };
    }

    private static Outcome<Decision> Decide(Surroundings surroundings, InstanceState state, Command command)
    {
        if (surroundings.Definitions.Find(state.Definition) is not { } definition)
        {
            return new DefinitionIsUnknown(state.Definition);
        }
        var turn = new Turn(surroundings, definition, state);
        Perform(turn, command);
        Agenda.Run(turn);
        return turn.Refusal switch
        {
            null => turn.ToDecision(),
            CourseRefusal course when Incidents.Concerns(command) => Incidents.Decide(
                new Turn(surroundings, definition, state),
                command,
                course
            ),
            var refusal => refusal,
        };
    }

    private static Refusal? RefusalByStatus(InstanceState state, Command command) =>
        (state.Status, command) switch
        {
            (InstanceStatus.Active, Command.Resume) => new InstanceIsNotSuspended(),
            (InstanceStatus.Active, _) => null,
            // That a called instance was cancelled is noted, and nothing goes on.
            (InstanceStatus.Suspended, Command.Resume or Command.Cancel or Command.ChildCancelled) => null,
            (InstanceStatus.Suspended, _) => new InstanceIsSuspended(),
            var (status, _) => new InstanceHasEnded(status),
        };

    private static void Perform(Turn turn, Command command)
    {
        switch (command)
        {
            case var _ when HumanTasks.Concerns(command):
                HumanTasks.Perform(turn, command);
                break;
            case Command.CompleteWork or Command.FailWork or Command.ThrowError:
                Work.Perform(turn, command);
                break;
            case Command.FireTimer
            or Command.RunContinuation
            or Command.DeliverMessage
            or Command.DeliverSignal
            or Command.ResolveIncident:
                Happenings.Perform(turn, command);
                break;
            case Command.ChildEnded or Command.ChildFailed or Command.ChildCancelled or Command.ChildEscalated:
                Children.Perform(turn, command);
                break;
            case Command.StartAdHocActivity or Command.CompleteAdHoc:
                AdHocWork.Perform(turn, command);
                break;
            case Command.Modify modify:
                Modifying.Perform(turn, modify);
                break;
            default:
                Administration.Perform(turn, command);
                break;
        }
    }
}
