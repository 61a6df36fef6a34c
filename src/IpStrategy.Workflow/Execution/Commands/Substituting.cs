using System.Collections.Immutable;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution.Commands;

/// <summary>
/// One word for another wherever the instance holds it as a whole text: in variables of every scope, in what a loop has still to
/// go through or has collected, among the candidates of open tasks. No token moves. What has been remembered for compensation stays.
/// </summary>
internal static class Substituting
{
    public static void Perform(Turn turn, Command.Substitute command)
    {
        foreach (var element in turn.Elements.ToList())
        {
            ReplaceVariables(turn, element, command.Texts);
            ReplaceInLoop(element, command.Texts);
            ReplaceCandidates(turn, element, command.Texts);
        }
    }

    private static void ReplaceVariables(
        Turn turn,
        LiveElement element,
        ImmutableSortedDictionary<string, string> texts
    )
    {
        foreach (var (name, value) in element.Variables)
        {
            if (Replaced(value, texts) is { } other)
            {
                VariableScope.SetAt(turn, element, name, other);
            }
        }
    }

    private static void ReplaceInLoop(LiveElement element, ImmutableSortedDictionary<string, string> texts)
    {
        if (element.Loop is { } loop && loop.Items.Concat(loop.Outputs).Any(i => Replaced(i, texts) is not null))
        {
            element.Loop = loop with
            {
                Items = [.. loop.Items.Select(i => Replaced(i, texts) ?? i)],
                Outputs = [.. loop.Outputs.Select(o => Replaced(o, texts) ?? o)],
            };
        }
    }

    private static void ReplaceCandidates(
        Turn turn,
        LiveElement element,
        ImmutableSortedDictionary<string, string> texts
    )
    {
        if (element.Task is not { } task || !task.CandidateGroups.Any(texts.ContainsKey))
        {
            return;
        }
        var groups = task.CandidateGroups.Select(g => texts.GetValueOrDefault(g, g)).Distinct(StringComparer.Ordinal);
        element.Task = task with { CandidateGroups = [.. groups] };
        turn.Record(
            HistoryEntryKind.TaskChanged,
            element,
            Facts
                .Of("fromGroups", string.Join(',', task.CandidateGroups))
                .SetItem("toGroups", string.Join(',', element.Task.CandidateGroups))
        );
        turn.Emit(new Effect.ChangeCandidates(element.Id, element.Task));
    }

    /// <summary>Null when none of the texts is in it.</summary>
    private static FeelValue? Replaced(FeelValue value, ImmutableSortedDictionary<string, string> texts) =>
        value switch
        {
            FeelValue.Text text => texts.TryGetValue(text.Value, out var other) ? FeelValue.From(other) : null,
            FeelValue.List list when list.Items.Any(i => Replaced(i, texts) is not null) => new FeelValue.List([
                .. list.Items.Select(i => Replaced(i, texts) ?? i),
            ]),
            FeelValue.Context context when context.Entries.Any(e => Replaced(e.Value, texts) is not null) =>
                FeelValue.Context.Of([
                    .. context.Entries.Select(e => KeyValuePair.Create(e.Key, Replaced(e.Value, texts) ?? e.Value)),
                ]),
            _ => null,
        };
}
