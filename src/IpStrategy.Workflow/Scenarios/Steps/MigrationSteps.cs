using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Scenarios.Steps;

/// <summary>Going on under the definition of another file.</summary>
internal static class MigrationSteps
{
    public static Refusal? Migrate(ScenarioHost host, StepFields step)
    {
        var file = step.Required("toFile");
        var mapping = Command.Migrate.SameIds;
        foreach (var entry in step.Object("mapping"))
        {
            mapping = mapping.SetItem(entry.Name, entry.Value.ToString());
        }
        var instance = host.Instance(step);
        if (instance.IsRefused)
        {
            return instance.Refusal;
        }
        return Target(host, instance.Value, file) is { } target
            ? host.Send(instance.Value, new Command.Migrate(target.Id, mapping))
            : new NothingMatches($"deployed file {file}");
    }

    /// <summary>Of a file with several processes the one of the instance's own id.</summary>
    private static Deployed? Target(ScenarioHost host, Running instance, string file)
    {
        var deployed = host.World.Deployed.Where(d => d.File == file).ToList();
        var own = deployed.Where(d => d.Id.ProcessId == instance.State.Definition.ProcessId).ToList();
        return (own.Count > 0 ? own : deployed).MaxBy(d => d.Id.Version);
    }
}
