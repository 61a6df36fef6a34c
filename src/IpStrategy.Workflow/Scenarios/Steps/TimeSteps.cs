using System.Collections.Immutable;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Execution.Events;

namespace IpStrategy.Workflow.Scenarios.Steps;

/// <summary>The clock, and what falls due as it moves.</summary>
internal static class TimeSteps
{
    public static Refusal? SetClock(ScenarioHost host, StepFields step)
    {
        if (step.Instant("at") is not { } at)
        {
            step.Complain("\"at\" is missing");
            return null;
        }
        host.Set(host.World with { Now = at, StartTimers = [] });
        DeploySteps.ArmStartTimers(host);
        return null;
    }

    public static Refusal? Advance(ScenarioHost host, StepFields step)
    {
        if (TargetOf(host, step) is not { } target)
        {
            step.Complain("\"duration\" (ISO 8601) or \"seconds\" is missing or cannot be read");
            return null;
        }
        return FireUntil(host, target) ?? Arrive(host, target);
    }

    /// <summary>Fires what is due now, such as what a suspended instance has missed.</summary>
    public static Refusal? FireOverdue(ScenarioHost host) => FireUntil(host, host.World.Now);

    /// <summary>Continuations until none is left, in the order in which they arose.</summary>
    public static Refusal? RunJobs(ScenarioHost host)
    {
        // One that is refused stays, and would be found again and again.
        var stuck = new HashSet<LocalId>();
        while (host.World.Continuations().FirstOrDefault(c => !stuck.Contains(IdOf(c))) is { } next)
        {
            var refusal = host.Send(next.Instance, new Command.RunContinuation(next.Element.Id));
            if (refusal is not null)
            {
                stuck.Add(IdOf(next));
            }
            if (Delivery.UntilIdle(host) is { } endless)
            {
                return endless;
            }
        }
        return null;
    }

    public static Refusal? FireTimer(ScenarioHost host, StepFields step)
    {
        var activity = step.Required("activity");
        var open = host
            .World.Timers()
            .Where(t => t.Timer.ActivityId == activity && host.Means(step, t.Instance))
            .ToList();
        var starts = step.Text("instance") is null
            ? host.World.StartTimers.Where(t => t.Timer.ActivityId == activity).ToList()
            : [];
        return (open, starts) switch
        {
            ([], []) => new NothingMatches($"open timer {activity}"),
            ([var only], []) => host.Send(only.Instance, new Command.FireTimer(only.Timer.Id)),
            ([], [var only]) => StartByTimer(host, only),
            _ => new SeveralMatch($"open timers {activity}"),
        };
    }

    private static LocalId IdOf(Found found) => new(found.Instance.Id, found.Element.Id.Value);

    private static DateTimeOffset? TargetOf(ScenarioHost host, StepFields step)
    {
        if (step.Text("duration") is { } duration)
        {
            return IsoDuration.Parse(duration)?.After(host.World.Now);
        }
        return step.Find("seconds") is { ValueKind: System.Text.Json.JsonValueKind.Number } seconds
            ? host.World.Now.AddTicks((long)(seconds.GetDecimal() * TimeSpan.TicksPerSecond))
            : null;
    }

    private static Refusal? Arrive(ScenarioHost host, DateTimeOffset target)
    {
        host.Set(host.World with { Now = target });
        return null;
    }

    private static Refusal? FireUntil(ScenarioHost host, DateTimeOffset target)
    {
        var stuck = ImmutableHashSet<LocalId>.Empty;
        while (true)
        {
            if (RunJobs(host) is { } endless)
            {
                return endless;
            }
            if (Next(host, target, stuck) is not { } next)
            {
                return null;
            }
            // What fell due while nobody could fire it fires now, not in the past.
            var at = next.At > host.World.Now ? next.At.ToOffset(host.World.Now.Offset) : host.World.Now;
            host.Set(host.World with { Now = at });
            if (next.Fire() is not null)
            {
                stuck = stuck.Add(next.Id);
            }
            if (Delivery.UntilIdle(host) is { } refusal)
            {
                return refusal;
            }
        }
    }

    private static Due? Next(ScenarioHost host, DateTimeOffset target, ImmutableHashSet<LocalId> stuck)
    {
        var ofInstances = host
            .World.Timers()
            .Where(t => t.Instance.IsActive && !t.Timer.HasFailed)
            .Select(t => new Due(
                t.Timer.DueAt,
                t.Number,
                new LocalId(t.Instance.Id, t.Timer.Id.Value),
                () => host.Send(host.World.Instances[t.Instance.Id], new Command.FireTimer(t.Timer.Id))
            ));
        var ofDefinitions = host.World.StartTimers.Select(t => new Due(
            t.Timer.DueAt,
            t.Number,
            new LocalId("", t.Number),
            () => StartByTimer(host, t)
        ));
        return ofInstances
            .Concat(ofDefinitions)
            .Where(d => d.At <= target && !stuck.Contains(d.Id))
            .OrderBy(d => d.At)
            .ThenBy(d => d.Number)
            .FirstOrDefault();
    }

    private static Refusal? StartByTimer(ScenarioHost host, StartTimer timer)
    {
        var world = host.World;
        var rest = world.StartTimers.Remove(timer);
        if (TimerText.Next(timer.Timer, world.Now) is { } plan)
        {
            var next = timer.Timer with { DueAt = plan.DueAt, RepetitionsLeft = plan.RepetitionsLeft };
            rest = rest.Add(new StartTimer(timer.Definition, next, world.NextNumber));
        }
        host.Set(world with { StartTimers = rest, NextNumber = world.NextNumber + 1 });
        var start = new Command.Start(
            Dispatcher.NewInstance(world),
            timer.Definition,
            Command.NoVariables,
            StartEvent: timer.Timer.ActivityId,
            Position: host.Starts(d => d is Definitions.EventDefinition.Timer)
                .Where(s => s.Definition == timer.Definition && s.Entry.NodeId == timer.Timer.ActivityId)
                .Select(s => (int?)s.Entry.Position)
                .FirstOrDefault()
        );
        return host.Start(start, name: null);
    }

    private sealed record Due(DateTimeOffset At, long Number, LocalId Id, Func<Refusal?> Fire);
}
