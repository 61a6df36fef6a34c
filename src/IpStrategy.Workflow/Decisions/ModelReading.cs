using System.Collections.Immutable;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Expressions.Nodes;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Decisions;

/// <summary>The requirements graph of a file: decisions, inputs, business knowledge models and decision services (DMN 1.5, clause 6.3).</summary>
internal sealed class ModelReading
{
    private static readonly string[] Kinds = ["inputData", "businessKnowledgeModel", "decisionService", "decision"];

    private readonly Findings _findings;
    private readonly LogicReading _logic;
    private readonly NameScope _names;
    private readonly string _prefix;
    private readonly string _namespace;
    private readonly ImmutableArray<ImportedModel> _imports;
    private readonly Dictionary<string, SourceElement> _elements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _taken = new(StringComparer.Ordinal);

    /// <param name="prefix">What stands before the ids of the file, so that those of several files can be told apart.</param>
    public ModelReading(SourceElement root, Findings findings, ImportReading imports, string prefix)
    {
        _findings = findings;
        _prefix = prefix;
        _namespace = root.Attribute("namespace") ?? "";
        _imports = imports.Of(root, findings);
        Types = new TypeReading(root, findings, _imports);
        _logic = new LogicReading(findings, Types, root.Attribute("expressionLanguage"));
        foreach (var element in Kinds.SelectMany(root.Parts))
        {
            _elements.TryAdd(prefix + IdOf(element), element);
        }
        var names = _elements.Values.Select(DmnNames.VariableOf).ToList();
        var members = Members(root).Concat(_imports.SelectMany(i => i.Words)).ToList();
        Words = [.. names, .. members];
        _names = new NameScope(names.Concat(_imports.Select(i => i.Name)), members);
    }

    public TypeReading Types { get; }

    /// <summary>The names in the file that another which imports it may write after a dot.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>The ids of the decisions, in document order.</summary>
    public IEnumerable<SourceElement> Decisions => _elements.Values.Where(e => e.Name == "decision");

    /// <summary>The elements of the file and of all it imports, by id.</summary>
    public ImmutableDictionary<string, Requirable> Elements()
    {
        var read = _elements.ToImmutableDictionary(e => e.Key, e => Read(e.Key, e.Value), StringComparer.Ordinal);
        RequirementCycles.Check(_findings, read, _elements);
        var imports = _imports
            .Where(i => _taken.ContainsKey(IdOf(i)))
            .Select(i => new Requirable.Import(IdOf(i), i.Name, i.Namespace, [.. _taken[IdOf(i)]]));
        return read.SetItems(_imports.SelectMany(i => i.Elements))
            .SetItems(imports.Select(i => KeyValuePair.Create<string, Requirable>(i.Id, i)));
    }

    /// <summary>The id of an element; only a decision must have one, for it is what others refer to.</summary>
    public static string IdOf(SourceElement element) =>
        element.Id ?? $"{element.Name}@{element.Place.Line}:{element.Place.Column}";

    private Requirable Read(string id, SourceElement element)
    {
        var name = DmnNames.VariableOf(element);
        if (string.IsNullOrWhiteSpace(element.Attribute("name")))
        {
            _findings.Add(DecisionRules.DecisionNameMissing, element, element.Name);
        }
        return element.Name switch
        {
            "inputData" => new Requirable.Input(id, name, Types.Of(element.Part("variable"))),
            "decisionService" => new Requirable.Bundle(
                id,
                name,
                [.. References(element, "inputData"), .. References(element, "inputDecision")],
                [.. References(element, "outputDecision")]
            ),
            "businessKnowledgeModel" => new Requirable.Knowledge(id, name, Requirements(element), Function(element)),
            _ => new Requirable.Decision(id, name, Requirements(element), Logic(element, name)),
        };
    }

    private Node Function(SourceElement knowledge)
    {
        if (knowledge.Part("encapsulatedLogic") is { } logic)
        {
            return _logic.Function(logic, NamesIn(knowledge));
        }
        _findings.Add(DecisionRules.DecisionLogicMissing, knowledge, IdOf(knowledge));
        return new ConstantNode(FeelValue.Null);
    }

    private Node Logic(SourceElement decision, string name)
    {
        if (DmnNames.LogicOf(decision) is null)
        {
            _findings.Add(DecisionRules.DecisionLogicMissing, decision, IdOf(decision));
            return new ConstantNode(FeelValue.Null);
        }
        var logic = _logic.Inside(decision, NamesIn(decision));
        var type = Types.Of(decision.Part("variable"));
        return type == FeelType.Anything ? logic : new TypedNode(logic, type, name);
    }

    // The names of outputs stand for the values of required tables, too.
    private NameScope NamesIn(SourceElement element) =>
        _names.With(
            References(element.Parts("informationRequirement"), "requiredDecision")
                .Where(_elements.ContainsKey)
                .Select(id => _elements[id])
                .SelectMany(required => required.Part("decisionTable")?.Parts("output") ?? [])
                .Select(output => output.Attribute("name") ?? "")
                .Where(name => name.Length > 0)
        );

