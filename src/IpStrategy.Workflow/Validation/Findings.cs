using System.Collections.Immutable;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Definitions;

namespace IpStrategy.Workflow.Validation;

/// <summary>Gathers every finding of one file.</summary>
internal sealed class Findings
{
    private readonly List<BpmnDiagnostic> _found = [];
    private readonly HashSet<(string Code, SourcePlace Place, string Facts)> _seen = [];

    public void Add(Rule rule, SourceElement at, params string[] facts) => Add(rule, at, at.Place, facts);

    /// <summary>A finding at a place inside an element; the element's id, or the nearest around it, names it.</summary>
    public void Add(Rule rule, SourceElement at, SourcePlace place, params string[] facts)
    {
        var id = at.Id ?? at.Ancestors().FirstOrDefault(a => a.Id is not null)?.Id;
        Add(IsDrawnOnly(at) ? rule.InDrawing() : rule, place, id, facts);
    }

    public void Add(Rule rule, SourcePlace place, string? elementId, params string[] facts)
    {
        if (!_seen.Add((rule.Code, place, string.Join('\n', facts))))
        {
            return;
        }
        var diagnostic = new BpmnDiagnostic(
            rule.Severity,
            rule.Code,
            rule.Message(facts),
            place,
            elementId,
            rule.BreaksStandard,
            rule.PreventsExecution
        );
        _found.Add(diagnostic with { Arguments = [.. facts] });
    }

    public ImmutableArray<BpmnDiagnostic> InOrder() =>
        [.. _found.OrderBy(d => d.Place.Line).ThenBy(d => d.Place.Column).ThenBy(d => d.Code, StringComparer.Ordinal)];

    public bool Any(Func<BpmnDiagnostic, bool> condition) => _found.Exists(d => condition(d));

    // A process that is declared not executable is a drawing, and so are a choreography and a diagram: nothing in them can keep
    // the rest from running.
    private static bool IsDrawnOnly(SourceElement at) =>
        at.Namespace is BpmnNames.Diagram or BpmnNames.DiagramInterchange or BpmnNames.DiagramCommon
        || at.Ancestors().Prepend(at).FirstOrDefault(e => e.IsBpmn && e.Name is "process" or "choreography") switch
        {
            { Name: "process" } process => process.Attribute("isExecutable") is "false" or "0",
            { } => true,
            null => false,
        };
}
