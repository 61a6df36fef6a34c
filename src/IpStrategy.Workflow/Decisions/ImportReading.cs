using System.Collections.Immutable;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Decisions;

/// <summary>A model that another imports, by the name its elements are qualified with (DMN 1.5, clause 6.3.3).</summary>
/// <param name="Elements">Its elements and those it imports itself, by namespace and id: <c>namespace#id</c>.</param>
/// <param name="Words">The names of its elements and of what may stand after a dot.</param>
internal sealed record ImportedModel(
    string Name,
    string Namespace,
    ImmutableDictionary<string, Requirable> Elements,
    TypeReading Types,
    ImmutableArray<string> Words
);

/// <summary>Reads the decision files that a file imports, each once, through what the host gives; never over a network.</summary>
internal sealed class ImportReading(BpmnReadingOptions options)
{
    // Null while it is being read, so that files that import each other come to an end, and when it cannot be used.
    private readonly Dictionary<string, ImportedModel?> _read = new(StringComparer.Ordinal);

    /// <summary>The models a file imports. What cannot be read is a warning: only a reference into it refuses the file.</summary>
    public ImmutableArray<ImportedModel> Of(SourceElement root, Findings findings)
    {
        var models = ImmutableArray.CreateBuilder<ImportedModel>();
        foreach (var import in root.Parts("import"))
        {
            if (Model(import) is { } model)
            {
                models.Add(model with { Name = import.Attribute("name")?.Trim() ?? "" });
            }
            else
            {
                findings.Add(DecisionRules.DmnImportUnsupported, import, import.Attribute("namespace") ?? "");
            }
        }

        return models.ToImmutable();
    }

    private ImportedModel? Model(SourceElement import)
    {
        if (import.Attribute("locationURI") is not { Length: > 0 } location || options.Import is null)
        {
            return null;
        }
        if (!_read.TryGetValue(location, out var model))
        {
            _read[location] = null;
            _read[location] = model = options.Import(location) is { } file ? Model(file) : null;
        }
        return model?.Namespace == import.Attribute("namespace") ? model : null;
    }

    private ImportedModel? Model(ReadOnlyMemory<byte> file)
    {
        var findings = new Findings();
        var root = SourceReader.Read(file, options, findings);
        if (
            root is null
            || !DmnNames.IsModel(root.Namespace)
            || root.Attribute("namespace") is not { Length: > 0 } space
        )
        {
            return null;
        }
        var reading = new ModelReading(root, findings, this, space + "#");
        var elements = reading.Elements();
        return findings.Any(finding => finding.PreventsExecution)
            ? null
            : new ImportedModel("", space, elements, reading.Types, reading.Words);
    }
}