    private ImmutableArray<string> Requirements(SourceElement element) =>
        [
            .. References(element.Parts("informationRequirement"), "requiredDecision")
                .Concat(References(element.Parts("informationRequirement"), "requiredInput"))
                .Concat(References(element.Parts("knowledgeRequirement"), "requiredKnowledge"))
                .Select(Reached)
                .Distinct(StringComparer.Ordinal),
        ];

    // What is imported is seen through the import, qualified by its name.
    private string Reached(string id)
    {
        if (_elements.ContainsKey(id))
        {
            return id;
        }
        var import = IdOf(_imports.First(i => i.Elements.ContainsKey(id)));
        _taken.TryAdd(import, new SortedSet<string>(StringComparer.Ordinal));
        _taken[import].Add(id);
        return import;
    }

    private string IdOf(ImportedModel import) => $"{_prefix}import {import.Name}";

    private IEnumerable<string> References(IEnumerable<SourceElement> holders, string name) =>
        holders.SelectMany(holder => References(holder, name));

    private IEnumerable<string> References(SourceElement holder, string name)
    {
        foreach (var reference in holder.Parts(name))
        {
            var written = reference.Attribute("href") ?? "";
            if (Find(written) is { } id)
            {
                yield return id;
            }
            else
            {
                _findings.Add(DecisionRules.RequirementUnresolved, reference, IdOf(OwnerOf(holder)), written);
            }
        }
    }

    // A reference may name the namespace of the file itself, or that of an import (clause 6.3.1).
    private string? Find(string written)
    {
        var mark = written.LastIndexOf('#');
        var space = mark > 0 ? written[..mark] : _namespace;
        var id = _prefix + written[(mark + 1)..];
        if (space == _namespace && _elements.ContainsKey(id))
        {
            return id;
        }
        return _imports.Any(i => i.Namespace == space && i.Elements.ContainsKey(written)) ? written : null;
    }

    private static SourceElement OwnerOf(SourceElement holder) =>
        Kinds.Contains(holder.Name, StringComparer.Ordinal) ? holder : holder.Parent!;

    // Names with spaces are read as one only when they are known, so all that may stand after a dot are gathered.
    private static IEnumerable<string> Members(SourceElement root) =>
        root.DescendantsAndSelf()
            .Where(e => DmnNames.IsModel(e.Namespace))
            .Where(e => e.Name is "itemComponent" or "output" or "column" or "variable" or "decision")
            .Select(e => e.Attribute("name")?.Trim() ?? "")
            .Where(name => name.Length > 0)
            .Distinct(StringComparer.Ordinal);
}

/// <summary>Requirements must not lead back to where they began (DMN 1.5, clause 6.2.2.1).</summary>
internal static class RequirementCycles
{
    public static void Check(
        Findings findings,
        ImmutableDictionary<string, Requirable> elements,
        IReadOnlyDictionary<string, SourceElement> written
    )
    {
        // Whatever does not require anything still open is closed, until nothing more can be.
        // What is imported cannot lead back.
        var waiting = elements.Values.ToDictionary(
            e => e.Id,
            e => Needed(e).Where(elements.ContainsKey).ToHashSet(StringComparer.Ordinal)
        );
        var needing = elements
            .Values.SelectMany(e => Needed(e).Select(n => (Needs: e.Id, Needed: n)))
            .ToLookup(p => p.Needed, p => p.Needs, StringComparer.Ordinal);
        var closed = new Queue<string>(waiting.Where(w => w.Value.Count == 0).Select(w => w.Key));
        while (closed.TryDequeue(out var id))
        {
            waiting.Remove(id);
            foreach (var open in needing[id].Distinct(StringComparer.Ordinal).Where(waiting.ContainsKey))
            {
                waiting[open].Remove(id);
                if (waiting[open].Count == 0)
                {
                    closed.Enqueue(open);
                }
            }
        }

        var inCycles = waiting.Keys.Where(id => Reaches(id, id, waiting)).Order(StringComparer.Ordinal).ToList();
        foreach (var id in inCycles)
        {
            findings.Add(DecisionRules.RequirementCycle, written[id], id, string.Join(", ", inCycles));
        }
    }

    private static ImmutableArray<string> Needed(Requirable element) =>
        element is Requirable.Bundle service ? service.Outputs : element.Requires;

    private static bool Reaches(string from, string to, Dictionary<string, HashSet<string>> waiting)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(waiting[from]);
        while (open.TryPop(out var id))
        {
            if (id == to)
            {
                return true;
            }
            foreach (var next in seen.Add(id) && waiting.TryGetValue(id, out var needs) ? needs : [])
            {
                open.Push(next);
            }
        }
        return false;
    }
}
