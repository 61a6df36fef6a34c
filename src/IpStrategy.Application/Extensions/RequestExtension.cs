using IpStrategy.Application.Approvals;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Extensions;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Extensions;

/// <param name="WantedOn">The date asked for; null = none was given.</param>
public sealed record ExtensionOrder(DateOnly? WantedOn, string? Reason);

/// <summary>申请延期: asks for a later date, of a step by whoever must do it, of an assignment by its lead.</summary>
public sealed class RequestExtension
{
    private readonly IpStrategyContext _db;
    private readonly WorkItemActs _acts;
    private readonly CourseActs _courses;
    private readonly SideInstances _sides;
    private readonly AuditTrail _audit;
    private readonly Ids _ids;

    internal RequestExtension(
        IpStrategyContext db,
        WorkItemActs acts,
        CourseActs courses,
        SideInstances sides,
        AuditTrail audit,
        Ids ids
    ) => (_db, _acts, _courses, _sides, _audit, _ids) = (db, acts, courses, sides, audit, ids);

    public Task<Outcome<WorkItemView>> RunAsync(
        WorkItemRequest request,
        ExtensionOrder order,
        Actor actor,
        CancellationToken cancel
    ) => _acts.RunAsync(request, actor, act => AskAsync(act, request, order, cancel), cancel);

    /// <summary>For an assignment as a whole: for the undertaking that the caller's agency leads.</summary>
    public Task<Outcome<ExtensionView>> ForAssignmentAsync(
        long assignmentId,
        ExtensionOrder order,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    ) =>
        _courses.RunAsync<ExtensionView>(
            assignmentId,
            request,
            actor,
            async act =>
            {
                var refusal =
                    ExtensionRules.MayAsk(act.Undertaking, actor, act.Run.Context.Now)
                    ?? CheckOrder(order, act.Undertaking.DueOn);
                if (refusal is not null)
                {
                    return refusal;
                }
                var asked = await StartAsync(act.Run, act.Undertaking, null, order, cancel);
                return asked.IsRefused ? asked.Refusal! : ExtensionView.Of(asked.Value, null);
            },
            cancel
        );

    private async Task<Refusal?> AskAsync(
        WorkItemAct act,
        WorkItemRequest request,
        ExtensionOrder order,
        CancellationToken cancel
    )
    {
        var refusal =
            ExtensionRules.MayAsk(act.Case, request.Version, act.Run.Context.Now)
            ?? CheckOrder(order, act.Item.DueOn!.Value);
        if (refusal is not null)
        {
            return refusal;
        }
        var whole = ExtensionRules.ConcernsWholeUndertaking(act.Item);
        if (whole && act.Undertaking.ExtensionAskedAt is not null)
        {
            return new ExtensionIsPending();
        }
        return (await StartAsync(act.Run, act.Undertaking, whole ? null : act.Item, order, cancel)).Refusal;
    }

    private static DomainRefusal? CheckOrder(ExtensionOrder order, DateOnly dueOn) =>
        order switch
        {
            { WantedOn: null } => new ExtensionNeedsDate(),
            _ when string.IsNullOrWhiteSpace(order.Reason) => new ExtensionNeedsReason(),
            { Reason.Length: > Answers.MostCharacters } => new AnswerIsTooLong("reason", Answers.MostCharacters),
            _ => ExtensionRules.CheckDate(order.WantedOn.Value, dueOn) as DomainRefusal,
        };

    /// <param name="item">The step whose own date it is; null = the date of the undertaking.</param>
    private async Task<Outcome<Extension>> StartAsync(
        ProcessRun run,
        Undertaking undertaking,
        WorkItem? item,
        ExtensionOrder order,
        CancellationToken cancel
    )
    {
        var (actor, now) = (run.Context.Actor, run.Context.Now);
        var body = item?.Body ?? undertaking.LeadCode;
        var (dueOn, rule) = item is null
            ? (undertaking.DueOn, undertaking.DueRule)
            : (item.DueOn!.Value, item.DueRule ?? "");
        var subject = new ExtensionSubject(undertaking.Id, item?.Id, body, dueOn, rule);
        var extension = new Extension(_ids.Next(), subject, order.WantedOn!.Value, order.Reason!.Trim());
        _db.Extensions.Add(extension);
        await ExtensionLights.TurnGreyAsync(_db, extension, undertaking, now, cancel);
        var deciders = ExtensionRules.DecidersOf(item?.Step, body, undertaking.LeadCode);
        var variables = Command.NoVariables.Add("deciders", FeelValue.From(deciders));
        Note(extension, undertaking, actor);
        var refusal = await _sides.StartAsync(
            run,
            undertaking,
            new SideStart(ExtensionRules.ProcessId, undertaking.Label, variables),
            instance => extension.Ask(instance.Id, actor, now),
            cancel
        );
        return refusal is null ? extension : refusal;
    }

    private void Note(Extension extension, Undertaking undertaking, Actor actor) =>
        _audit.Note(
            new AuditNote(
                actor,
                "request-extension",
                extension.WorkItemId is { } item ? $"workItem:{item}" : $"undertaking:{undertaking.Id}",
                new { dueOn = extension.OldDueOn, rule = extension.OldRule },
                new { wantedOn = extension.WantedOn, reason = extension.Reason },
                undertaking.InstanceId
            )
            {
                UndertakingId = undertaking.Id,
                AssignmentId = undertaking.AssignmentId,
            }
        );
}
