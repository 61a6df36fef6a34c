using System.Collections.Immutable;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Decisions;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Scenarios;

/// <summary>
/// The files that the scenarios of one run deploy, each read and compiled once: a definition never changes, so a thousand
/// scenarios may share it.
/// </summary>
internal sealed class DeployedFiles(ScenarioOptions options)
{
    private readonly Dictionary<(string File, bool IgnoresScripts), DeployedFile?> _files = [];
    private readonly Dictionary<(ProcessDefinition Process, int Version), ProcessDefinition> _versions = [];

    /// <summary>Null when the file cannot be read at all.</summary>
    public DeployedFile? Read(string file, Scenario scenario)
    {
        var key = (file, scenario.IgnoresUnknownScripts);
        if (!_files.TryGetValue(key, out var read))
        {
            read = options.ReadFile(file) is { } bytes ? Read(file, bytes, scenario) : null;
            _files[key] = read;
        }
        return read;
    }

    public ProcessDefinition Version(ProcessDefinition process, int version)
    {
        if (!_versions.TryGetValue((process, version), out var versioned))
        {
            versioned = process.WithVersion(version);
            _versions[(process, version)] = versioned;
        }
        return versioned;
    }

    private DeployedFile Read(string file, ReadOnlyMemory<byte> bytes, Scenario scenario)
    {
        if (!DmnReader.IsDecisionFile(file))
        {
            return new DeployedFile(BpmnReader.Read(bytes, OptionsFor(file, scenario)), []);
        }
        var decisions = DmnReader.Read(bytes, OptionsFor(file, scenario));
        return new DeployedFile(new BpmnFile([], decisions.Diagnostics), [.. decisions.Decisions]);
    }

    private BpmnReadingOptions OptionsFor(string file, Scenario scenario) =>
        new()
        {
            Handlers = options.Handlers,
            IgnoreUnknownScripts = scenario.IgnoresUnknownScripts,
            Import = location => options.ReadFile(Beside(file, location)),
        };

    // Imports are named relative to the file that imports; a network address names no file.
    private static string Beside(string file, string location) =>
        file.LastIndexOf('/') is var slash and >= 0 ? $"{file[..slash]}/{location}" : location;
}

/// <summary>A file with processes, or with decisions.</summary>
internal sealed record DeployedFile(BpmnFile Processes, ImmutableArray<DecisionDefinition> Decisions);
