using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Deliverables;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Reports;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Deliverables;
using IpStrategy.Web.Api;
using IpStrategy.Web.Texts;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.WorkItems;

/// <summary>Everything the page of a work item shows: the item, what was typed, and why it was refused.</summary>
/// <param name="Typed">What was typed before, to be shown again; null on a fresh page.</param>
/// <param name="Refusal">Why it was not done.</param>
/// <param name="RefusedAction">The verb that was refused.</param>
public sealed record WorkItemModel(
    WorkItemDetailView Detail,
    Posted? Typed = null,
    Refusal? Refusal = null,
    string? RefusedAction = null
)
{
    private static readonly ImmutableHashSet<string> NeedsReplies =
    [
        StepRules.AnswerNonConcur,
        StepRules.Convene,
        StepRules.DecideImpasse,
        StepRules.Consolidate,
    ];

    private static readonly ImmutableHashSet<string> WritesPaper =
    [
        StepRules.DraftPlan,
        StepRules.Consolidate,
        StepRules.ApplyForCompletion,
        StepRules.WriteReport,
    ];

    /// <summary>Whom the page offers, where it asks for people.</summary>
    public PeopleChoice? People { get; init; }

    public WorkItemView Item => Detail.Item;

    public bool IsOpen => Item.State == "open";

    public bool IsStale => Refusal is DomainRefusal { Ground: RefusalGround.Stale };

    /// <summary>The assignment by its number; else the process, with the business key of the instance.</summary>
    public string About =>
        Item.AssignmentId is not null ? Wording.Say("Item.Assignment", Item.AssignmentNumber)
        : Item.Label.Length > 0 ? $"{Item.Subject} · {Item.Label}"
        : Item.Subject;

    public string StepName => StepWords.Name(Item.Step, Item.StepName, Item.Period);

    /// <summary>One key a page: the same form sent twice is done once. Sent again after a refusal it is another request.</summary>
    public string Key { get; } = (Refusal is null ? Typed?.Key : null) ?? Guid.NewGuid().ToString("N");

    /// <summary>The paper this step is about; none where the step writes one itself.</summary>
    public CourseEntry? Paper =>
        WritesPaper.Contains(Item.Step)
        || Item.Step is StepRules.Acknowledge or StepRules.NameAgencies or StepRules.DecideExtension
            ? null
            : LatestPaper;

    /// <summary>The record of the latest consultation, where the step has to do with it.</summary>
    public ConsultationView? Consultation =>
        NeedsReplies.Contains(Item.Step) && !Detail.Consultations.IsDefaultOrEmpty ? Detail.Consultations[^1] : null;

    /// <summary>Why the paper came back, as long as it has not gone out again.</summary>
    public CourseEntry? Returned =>
        WritesPaper.Contains(Item.Step) || StepRules.Find(Item.Step) is { Signs: true }
            ? Entries.LastOrDefault(e => e.Kind is "return" or "reject" && e.At >= (LatestPaper?.At ?? e.At))
            : null;

    /// <summary>Where the assignment names results, evidence for them is asked.</summary>
    public bool AsksEvidence => !Detail.Deliverables.IsEmpty && Detail.Results.Any(r => r.IsLacking);

    /// <summary>The deliverables for want of which it was refused: each leads to where it is mended.</summary>
    public IEnumerable<DeliverableView> Missing =>
        Refusal switch
        {
            DeliverablesNeedEvidence r => Detail.Results.Where(d => d.IsLacking && r.Deliverables.Contains(d.Title)),
            DeliverablesAreNotAccepted r => Detail.Results.Where(d => r.Deliverables.Contains(d.Title)),
            _ => [],
        };

    public string AddressOf(DeliverableView d) =>
        $"/assignments/{Item.AssignmentId}/deliverables?of={d.UndertakingId}#d-{d.Id}";

    /// <summary>What a field shows: what was typed, else the paper as it was last handed in.</summary>
    public ImmutableArray<string> ValuesOf(FormField field)
    {
        if (Typed is not null)
        {
            return Typed.All(TypedAnswers.Prefix + field.Name);
        }
        if (Item.Step == StepRules.WriteReport)
        {
            return Detail.Report is { } report ? OfReport(report, field.Name) : [];
        }
        return field.Name is "plan" or "summary" && LastOwnPaper is { } text ? [text] : [];
    }

    /// <summary>A returned report shows what was written before.</summary>
    private static ImmutableArray<string> OfReport(ReportView report, string field) =>
        field switch
        {
            "progress" when report.Progress.Length > 0 => [report.Progress],
            "milestones" when report.Milestones.Length > 0 => [report.Milestones],
            _ => [],
        };

    public string? Opinion => Typed?.Raw("opinion");

    /// <summary>The sentence of the refusal beside its field.</summary>
    public string? WrongAt(string field) =>
        Refusal is not null && RefusalFields.Of(Refusal) == field ? RefusalTexts.Of(Refusal) : null;

    public string? Sentence => Refusal is null ? null : RefusalTexts.Of(Refusal);

    /// <summary>Why the caller may not complete it now; null where he may, or where it is simply another's.</summary>
    public Refusal? Hindrance =>
        Detail.Actions.FirstOrDefault(a => a.Name == "complete")?.Refusal is { } why and not WorkItemIsNotYours
            ? why
            : null;

    /// <summary>Open beside this one; a return closes them.</summary>
    public ImmutableArray<WorkItemView> Siblings => [.. (Detail.Course?.Open ?? []).Where(w => w.Id != Item.Id)];

    private CourseEntry? LatestPaper =>
        Entries.LastOrDefault(e => e.Kind is "actionPlan" or "consolidated" or "completion" or "report");

    private string? LastOwnPaper =>
        Entries
            .LastOrDefault(e =>
                Item.Step == StepRules.ApplyForCompletion
                    ? e.Kind == "completion"
                    : e.Kind is "actionPlan" or "consolidated"
            )
            ?.Text;

    /// <summary>Of the same paper: a report's signatures are about the report, those of the course about its own.</summary>
    private ImmutableArray<CourseEntry> Entries =>
        [.. (Detail.Course?.Entries ?? []).Where(e => e.Period == Item.Period)];
}
