using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions.Operations;

namespace IpStrategy.Workflow.Expressions.Nodes;

/// <summary>A variable, never a built-in function: JUEL has none of those.</summary>
internal sealed record VariableNode(string Name) : Node
{
    protected override FeelValue Compute(Frame frame) =>
        frame.TryGet(Name, out var value) ? value : FeelValue.Error($"there is no variable '{Name}'");
}

/// <summary>An item by its position from 0, or an entry by its key, as JUEL has it.</summary>
internal sealed record JuelIndexNode(Node Source, Node Index) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        var source = Source.Evaluate(frame);
        var index = Index.Evaluate(frame);
        return (source, index) switch
        {
            (FeelValue.List list, FeelValue.Number n) => At(list.Items, n.Value),
            (FeelValue.Context, FeelValue.Text key) => Properties.Of(source, key.Value),
            (FeelValue.NullValue, _) => source,
            _ => FeelValue.Error($"{FeelKindNames.Of(source)} has no item {FeelText.Literal(index)}"),
        };
    }

    private static FeelValue At(ImmutableArray<FeelValue> items, decimal index) =>
        decimal.IsInteger(index) && index >= 0 && index < items.Length ? items[(int)index] : FeelValue.Null;
}

/// <summary>True for null, the empty string, the empty list and the empty context.</summary>
internal sealed record EmptyNode(Node Operand) : Node
{
    protected override FeelValue Compute(Frame frame) => Of(Operand.Evaluate(frame));

    public static FeelValue Of(FeelValue value) =>
        value switch
        {
            // A variable that does not exist is empty too: existing files ask so whether it has been set.
            FeelValue.NullValue => FeelValue.True,
            FeelValue.Text text => FeelValue.From(text.Value.Length == 0),
            FeelValue.List list => FeelValue.From(list.Items.IsEmpty),
            FeelValue.Context context => FeelValue.From(context.Entries.IsEmpty),
            _ => FeelValue.False,
        };
}

/// <summary>One of the methods that may stand after a path.</summary>
internal sealed record MethodNode(Node Owner, JuelMethod Method, Node? Argument) : Node
{
    protected override FeelValue Compute(Frame frame)
    {
        var owner = Owner.Evaluate(frame);
        var argument = Argument?.Evaluate(frame) ?? FeelValue.Null;
        if (owner is FeelValue.NullValue { Reason: not null })
        {
            return owner;
        }

        return Method.Apply(owner, argument)
            ?? FeelValue.Error(
                $".{Method.Name}() is not defined for {FeelKindNames.Of(owner)} and {FeelKindNames.Of(argument)}"
            );
    }
}

/// <summary>A method with what it does; null where the types do not fit.</summary>
internal sealed record JuelMethod(string Name, bool TakesArgument, Func<FeelValue, FeelValue, FeelValue?> Apply);

internal static class Methods
{
    private static readonly JuelMethod[] All =
    [
        new("contains", true, Contains),
        new("size", false, (owner, _) => Size(owner)),
        new("equals", true, (owner, other) => owner.IsNull ? null : FeelValue.From(Comparison.AreSame(owner, other))),
        new("isEmpty", false, (owner, _) => owner.IsNull ? null : EmptyNode.Of(owner)),
        new(
            "startsWith",
            true,
            (owner, part) => Texts(owner, part, static (text, p) => text.StartsWith(p, StringComparison.Ordinal))
        ),
        new(
            "endsWith",
            true,
            (owner, part) => Texts(owner, part, static (text, p) => text.EndsWith(p, StringComparison.Ordinal))
        ),
        new(
            "length",
            false,
            (owner, _) => owner is FeelValue.Text text ? FeelValue.From((decimal)CodePoints.Count(text.Value)) : null
        ),
    ];

    public static JuelMethod? Find(string name) => Array.Find(All, method => method.Name == name);

    private static FeelValue? Contains(FeelValue owner, FeelValue sought) =>
        owner is FeelValue.List list
            ? FeelValue.From(list.Items.Any(item => Comparison.AreSame(item, sought)))
            : Texts(owner, sought, static (text, part) => text.Contains(part, StringComparison.Ordinal));

    private static FeelValue? Size(FeelValue owner) =>
        owner switch
        {
            FeelValue.List list => FeelValue.From((decimal)list.Items.Length),
            FeelValue.Context context => FeelValue.From((decimal)context.Entries.Length),
            _ => null,
        };

    private static FeelValue? Texts(FeelValue owner, FeelValue part, Func<string, string, bool> holds) =>
        owner is FeelValue.Text text && part is FeelValue.Text other
            ? FeelValue.From(holds(text.Value, other.Value))
            : null;
}
