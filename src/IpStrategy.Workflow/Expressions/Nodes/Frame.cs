namespace IpStrategy.Workflow.Expressions.Nodes;

/// <summary>The names visible at one place of an evaluation, looking outward.</summary>
internal abstract class Frame(EvaluationRun run, Frame? parent)
{
    public EvaluationRun Run => run;

    public Frame? Parent => parent;

    public bool TryGet(string name, out FeelValue value)
    {
        for (var frame = this; frame is not null; frame = frame.Parent)
        {
            if (frame.TryGetOwn(name, out value))
            {
                return true;
            }
        }

        value = FeelValue.Null;
        return false;
    }

    protected abstract bool TryGetOwn(string name, out FeelValue value);
}

/// <summary>The variables the host hands in.</summary>
internal sealed class RootFrame(EvaluationRun run) : Frame(run, null)
{
    protected override bool TryGetOwn(string name, out FeelValue value) => Run.Scope.TryGet(name, out value);
}

/// <summary>One name, as an iteration or a tested value binds it.</summary>
internal sealed class BindingFrame(Frame parent, string name, FeelValue bound) : Frame(parent.Run, parent)
{
    protected override bool TryGetOwn(string sought, out FeelValue value)
    {
        value = bound;
        return sought == name;
    }
}

/// <summary>Several names: the entries of a context as they are made, the parameters of a function.</summary>
internal sealed class BlockFrame(EvaluationRun run, Frame parent) : Frame(run, parent)
{
    private readonly List<KeyValuePair<string, FeelValue>> entries = [];

    public IReadOnlyList<KeyValuePair<string, FeelValue>> Entries => entries;

    public void Add(string name, FeelValue value) => entries.Add(new(name, value));

    public bool Contains(string name) => entries.Exists(e => e.Key == name);

    protected override bool TryGetOwn(string name, out FeelValue value)
    {
        foreach (var entry in entries)
        {
            if (entry.Key == name)
            {
                value = entry.Value;
                return true;
            }
        }

        value = FeelValue.Null;
        return false;
    }
}

/// <summary>An item under a filter: its entries, when it is a context, and itself as <c>item</c>.</summary>
internal sealed class ItemFrame(Frame parent, FeelValue item) : Frame(parent.Run, parent)
{
    protected override bool TryGetOwn(string name, out FeelValue value)
    {
        if (item is FeelValue.Context context && context.TryGet(name, out value))
        {
            return true;
        }

        value = item;
        return name == "item";
    }
}
