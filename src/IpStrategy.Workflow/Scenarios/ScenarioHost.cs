using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Scenarios;

/// <summary>The little host a scenario runs in: one world at a time, and what changes it.</summary>
internal sealed class ScenarioHost(ScenarioOptions options, DeployedFiles files, Scenario scenario)
{
    public const string DefaultName = "p1";

    public ScenarioOptions Options { get; } = options;
    public DeployedFiles Files { get; } = files;
    public Scenario Scenario { get; } = scenario;
    public World World { get; private set; } = new(scenario.Clock);

    public void Set(World world) => World = world;

    public Refusal? Send(Running instance, Command command) =>
        Take(new Dispatcher(Options, World).Send(instance.Id, command));

    public Refusal? Start(Command.Start start, string? name, string? partner = null) =>
        Take(new Dispatcher(Options, World).Start(start, name, partner));

    /// <summary>All of it or nothing.</summary>
    public Refusal? AllOrNothing(Func<Refusal?> act)
    {
        var before = World;
        var refusal = act();
        if (refusal is not null)
        {
            World = before;
        }
        return refusal;
    }

    /// <summary>Each in turn; the first that is refused stops.</summary>
    public static Refusal? Each<T>(IEnumerable<T> items, Func<T, Refusal?> act)
    {
        foreach (var item in items)
        {
            if (act(item) is { } refusal)
            {
                return refusal;
            }
        }
        return null;
    }

    /// <summary>The instance a step names; else p1, or where a scenario has named none so, the oldest it has named.</summary>
    public Outcome<Running> Instance(StepFields step)
    {
        var name = step.Text("instance");
        var found = name is null
            ? World.Named(DefaultName) ?? World.InOrder.FirstOrDefault(i => i.Name is not null)
            : World.Named(name);
        return found is not null ? found : new NothingMatches($"instance {name ?? DefaultName}");
    }

    /// <summary>Whether a step that may name an instance means this one.</summary>
    public bool Means(StepFields step, Running instance) =>
        step.Text("instance") is not { } name || World.Named(name) is { } named && named.Id == instance.Id;

    /// <summary>What would be stored is written out and read back.</summary>
    public void Restore()
    {
        var restored = World.Instances.Select(i =>
            KeyValuePair.Create(i.Key, i.Value with { State = StateRestoring.Restored(i.Value.State) })
        );
        World = World with { Instances = World.Instances.SetItems(restored) };
    }

    public Deployed? NewestOf(string process) => World.Newest.FirstOrDefault(d => d.Id.ProcessId == process);

    /// <summary>What starts the newest versions and satisfies a condition, with the process it starts.</summary>
    public IEnumerable<(DefinitionId Definition, EntryPoint Entry)> Starts(Func<EventDefinition, bool> wanted) =>
        World
            .Newest.Select(d => World.Definitions.Find(d.Id)!)
            .SelectMany(d => d.EntryPoints.Select(e => (d.Id, Entry: e)))
            .Where(s => wanted(s.Entry.Trigger));

    private Refusal? Take(Outcome<World> outcome)
    {
        if (!outcome.IsRefused)
        {
            World = outcome.Value;
        }
        return outcome.Refusal;
    }
}
