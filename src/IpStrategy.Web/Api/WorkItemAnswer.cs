using System.Globalization;
using IpStrategy.Application;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Attachments;
using IpStrategy.Application.Deliverables;
using IpStrategy.Application.Extensions;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;

namespace IpStrategy.Web.Api;

/// <param name="Label">What it is called where the caller cannot know it: the indicator a figure is asked for.</param>
/// <param name="Kind"><c>longText</c>, <c>choice</c> (one of <paramref name="Choices"/>) or <c>agencies</c> (a list of codes), <c>date</c> (2010-11-30), <c>number</c>.</param>
internal sealed record FieldAnswer(
    string Name,
    string Kind,
    bool IsRequired,
    IReadOnlyList<string> Choices,
    string? Label = null
);

internal sealed record FormAnswer(IReadOnlyList<FieldAnswer> Fields, IReadOnlyList<string> Deliverables);

/// <summary>An action that is not open to the caller now, with the refusal it would meet.</summary>
internal sealed record RefusedAction(string Action, string Code, string Detail);

/// <param name="Explanation">How the date was counted, in the caller's language.</param>
internal sealed record DueAnswer(DateOnly On, DateTimeOffset At, string Explanation);

/// <summary>A work item with everything needed to act on it.</summary>
internal sealed record WorkItemAnswer : WorkItemView
{
    private WorkItemAnswer(WorkItemView item)
        : base(item) { }

    /// <summary>What may be done now.</summary>
    public required IReadOnlyList<string> Actions { get; init; }
    public required IReadOnlyList<RefusedAction> RefusedActions { get; init; }
    public required FormAnswer Form { get; init; }
    public required IReadOnlyList<string> ReturnTargets { get; init; }
    public required IReadOnlyList<ColleagueView> Colleagues { get; init; }
    public DueAnswer? Due { get; init; }

    /// <summary>抄送: to whom it was given to read.</summary>
    public required IReadOnlyList<CopyView> Copies { get; init; }

    /// <summary>Signers the caller has added and may take out again.</summary>
    public required IReadOnlyList<AddedView> Added { get; init; }

    /// <summary>Null, as the course, where the process belongs to no assignment.</summary>
    public AssignmentSummary? Assignment { get; init; }
    public CourseView? Course { get; init; }

    /// <summary>The extension that is decided here; null where none is.</summary>
    public ExtensionView? Extension { get; init; }

    /// <summary>Promised papers and systems of the undertaking, with what shows them.</summary>
    public required IReadOnlyList<DeliverableView> Deliverables { get; init; }
    public required IReadOnlyList<AttachmentView> Attachments { get; init; }

    public static WorkItemAnswer Of(WorkItemDetailView view, ReferenceTables reference) =>
        new(view.Item)
        {
            Actions = [.. view.Actions.Where(a => a.IsAllowed).Select(a => a.Name)],
            RefusedActions =
            [
                .. view
                    .Actions.Where(a => !a.IsAllowed)
                    .Select(a => new RefusedAction(a.Name, a.Refusal!.Code, RefusalTexts.Of(a.Refusal))),
            ],
            Form = new FormAnswer([.. view.Fields.Select(Of)], view.Deliverables),
            ReturnTargets = [.. view.ReturnTargets.Select(t => t.Step)],
            Colleagues = view.Colleagues,
            Copies = view.Copies,
            Added = view.Added,
            Due = view.Due is { } due ? new DueAnswer(due.Date, due.Instant, Explain(due, reference)) : null,
            Assignment = view.Assignment,
            Course = view.Course,
            Deliverables = view.Results,
            Attachments = view.Attachments,
            Extension = view.Extension,
        };

    private static string Explain(DueDate due, ReferenceTables reference) =>
        DueDateText.Explain(due, reference.Calendar, reference.Days, CultureInfo.CurrentUICulture);

    private static FieldAnswer Of(FormField field) =>
        new(field.Name, Words.Of(field.Kind), field.IsRequired, field.Choices, field.Label);
}
