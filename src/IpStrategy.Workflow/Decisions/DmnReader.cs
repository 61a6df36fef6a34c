using System.Collections.Immutable;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Decisions;

/// <summary>Reads a DMN file (1.1 to 1.5): its decisions, and everything that is wrong with it at once.</summary>
public static class DmnReader
{
    /// <summary>Whether a file by this name holds decisions rather than processes.</summary>
    public static bool IsDecisionFile(string path) => path.EndsWith(".dmn", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads one file, and through <see cref="BpmnReadingOptions.Import"/> those it imports.</summary>
    public static DecisionFile Read(ReadOnlyMemory<byte> xml, BpmnReadingOptions? options = null)
    {
        var findings = new Findings();
        var root = SourceReader.Read(xml, options ?? BpmnReadingOptions.Default, findings);
        if (root is null)
        {
            return new DecisionFile([], findings.InOrder());
        }
        if (!DmnNames.IsModel(root.Namespace) || root.Name != "definitions")
        {
            findings.Add(DecisionRules.NoDmnDefinitions, root, root.Name);
            return new DecisionFile([], findings.InOrder());
        }
        CheckIds(root, findings);
        var imports = new ImportReading(options ?? BpmnReadingOptions.Default);
        return Compile(new ModelReading(root, findings, imports, ""), root, findings);
    }

    private static DecisionFile Compile(ModelReading reading, SourceElement root, Findings findings)
    {
        var model = new DecisionModel(reading.Elements());
        var decisions = reading.Decisions.ToList();
        if (decisions.Count == 0)
        {
            findings.Add(DecisionRules.NoDecision, root);
        }
        foreach (var nameless in decisions.Where(d => d.Id is null))
        {
            findings.Add(DecisionRules.DecisionIdMissing, nameless, DmnNames.VariableOf(nameless));
        }
        // Nobody shall get hold of a decision that cannot be taken as it was drawn.
        ImmutableArray<DecisionDefinition> usable = findings.Any(d => d.PreventsExecution)
            ? []
            :
            [
                .. decisions.Select(d => new DecisionDefinition(
                    new DecisionVersion(d.Id!, 0),
                    DmnNames.VariableOf(d),
                    model
                )),
            ];
        return new DecisionFile(usable, findings.InOrder());
    }

    private static void CheckIds(SourceElement root, Findings findings)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in root.DescendantsAndSelf().Where(e => DmnNames.IsModel(e.Namespace)))
        {
            if (element.Id is { } id && !seen.Add(id))
            {
                findings.Add(DecisionRules.DmnIdDuplicate, element, id);
            }
        }
    }
}
