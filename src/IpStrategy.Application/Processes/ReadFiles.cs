using System.Collections.Immutable;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Decisions;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Application.Processes;

/// <summary>Files of one deployment, read: which processes and decisions they hold, and every finding.</summary>
internal sealed record ReadFiles(
    ImmutableArray<NamedFile> Files,
    ImmutableArray<(NamedFile File, ProcessDefinition Process)> Processes,
    ImmutableArray<(NamedFile File, DecisionDefinition Decision)> Decisions,
    ImmutableArray<(NamedFile File, BpmnDiagnostic Finding)> Findings,
    ImmutableDictionary<string, ImmutableArray<NamedFile>> Imported
)
{
    private const string NoProcess = "NO_EXECUTABLE_PROCESS";

    /// <summary>Files that hold no process: imports, and decisions.</summary>
    public ImmutableArray<NamedFile> Resources => [.. Files.Where(f => !Processes.Any(p => p.File == f))];

    /// <summary>What is kept beside the processes: each of several files may import another, and decisions live in theirs.</summary>
    public ImmutableArray<NamedFile> Kept => Files.Length > 1 || !Decisions.IsEmpty ? Files : [];

    public ImmutableArray<DeploymentFinding> Warnings =>
        [.. Findings.Where(f => !Prevents(f.Finding)).Select(f => DeploymentFinding.Of(f.File.Name, f.Finding))];

    public Refusal? Refusal
    {
        get
        {
            if (Findings.Any(f => Prevents(f.Finding)))
            {
                var all = Findings.Where(f => Prevents(f.Finding));
                return new DefinitionCannotBeRun([.. all.Select(f => DeploymentFinding.Of(f.File.Name, f.Finding))]);
            }
            var ids = Processes
                .Select(p => (Kind: "process", Id: p.Process.Id.ProcessId))
                .Concat(Decisions.Select(d => (Kind: "decision", Id: d.Decision.Id.DecisionId)));
            return ids.GroupBy(i => i).FirstOrDefault(g => g.Count() > 1) is { } twice
                ? new IdIsDefinedTwice(twice.Key.Id)
                : null;
        }
    }

    public static ReadFiles Of(ImmutableArray<NamedFile> files, BpmnReadingOptions options)
    {
        var byName = files.ToDictionary(f => f.Name, f => f.Content, StringComparer.Ordinal);
        var importing = options with { Import = DeploymentFiles.Importing(byName) };
        var decisions = files
            .Where(f => DmnReader.IsDecisionFile(f.Name))
            .Select(f => (File: f, Read: Decided(f, importing, out var imported), Imported: imported))
            .ToList();
        // What is no diagram, such as a schema, is only there to be imported.
        var diagrams = files
            .Where(f => !DmnReader.IsDecisionFile(f.Name) && (files.Length == 1 || IsDiagram(f.Name)))
            .Select(f => (File: f, Read: BpmnReader.Read(f.Content, importing)))
            .ToList();
        return new ReadFiles(
            files,
            [.. diagrams.SelectMany(d => d.Read.Processes.Select(p => (d.File, p)))],
            [.. decisions.SelectMany(d => d.Read.Decisions.Select(x => (d.File, x)))],
            [
                .. diagrams.SelectMany(d => d.Read.Diagnostics.Select(x => (d.File, x))),
                .. decisions.SelectMany(d => d.Read.Diagnostics.Select(x => (d.File, x))),
            ],
            decisions.ToImmutableDictionary(
                d => d.File.Name,
                d => files.Where(f => d.Imported.Contains(f.Name)).ToImmutableArray()
            )
        );
    }

    /// <summary>What a decision file imports of the others: it has changed when they have.</summary>
    public ImmutableArray<NamedFile> ImportedBy(NamedFile file) => Imported.GetValueOrDefault(file.Name, []);

    private static DecisionFile Decided(NamedFile file, BpmnReadingOptions options, out HashSet<string> imported)
    {
        var asked = imported = new HashSet<string>(StringComparer.Ordinal);
        return DmnReader.Read(
            file.Content,
            options with
            {
                Import = location =>
                {
                    asked.Add(DeploymentFiles.NameIn(location));
                    return options.Import?.Invoke(location);
                },
            }
        );
    }

    /// <summary>A file without a process may stand beside others: they import it.</summary>
    private bool Prevents(BpmnDiagnostic finding) =>
        finding.PreventsExecution && (finding.Code != NoProcess || (Processes.IsEmpty && Decisions.IsEmpty));

    private static bool IsDiagram(string name) =>
        name.EndsWith(".bpmn", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);
}
