using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution.Events;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Execution.Activities;

/// <summary>BPMN 2.0.2 §13.3.3: waits until a person completes it. Who may is worked out once, on entry.</summary>
internal static class UserTaskBehavior
{
    public static void Execute(Turn turn, LiveElement element, UserTask task)
    {
        if (
            Attributes(turn, element, task) is not { } attributes
            || !Evaluation.TryName(turn, element, task.Id, task.Name ?? "", out var name)
        )
        {
            return;
        }
        attributes = attributes with { Name = task.Name is null ? null : name };
        element.Task = attributes;
        element.WaitsFor = WaitingFor.Task;
        turn.Emit(
            new Effect.OpenTask(
                element.Id,
                task.Id,
                attributes.Name,
                attributes,
                task.Properties,
                VariableScope.Local(element)
            )
        );
        Listeners.Notify(turn, element, "create");
        if (attributes.Assignee is not null)
        {
            Listeners.Notify(turn, element, "assignment");
        }
    }

    private static TaskAttributes? Attributes(Turn turn, LiveElement element, UserTask task)
    {
        var reader = new AttributeReader(turn, element);
        var assignee = reader.Text(task.Assignee);
        var users = reader.Names(task.CandidateUsers);
        var groups = reader.Names(task.CandidateGroups);
        var attributes = new TaskAttributes(
            assignee,
            Owner: null,
            DelegationState.None,
            users,
            groups.IsEmpty && users.IsEmpty && task.Assignee is null ? LanesOf(turn.Definition, task) : groups,
            reader.Moment(task.DueDate),
            reader.Moment(task.FollowUpDate),
            reader.Number(task.Priority),
            reader.Text(task.FormKey)
        );
        return turn.Refusal is null ? attributes : null;
    }

    /// <summary>A task that names nobody is offered to the lane it is drawn in.</summary>
    private static ImmutableArray<string> LanesOf(ProcessDefinition definition, UserTask task) =>
        task.CandidateUsers is not null || task.CandidateGroups is not null
            ? []
            : [.. definition.Lanes.Where(l => l.NodeIds.Contains(task.Id)).Select(l => l.Name ?? l.Id)];

    private readonly struct AttributeReader(Turn turn, LiveElement element)
    {
        public string? Text(FeelExpression? text) =>
            Evaluation.TryText(turn, element, element.ActivityId, text, out var value) && value?.Length > 0
                ? value
                : null;

        /// <summary>A list, or a text with commas between the names.</summary>
        public ImmutableArray<string> Names(FeelExpression? text)
        {
            if (text is null || !Evaluation.TryEvaluate(turn, element, element.ActivityId, text, out var value))
            {
                return [];
            }
            var names = value is FeelValue.List list
                ? list.Items.Where(i => !i.IsNull).Select(i => i.ToString())
                : (value.IsNull ? "" : value.ToString()).Split(',');
            return [.. names.Select(n => n.Trim()).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal)];
        }

        /// <summary>A date, a date and time, or a duration from now.</summary>
        public DateTimeOffset? Moment(FeelExpression? text)
        {
            if (
                text is null
                || !Evaluation.TryEvaluate(turn, element, element.ActivityId, text, out var value)
                || value is FeelValue.NullValue or FeelValue.Text { Value: "" }
            )
            {
                return null;
            }
            if (TimerText.MomentOf(value, turn.Surroundings) is { } moment)
            {
                return moment;
            }
            turn.Refuse(
                new TimerTextIsNotUnderstood(element.ActivityId, value.ToString(), "neither a date nor a duration")
            );
            return null;
        }

        public decimal? Number(FeelExpression? text)
        {
            if (text is null || !Evaluation.TryEvaluate(turn, element, element.ActivityId, text, out var value))
            {
                return null;
            }
            switch (value)
            {
                case FeelValue.NullValue or FeelValue.Text { Value: "" }:
                    return null;
                case FeelValue.Number number:
                    return number.Value;
                case FeelValue.Text written
                    when decimal.TryParse(written.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var n):
                    return n;
                default:
                    turn.Refuse(new ExpressionFailed(element.ActivityId, text.Source, "is not a number"));
                    return null;
            }
        }
    }
}
