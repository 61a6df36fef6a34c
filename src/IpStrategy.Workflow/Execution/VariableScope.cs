using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution;

/// <summary>Variables live at elements and at the process; names are looked up outward.</summary>
internal static class VariableScope
{
    public static bool TryGet(LiveElement from, string name, out FeelValue value)
    {
        for (var at = from; at is not null; at = at.Parent)
        {
            if (at.Variables.TryGetValue(name, out var held))
            {
                value = held;
                return true;
            }
        }
        value = FeelValue.Null;
        return false;
    }

    /// <summary>Sets where the name exists already, looking outward; else at the process instance.</summary>
    public static void SetOutward(Turn turn, LiveElement from, string name, FeelValue value)
    {
        var at = from;
        while (at.Parent is not null && !at.Variables.ContainsKey(name))
        {
            at = at.Parent;
        }
        SetAt(turn, at, name, value);
    }

    public static void SetOutward(Turn turn, LiveElement from, ImmutableSortedDictionary<string, FeelValue> variables)
    {
        foreach (var (name, value) in variables)
        {
            SetOutward(turn, from, name, value);
        }
    }

    public static void SetAt(Turn turn, LiveElement at, string name, FeelValue value)
    {
        if (turn.Definition.WaitsForConditions)
        {
            turn.Changes.Enqueue(new VariableChange(at, name, !at.Variables.ContainsKey(name), turn.Mark));
        }
        at.Variables = at.Variables.SetItem(name, value);
        turn.Record(HistoryEntryKind.VariableSet, at, Facts.Of("variable", name));
    }

    /// <summary>Without a history entry: for what the engine itself keeps at an element, such as loop counters.</summary>
    public static void SetLocal(LiveElement at, string name, FeelValue value) =>
        at.Variables = at.Variables.SetItem(name, value);

    /// <summary>All that an element can see.</summary>
    public static ImmutableSortedDictionary<string, FeelValue> Visible(LiveElement from) => Merged(from, until: null);

    /// <summary>What is local to an element and the loop bodies right around it, such as the element variable.</summary>
    public static ImmutableSortedDictionary<string, FeelValue> Local(LiveElement from)
    {
        var until = from.Parent;
        while (until is { Role: ElementRole.LoopBody })
        {
            until = until.Parent;
        }
        return Merged(from, until);
    }

    private static ImmutableSortedDictionary<string, FeelValue> Merged(LiveElement from, LiveElement? until)
    {
        if (from.Parent == until)
        {
            return from.Variables;
        }
        var merged = from.Variables.ToBuilder();
        for (var at = from.Parent; at is not null && at != until; at = at.Parent)
        {
            foreach (var (name, value) in at.Variables)
            {
                merged.TryAdd(name, value);
            }
        }
        return merged.ToImmutable();
    }
}
