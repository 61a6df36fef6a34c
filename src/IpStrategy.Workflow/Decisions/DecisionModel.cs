using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Expressions.Nodes;

namespace IpStrategy.Workflow.Decisions;

/// <summary>An element of a decision requirements graph (DMN 1.5, clause 6.3).</summary>
/// <param name="Name">The name of the variable that holds what it comes to.</param>
/// <param name="Requires">Ids of what it requires, in document order.</param>
internal abstract record Requirable(string Id, string Name, ImmutableArray<string> Requires)
{
    /// <summary>Something the one who asks provides.</summary>
    internal sealed record Input(string Id, string Name, FeelType Type) : Requirable(Id, Name, []);

    internal sealed record Decision(string Id, string Name, ImmutableArray<string> Requires, Node Logic)
        : Requirable(Id, Name, Requires);

    /// <summary>A business knowledge model: a function.</summary>
    internal sealed record Knowledge(string Id, string Name, ImmutableArray<string> Requires, Node Function)
        : Requirable(Id, Name, Requires);

    /// <summary>A decision service, which bundles decisions: a function of its inputs that gives what its output decisions come to; it requires nothing, for they are evaluated anew at each invocation.</summary>
    internal sealed record Bundle(
        string Id,
        string Name,
        ImmutableArray<string> Parameters,
        ImmutableArray<string> Outputs
    ) : Requirable(Id, Name, []);

    /// <summary>What is taken from an imported file: a context of it, by the name of the import.</summary>
    internal sealed record Import(string Id, string Name, string Namespace, ImmutableArray<string> Requires)
        : Requirable(Id, Name, Requires)
    {
        public bool Holds(string id) => id.StartsWith(Namespace + "#", StringComparison.Ordinal);
    }
}

/// <summary>A DMN file compiled: its elements by id. Requirements have no cycles.</summary>
internal sealed class DecisionModel(ImmutableDictionary<string, Requirable> elements)
{
    public Requirable this[string id] => elements[id];

    /// <summary>The imports through which an element is seen.</summary>
    public IEnumerable<Requirable.Import> ImportsOf(string id) =>
        elements.Values.OfType<Requirable.Import>().Where(import => import.Holds(id));

    /// <summary>
    /// What these elements require, directly or not, and themselves, each after all it requires. What is given already is not
    /// looked into. No recursion: a chain of requirements may be long.
    /// </summary>
    public IEnumerable<Requirable> InOrder(IEnumerable<string> ids, IReadOnlySet<string> given)
    {
        var done = new HashSet<string>(given, StringComparer.Ordinal);
        var open = new Stack<string>(ids.Reverse());
        while (open.TryPeek(out var id))
        {
            var waiting = elements[id].Requires.Where(r => !done.Contains(r)).ToList();
            if (waiting.Count > 0 && !done.Contains(id))
            {
                waiting.ForEach(open.Push);
                continue;
            }

            open.Pop();
            if (done.Add(id))
            {
                yield return elements[id];
            }
        }
    }
}
