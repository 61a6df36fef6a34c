using System.Collections.Immutable;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Expressions.Nodes;

namespace IpStrategy.Workflow.Decisions;

/// <content>The boxes that hold other boxes.</content>
internal sealed partial class LogicReading
{
    private BoxedContextNode Context(SourceElement context, NameScope names)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Node>>();
        Node? result = null;
        foreach (var entry in context.Parts("contextEntry"))
        {
            var logic = Inside(entry, names);
            if (entry.Part("variable") is not { } variable)
            {
                // The entry without a name is the result of the whole (clause 10.2.1.4).
                result = logic;
                continue;
            }
            var name = variable.Attribute("name")?.Trim() ?? "";
            entries.Add(new(name, logic));
            names = names.With(name);
        }
        return new BoxedContextNode(entries.ToImmutable(), result);
    }

    private NamedInvocationNode Invocation(SourceElement invocation, NameScope names)
    {
        var called = Inside(invocation, names);
        var arguments = invocation
            .Parts("binding")
            .Select(b =>
                KeyValuePair.Create(
                    b.Part("parameter")?.Attribute("name")?.Trim() ?? "",
                    DmnNames.LogicOf(b) is null ? Nothing : Inside(b, names)
                )
            );
        return new NamedInvocationNode(called, [.. arguments]);
    }

    private ListNode Relation(SourceElement relation, NameScope names)
    {
        var columns = relation.Parts("column").Select(c => c.Attribute("name")?.Trim() ?? "").ToList();
        var rows = relation
            .Parts("row")
            .Select(row => new ContextNode([
                .. columns.Zip(DmnNames.LogicsOf(row).Select(cell => Boxed(cell, names)), KeyValuePair.Create),
            ]));
        return new ListNode([.. rows]);
    }

    /// <summary>A function definition; also what a business knowledge model encapsulates.</summary>
    public Node Function(SourceElement definition, NameScope names)
    {
        var kind = definition.Attribute("kind");
        if (kind is not (null or "" or "FEEL" or "F"))
        {
            findings.Add(DecisionRules.FunctionKindUnsupported, definition, kind);
            return new ExternalFunctionNode();
        }
        var parameters = definition
            .Parts("formalParameter")
            .Select(p => new FormalParameter(p.Attribute("name")?.Trim() ?? "", types.Of(p)))
            .ToImmutableArray();
        return new FunctionNode(parameters, Inside(definition, names.With(parameters.Select(p => p.Name))));
    }

    private Node Iteration(SourceElement iteration, NameScope names)
    {
        var variable = iteration.Attribute("iteratorVariable")?.Trim() ?? "item";
        ImmutableArray<Iterator> iterators = [new(variable, Under(iteration, "in", names))];
        var inner = names.With(variable, "partial");
        return iteration.Name == "for"
            ? new ForNode(iterators, Under(iteration, "return", inner))
            : new QuantifiedNode(iteration.Name == "every", iterators, Under(iteration, "satisfies", inner));
    }
}
