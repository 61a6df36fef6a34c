using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;

namespace IpStrategy.Application.Approvals;

/// <summary>A work item as lists and answers show it. Ids are opaque strings.</summary>
public record WorkItemView(
    string Id,
    string Step,
    string StepName,
    string State,
    string Body,
    string BodyName,
    string AssignmentId,
    int AssignmentNumber,
    string Label,
    string Subject,
    string LeadName,
    string? Assignee,
    DateTimeOffset OpenedAt,
    DateOnly? DueOn,
    string? Light,
    DateTimeOffset? ClosedAt,
    string? ClosedBy,
    string? Outcome,
    int Round,
    int Version
)
{
    public static WorkItemView Of(WorkItem item, ReferenceTables reference, DateTimeOffset now) =>
        new(
            Opaque.Of(item.Id),
            item.Step,
            item.StepName,
            Words.Of(item.State),
            item.Body,
            reference.NameOf(item.Body),
            Opaque.Of(item.AssignmentId),
            item.AssignmentNumber,
            item.Label,
            item.Subject,
            item.LeadName,
            item.AssigneeName,
            item.OpenedAt,
            item.DueOn,
            LightOf(item, now),
            item.ClosedAt,
            item.ClosedByName,
            item.Outcome,
            item.Round,
            item.Version
        );

    /// <summary>Only open items have a light.</summary>
    private static string? LightOf(WorkItem item, DateTimeOffset now) =>
        item is { State: WorkItemState.Open, YellowAt: { } yellow, RedAt: { } red }
            ? Words.Of(new LightThresholds(yellow, red).LightAt(now))
            : null;
}
