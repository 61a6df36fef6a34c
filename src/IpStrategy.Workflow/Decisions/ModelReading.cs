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
    private readonly TypeReading _types;
    private readonly LogicReading _logic;
    private readonly NameScope _names;
    private readonly Dictionary<string, SourceElement> _elements = new(StringComparer.Ordinal);

    public ModelReading(SourceElement root, Findings findings)
    {
        _findings = findings;
        _types = new TypeReading(root, findings);
        _logic = new LogicReading(findings, _types, root.Attribute("expressionLanguage"));
        foreach (var element in Kinds.SelectMany(root.Parts))
        {
            _elements.TryAdd(IdOf(element), element);
        }
        _names = new NameScope(_elements.Values.Select(DmnNames.VariableOf), Members(root));
    }

    /// <summary>The ids of the decisions, in document order.</summary>
    public IEnumerable<SourceElement> Decisions => _elements.Values.Where(e => e.Name == "decision");

    public DecisionModel Read()
    {
        var read = _elements.ToImmutableDictionary(e => e.Key, e => Read(e.Key, e.Value), StringComparer.Ordinal);
        RequirementCycles.Check(_findings, read, _elements);
        return new DecisionModel(read);
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
            "inputData" => new Requirable.Input(id, name, _types.Of(element.Part("variable"))),
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
        var type = _types.Of(decision.Part("variable"));
        return type == FeelType.Anything ? logic : new TypedNode(logic, type, name);
    }

    // The names of outputs stand for the values of required tables, too.
    private NameScope NamesIn(SourceElement element) =>
        _names.With(
            References(element.Parts("informationRequirement"), "requiredDecision")
                .Select(id => _elements[id])
                .SelectMany(required => required.Part("decisionTable")?.Parts("output") ?? [])
                .Select(output => output.Attribute("name") ?? "")
                .Where(name => name.Length > 0)
        );

    private ImmutableArray<string> Requirements(SourceElement element) =>
        [
            .. References(element.Parts("informationRequirement"), "requiredDecision"),
            .. References(element.Parts("informationRequirement"), "requiredInput"),
            .. References(element.Parts("knowledgeRequirement"), "requiredKnowledge"),
        ];

    private IEnumerable<string> References(IEnumerable<SourceElement> holders, string name) =>
        holders.SelectMany(holder => References(holder, name));

    private IEnumerable<string> References(SourceElement holder, string name)
    {
        foreach (var reference in holder.Parts(name))
        {
            var written = reference.Attribute("href") ?? "";
            var id = written.StartsWith('#') ? written[1..] : written;
            if (_elements.ContainsKey(id))
            {
                yield return id;
            }
            else
            {
                _findings.Add(DecisionRules.RequirementUnresolved, reference, IdOf(OwnerOf(holder)), written);
            }
        }
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
        var waiting = elements.Values.ToDictionary(e => e.Id, e => Needed(e).ToHashSet(StringComparer.Ordinal));
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
