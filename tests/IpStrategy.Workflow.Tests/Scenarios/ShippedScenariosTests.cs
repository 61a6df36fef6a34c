using IpStrategy.Workflow.Scenarios;
using IpStrategy.Workflow.Tests.Bpmn;

namespace IpStrategy.Workflow.Tests.Scenarios;

public sealed class ShippedScenariosTests
{
    private static readonly string Folder = Repository.PathOf("workflows", "scenarios");

    public static TheoryData<string, bool> Files
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var file in Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal))
            {
                data.Add(Path.GetFileName(file), false);
                data.Add(Path.GetFileName(file), true);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_shipped_scenario_passes_straight_through_and_restored_between_steps(string file, bool restored)
    {
        var results = ScenarioRunner.Run(
            File.ReadAllBytes(Path.Combine(Folder, file)),
            new ScenarioOptions
            {
                ReadFile = path => File.ReadAllBytes(Path.Combine(Folder, path)),
                RestoreBetweenSteps = restored,
            }
        );

        Assert.NotEmpty(results);
        Assert.All(results, r => Assert.True(r.Passed, $"{r.Name} at {r.FailedStep}: {r.Message}"));
    }

    [Fact]
    public void Scenarios_are_shipped() => Assert.True(Files.Count >= 18);
}
