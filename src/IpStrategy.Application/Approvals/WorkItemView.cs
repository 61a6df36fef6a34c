using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;

namespace IpStrategy.Application.Approvals;

/// <param name="From">Who copied it.</param>
/// <param name="ReadAt">When the reader opened it; null = not yet.</param>
public sealed record CopyMark(string From, string Note, DateTimeOffset At, DateTimeOffset? ReadAt);

/// <summary>A work item as lists and answers show it. Ids are opaque strings.</summary>
/// <param name="AssignmentId">Null, with number 0, where the process belongs to no assignment.</param>
/// <param name="Label">Of the assignment; else the business key of the instance.</param>
/// <param name="Subject">What the assignment says; else the name of the process.</param>
/// <param name="Period">Of a progress report and its signatures: the period reported on, as <c>2010-Q2</c>.</param>
/// <param name="LightReason">Why the light is grey: <c>extendedPending</c>.</param>
public record WorkItemView(
    string Id,
    string Step,
    string StepName,
    string State,
    string Body,
    string BodyName,
    string? AssignmentId,
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
    int Version,
    string? LightReason = null,
    DateTimeOffset? SuspendedAt = null,
    string? Period = null
)
{
    /// <summary>代理: in whose name it was done; null where whoever did it did so in his own.</summary>
    public string? ClosedFor { get; init; }

    /// <summary>代理: in whose name the caller may do it; null where in his own, or not at all.</summary>
    public string? ActingFor { get; init; }

    /// <summary>抄送: how it came to the caller; null where it was not copied to him.</summary>
    public CopyMark? Copy { get; init; }

    /// <summary>How many requests of the same assignment this row of a bundled list stands for; null = itself alone.</summary>
    public int? Bundle { get; init; }

    public static WorkItemView Of(WorkItem item, ReferenceTables reference, DateTimeOffset now) =>
        new(
            Opaque.Of(item.Id),
            item.Step,
            item.StepName,
            Words.Of(item.State),
            item.Body,
            reference.NameOf(item.Body, item.ClosedAt ?? now),
            item.AssignmentId is { } assignment ? Opaque.Of(assignment) : null,
            item.AssignmentNumber,
            item.Label,
            item.Subject,
            item.LeadName,
            item.AssigneeName,
            item.OpenedAt,
            item.DueOn,
            LightOf(item, now),
            item.ClosedAt,
            item.ClosedByText,
            item.Outcome,
            item.Round,
            item.Version,
            ReasonOf(item),
            item.SuspendedAt,
            item.Period
        )
        {
            ClosedFor = item.ClosedForName,
        };

    private static string? ReasonOf(WorkItem item) =>
        item switch
        {
            { State: not WorkItemState.Open } => null,
            { SuspendedAt: not null } => "suspended",
            { ExtensionAskedAt: not null } => "extendedPending",
            _ => null,
        };

    /// <summary>Only open items have a light.</summary>
    private static string? LightOf(WorkItem item, DateTimeOffset now) =>
        item is { State: WorkItemState.Open, YellowAt: { } yellow, RedAt: { } red }
            ? Words.Of(new LightThresholds(yellow, red, item.SuspendedAt ?? item.ExtensionAskedAt).LightAt(now))
            : null;
}
