using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Processes;

/// <summary>By when a step is due at the moment it opens: as somebody set it, as its diagram says, or by its own limit.</summary>
internal sealed class StepDates(ReferenceTables reference)
{
    /// <summary>For an answer the office was not content with, once the date of the instruction has passed.</summary>
    private static readonly DueRule AgainRule = new DueRule.WorkingDays(3);

    /// <summary>批示: by the date the leader gave; asked again after it has passed, from that day by the step's own limit.</summary>
    public DueDate? InstructedDue(ProcessRun run, StoredInstance instance, WorkItem item)
    {
        if (
            item.Step != StepRules.CarryOutInstruction
            || run.VariableOf(instance, "dueRule") is not FeelValue.Text { Value: var text }
            || DueRule.FromText(text) is not { } rule
        )
        {
            return null;
        }
        var due = DueDate.CountFrom(instance.StartedAt, rule, reference.Calendar, reference.Days);
        return due.Instant > item.OpenedAt
            ? due
            : DueDate.CountFrom(item.OpenedAt, AgainRule, reference.Calendar, reference.Days);
    }

    /// <summary>征求意见: by the day the lead gave this agency, unless it has come already.</summary>
    public DueDate? AskedDue(ProcessRun run, StoredInstance instance, WorkItem item)
    {
        if (
            item.Step != StepRules.Reply
            || !ReplyDates.In(run.VariableOf(instance, ReplyDates.Variable)).TryGetValue(item.Body, out var day)
        )
        {
            return null;
        }
        var due = DueDate.CountFrom(item.OpenedAt, new DueRule.On(day), reference.Calendar, reference.Days);
        return due.Instant > item.OpenedAt ? due : null;
    }

    /// <summary>A process of no assignment says itself when a step is due, if at all.</summary>
    public DueDate? DueAsDrawn(WorkItem item, DateTimeOffset? dueAt)
    {
        if (dueAt is not { } at)
        {
            return null;
        }
        var date = reference.Days.DateAt(at);
        return new DueDate(new DueRule.On(date), reference.Days.DateAt(item.OpenedAt), date, at);
    }

    public DueDate DueOf(WorkItem item, Undertaking undertaking)
    {
        var rule = StepRules.Find(item.Step)?.LimitInWorkingDays is { } days
            ? new DueRule.WorkingDays(days)
            : DueRule.FromText(undertaking.DueRule) ?? new DueRule.On(undertaking.DueOn);
        return rule is DueRule.WorkingDays && StepRules.Find(item.Step)?.LimitInWorkingDays is not null
            ? DueDate.CountFrom(item.OpenedAt, rule, reference.Calendar, reference.Days)
            : DueDate.CountFrom(undertaking.StartedAt, rule, reference.Calendar, reference.Days);
    }
}
