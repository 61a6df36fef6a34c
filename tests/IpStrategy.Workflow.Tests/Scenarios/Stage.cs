using System.Text;
using IpStrategy.Workflow.Scenarios;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>Runs scenarios on processes written in the test itself, straight through and restored between all steps.</summary>
internal sealed class Stage
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly List<string> _handlers = [];

    public Stage With(string file, string bpmn)
    {
        _files[file] = bpmn;
        return this;
    }

    public Stage Knowing(string handler)
    {
        _handlers.Add(handler);
        return this;
    }

    /// <summary>The result, which must be the same when every state is stored and read back between steps.</summary>
    public ScenarioResult Run(string steps, string more = "")
    {
        var deploy = string.Join(", ", _files.Keys.Where(f => !f.StartsWith('-')).Select(f => $"\"{f}\""));
        var json = $$"""{ "name": "test", "deploy": [{{deploy}}], {{more}} "steps": [{{steps}}] }""";
        var straight = Run(json, restored: false);
        var restored = Run(json, restored: true);
        Assert.Equal(straight.Message, restored.Message);
        Assert.Equal(straight.FailedStep, restored.FailedStep);
        Assert.Equal(straight.History, restored.History);
        return straight;
    }

    public ScenarioResult MustPass(string steps, string more = "")
    {
        var result = Run(steps, more);
        Assert.True(result.Passed, $"step {result.FailedStep}: {result.Message}");
        return result;
    }

    public ScenarioResult MustFail(string steps, int at, string message)
    {
        var result = Run(steps);
        Assert.False(result.Passed);
        Assert.Equal(at, result.FailedStep);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
        return result;
    }

    private ScenarioResult Run(string json, bool restored) =>
        Assert.Single(
            ScenarioRunner.Run(
                Encoding.UTF8.GetBytes(json),
                new ScenarioOptions
                {
                    ReadFile = path =>
                        _files.TryGetValue(path.TrimStart('-'), out var text) || _files.TryGetValue(path, out text)
                            ? Encoding.UTF8.GetBytes(text)
                            : null,
                    Handlers = [.. _handlers],
                    RestoreBetweenSteps = restored,
                }
            )
        );
}
