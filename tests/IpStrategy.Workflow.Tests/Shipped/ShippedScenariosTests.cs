using System.Collections.Immutable;
using System.Xml.Linq;
using IpStrategy.Workflow.Scenarios;
using IpStrategy.Workflow.Tests.Bpmn;

namespace IpStrategy.Workflow.Tests.Shipped;

/// <summary>The scenarios that ship with the processes, straight through and with every state written out and read back between steps.</summary>
public sealed class ShippedScenariosTests
{
    private static readonly string Folder = Repository.PathOf("workflows", "scenarios");

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_shipped_scenario_passes(string file) => AssertPassed(Run(file, restore: false));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_shipped_scenario_passes_with_its_state_restored_between_steps(string file) =>
        AssertPassed(Run(file, restore: true));

    [Theory]
    [MemberData(nameof(Files))]
    public void Restoring_the_state_changes_nothing_in_the_history(string file)
    {
        var straight = Run(file, restore: false).SelectMany(r => r.History);
        var restored = Run(file, restore: true).SelectMany(r => r.History);

        Assert.Equal(straight, restored);
    }

    [Fact]
    public void The_scenarios_together_take_every_flow_of_every_shipped_process()
    {
        var taken = Files
            .SelectMany(f => Run(f.Data, restore: false))
            .SelectMany(r => r.History)
            .Where(e => e.Entry == "flowTaken")
            .Select(e => e.Element)
            .ToHashSet(StringComparer.Ordinal);
        var drawn =
            from file in Directory.GetFiles(Repository.PathOf("workflows"), "*.bpmn")
            from element in XDocument.Load(file).Descendants()
            where element.Name.LocalName == "sequenceFlow"
            select (string)element.Attribute("id")!;

        Assert.All(drawn, f => Assert.Contains(f, taken));
    }

    [Fact]
    public void A_scenario_that_expects_the_wrong_thing_fails_at_its_step()
    {
        var wrong =
            """
            { "deploy": ["../sign-off.bpmn"], "steps": [
              { "op": "start", "process": "signOff", "variables": { "lead": "nw", "cosigners": [], "officeIsLead": false } },
              { "op": "expect", "tasks": ["officeCheck"] } ] }
            """u8;

        var result = Assert.Single(ScenarioRunner.Run(wrong.ToArray(), Options(restore: false)));

        Assert.False(result.Passed);
        Assert.Equal(1, result.FailedStep);
    }

    private static ImmutableArray<ScenarioResult> Run(string file, bool restore) =>
        ScenarioRunner.Run(File.ReadAllBytes(Path.Combine(Folder, file)), Options(restore));

    private static ScenarioOptions Options(bool restore) =>
        new() { ReadFile = path => File.ReadAllBytes(Path.Combine(Folder, path)), RestoreBetweenSteps = restore };

    private static void AssertPassed(ImmutableArray<ScenarioResult> results)
    {
        Assert.NotEmpty(results);
        var failed = results.Where(r => !r.Passed).Select(r => $"{r.Name}: step {r.FailedStep}: {r.Message}").ToList();
        Assert.True(failed.Count == 0, string.Join('\n', failed));
    }
}
