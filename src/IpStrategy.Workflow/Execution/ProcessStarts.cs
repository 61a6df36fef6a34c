using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Events;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution;

/// <summary>
/// Something that starts instances of a process by itself, as long as the process is the newest of its id. The host keeps them
/// armed from deployment to deployment and starts with <see cref="Command.Start"/>, its start event and position.
/// </summary>
public abstract record ProcessStart(EntryPoint Entry)
{
    /// <param name="Timer">Numbered 0: it belongs to no instance.</param>
    public sealed record ByTimer(EntryPoint Entry, ArmedTimer Timer) : ProcessStart(Entry);

    /// <param name="Name">Empty where the event names no message: only a message flow leads there.</param>
    public sealed record ByMessage(EntryPoint Entry, string Name) : ProcessStart(Entry);

    public sealed record BySignal(EntryPoint Entry, string Name) : ProcessStart(Entry);
}

/// <summary>BPMN 2.0.2 §10.5.2: what starts a process, seen from outside before there is an instance.</summary>
public static class ProcessStarts
{
    /// <summary>All of them in document order, timers planned from now on. Refused when one cannot be evaluated without an instance.</summary>
    public static Outcome<IReadOnlyList<ProcessStart>> Of(
        ProcessDefinition process,
        DateTimeOffset now,
        ITimeZoneRules zones
    )
    {
        var surroundings = new Surroundings(DefinitionSet.Empty, now, zones, EngineLimits.Default);
        var starts = new List<ProcessStart>();
        foreach (var entry in process.EntryPoints)
        {
            var start = Of(entry, surroundings);
            if (start is { IsRefused: true })
            {
                return start.Value.Refusal!;
            }
            if (start is { } found)
            {
                starts.Add(found.Value);
            }
        }
        return starts;
    }

    /// <summary>When a start timer that has fired falls due again; null when it does not.</summary>
    public static ArmedTimer? Next(ArmedTimer fired, DateTimeOffset now) =>
        TimerText.Next(fired, now) is { } plan
            ? fired with
            {
                DueAt = plan.DueAt,
                RepetitionsLeft = plan.RepetitionsLeft,
            }
            : null;

    /// <summary>Null for what does not start a process from outside.</summary>
    private static Outcome<ProcessStart>? Of(EntryPoint entry, Surroundings surroundings) =>
        entry.Trigger switch
        {
            EventDefinition.Message message => (Outcome<ProcessStart>)
                new ProcessStart.ByMessage(entry, message.Reference?.Name ?? ""),
            EventDefinition.Signal signal => Named(entry, signal.Name, surroundings),
            EventDefinition.Timer timer => Planned(entry, timer, surroundings),
            _ => default(Outcome<ProcessStart>?),
        };

    private static Outcome<ProcessStart> Named(EntryPoint entry, FeelExpression name, Surroundings surroundings)
    {
        var result = name.Evaluate(FeelScope.Of([], surroundings.Now, surroundings.Zones));
        return result.Value is FeelValue.Text { Value.Length: > 0 } text
            ? new ProcessStart.BySignal(entry, text.Value)
            : new ExpressionFailed(entry.NodeId, name.Source, result.Error ?? "gives no signal name");
    }

    private static Outcome<ProcessStart> Planned(
        EntryPoint entry,
        EventDefinition.Timer timer,
        Surroundings surroundings
    )
    {
        var value = timer.Text.Evaluate(FeelScope.Of([], surroundings.Now, surroundings.Zones)).Value;
        return TimerText.Plan(timer.Kind, value, surroundings) is { } plan
            ? new ProcessStart.ByTimer(
                entry,
                new ArmedTimer(default, entry.NodeId, plan.DueAt, plan.Anchor, plan.Cycle, plan.RepetitionsLeft)
            )
            : new TimerTextIsNotUnderstood(
                entry.NodeId,
                value.ToString(),
                $"is not a {timer.Kind} of ISO 8601 or cron"
            );
    }
}
