using System.Collections.Immutable;
using IpStrategy.Workflow.Decisions;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Execution.Events;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Scenarios.Steps;

/// <summary>Deploys files together: all of them, or none when one cannot run.</summary>
internal static class DeploySteps
{
    public static Refusal? Deploy(ScenarioHost host, ImmutableArray<string> files)
    {
        var processes = new List<(string File, ProcessDefinition Process)>();
        var decisions = new List<DecisionDefinition>();
        foreach (var file in files)
        {
            if (host.Files.Read(file, host.Scenario) is not { Processes: var bpmn, Decisions: var found })
            {
                return new FileCannotBeRead(file);
            }
            if (bpmn.Diagnostics.FirstOrDefault(d => d.PreventsExecution) is { } finding)
            {
                return new FileIsNotDeployable(
                    file,
                    $"{finding.Place.Line}:{finding.Place.Column} {finding.Code} {finding.Message}"
                );
            }
            processes.AddRange(bpmn.Processes.Select(p => (file, p)));
            decisions.AddRange(found);
        }
        var deployment = host.World.LastDeployment + 1;
        host.Set(host.World with { LastDeployment = deployment });
        Add(host, processes, deployment);
        Add(host, decisions, deployment);
        ArmStartTimers(host);
        return null;
    }

    /// <summary>Start timers belong to the newest versions alone; those that stay as they were keep their due time.</summary>
    public static void ArmStartTimers(ScenarioHost host)
    {
        var world = host.World;
        var newest = world.Newest.Select(d => d.Id).ToHashSet();
        var armed = world.StartTimers.Where(t => newest.Contains(t.Definition)).ToImmutableArray();
        var number = world.NextNumber;
        foreach (var (id, start) in host.Starts(d => d is EventDefinition.Timer))
        {
            var isArmed = armed.Any(t => t.Definition == id && t.Timer.ActivityId == start.NodeId);
            if (!isArmed && Plan(host, start) is { } timer)
            {
                armed = armed.Add(new StartTimer(id, timer, number++));
            }
        }
        host.Set(world with { StartTimers = armed, NextNumber = number });
    }

    private static void Add(ScenarioHost host, List<DecisionDefinition> decisions, int deployment)
    {
        foreach (var decision in decisions)
        {
            var world = host.World;
            var version = (world.Definitions.NewestDecision(decision.Id.DecisionId)?.Id.Version ?? 0) + 1;
            host.Set(world with { Definitions = world.Definitions.With(decision.WithVersion(version, deployment)) });
        }
    }

    private static void Add(ScenarioHost host, List<(string File, ProcessDefinition Process)> read, int deployment)
    {
        var world = host.World;
        foreach (var (file, process) in read)
        {
            var version = (host.NewestOf(process.Id.ProcessId)?.Id.Version ?? 0) + 1;
            var versioned = host.Files.Version(process, version);
            world = world with
            {
                Definitions = world.Definitions.With(versioned, deployment),
                Deployed = world.Deployed.Add(new Deployed(versioned.Id, deployment, file)),
            };
            host.Set(world);
        }
    }

    private static ArmedTimer? Plan(ScenarioHost host, EntryPoint start)
    {
        var world = host.World;
        var definition = (EventDefinition.Timer)start.Trigger;
        var surroundings = new Surroundings(world.Definitions, world.Now, host.Options.Zones, host.Options.Limits);
        var value = definition.Text.Evaluate(FeelScope.Of([], world.Now, host.Options.Zones)).Value;
        return TimerText.Plan(definition.Kind, value, surroundings) is { } plan
            ? new ArmedTimer(default, start.NodeId, plan.DueAt, plan.Anchor, plan.Cycle, plan.RepetitionsLeft)
            : null;
    }
}
