using System.Collections.Immutable;
using System.Text.Json;
using IpStrategy.Workflow.Scenarios.Expectations;
using IpStrategy.Workflow.Scenarios.Steps;

namespace IpStrategy.Workflow.Scenarios;

/// <summary>Runs scenario files: in memory, in virtual time, the same every time.</summary>
public static class ScenarioRunner
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Runs every scenario of a file; a file that is no JSON is one scenario that failed.</summary>
    public static ImmutableArray<ScenarioResult> Run(ReadOnlyMemory<byte> json, ScenarioOptions options)
    {
        var files = new DeployedFiles(options);
        try
        {
            using var document = JsonDocument.Parse(WithoutMark(json), Lenient);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Array
                ? [.. root.EnumerateArray().Select(s => Run(Scenario.Read(s), options, files))]
                : [Run(Scenario.Read(root), options, files)];
        }
        catch (JsonException broken)
        {
            return [Run(Scenario.Broken($"not JSON: {broken.Message}"), options, files)];
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> json) =>
        json.Span is [0xEF, 0xBB, 0xBF, ..] ? json[3..] : json;

    private static ScenarioResult Run(Scenario scenario, ScenarioOptions options, DeployedFiles files)
    {
        var host = new ScenarioHost(options, files, scenario);
        if (scenario.Problem is { } problem)
        {
            return Failed(host, -1, problem);
        }
        if (DeploySteps.Deploy(host, scenario.Deploy) is { } refusal)
        {
            return Failed(host, -1, $"deploy: refused: {RefusalWords.Of(refusal)}");
        }
        for (var i = 0; i < scenario.Steps.Length; i++)
        {
            if (Guarded(host, scenario.Steps[i]) is { } difference)
            {
                return Failed(host, i, difference);
            }
            if (options.RestoreBetweenSteps)
            {
                host.Restore();
            }
        }
        return new ScenarioResult(scenario.Name, true, null, null, ScenarioHistory.Of(host.World));
    }

    private static ScenarioResult Failed(ScenarioHost host, int step, string message) =>
        new(host.Scenario.Name, false, step, message, ScenarioHistory.Of(host.World));

    // A bug fails the one scenario that shows it, at its step, and not all the others of a long run.
    private static string? Guarded(ScenarioHost host, JsonElement json)
    {
        try
        {
            return Difference(host, json);
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            return $"an error of the runner itself: {bug.GetType().Name}: {bug.Message}";
        }
    }

    private static string? Difference(ScenarioHost host, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return "a step is an object";
        }
        var step = new StepFields(json);
        var operation = step.Required("op");
        if (operation == "expect")
        {
            var difference = Expectation.Difference(host, step);
            return step.Problem ?? difference;
        }
        if (StepTable.Find(operation) is not { } act)
        {
            return step.Problem ?? $"the operation \"{operation}\" is not supported";
        }
        var refusal = host.AllOrNothing(() => act(host, step) ?? Delivery.UntilIdle(host));
        return step.Problem is { } problem ? $"{operation}: {problem}" : Judge(step, operation, refusal);
    }

    private static string? Judge(StepFields step, string operation, Refusal? refusal) =>
        (step.Flag("refused"), refusal) switch
        {
            (true, null) => $"{operation}: should have been refused, but was done",
            (false, not null) => $"{operation}: refused: {RefusalWords.Of(refusal)}",
            _ => null,
        };
}
