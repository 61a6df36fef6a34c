using System.Collections.Immutable;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Extensions;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Plans.Control;

/// <summary>
/// What the office and leadership do to a whole assignment: 中止 恢复 终止 作废 移交 明确有关部门 调整 批示. Each as a preview that
/// changes nothing, or carried out in one transaction with its record and the messages to those concerned.
/// </summary>
public sealed class ControlAssignment
{
    private readonly IpStrategyContext _db;
    private readonly ControlCases _cases;
    private readonly ControlPlans _plans;
    private readonly ControlSteps _steps;
    private readonly ControlOutcome _outcome;
    private readonly ProcessWrites _writes;

    internal ControlAssignment(
        IpStrategyContext db,
        ControlCases cases,
        ControlPlans plans,
        ControlSteps steps,
        ControlOutcome outcome,
        ProcessWrites writes
    ) => (_db, _cases, _plans, _steps, _outcome, _writes) = (db, cases, plans, steps, outcome, writes);

    public Task<Outcome<ControlView>> RunAsync(
        ControlOrder order,
        WriteRequest request,
        Actor actor,
        CancellationToken cancel
    ) =>
        order.IsPreview
            ? PreviewAsync(order, actor, cancel)
            : _writes.RunAsync(request, actor, () => CarryOutAsync(order, actor, cancel), cancel);

    private async Task<Outcome<ControlView>> PreviewAsync(ControlOrder order, Actor actor, CancellationToken cancel)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(_db, cancel);
        var decided = await DecideAsync(order, actor, cancel);
        return decided.IsRefused ? decided.Refusal! : _outcome.Preview(decided.Value.Case, decided.Value.Plan);
    }

    private async Task<Outcome<ControlView>> CarryOutAsync(ControlOrder order, Actor actor, CancellationToken cancel)
    {
        var decided = await DecideAsync(order, actor, cancel);
        if (decided.IsRefused)
        {
            return decided.Refusal!;
        }
        var (c, plan) = (decided.Value.Case, decided.Value.Plan);
        if (order.Mark is { } mark && mark != ControlOutcome.MarkOf(plan))
        {
            return new EffectsHaveChanged();
        }
        // What is told, and to whom, is decided on the state before.
        var concerned = await _outcome.ConcernedAsync(c, plan, cancel);
        return await _steps.RunAsync(c, plan.Steps, order, cancel) is { } refusal
            ? refusal
            : await _outcome.RecordAsync(new ControlDone(c, order, plan, concerned), cancel);
    }

    private async Task<Outcome<Decided>> DecideAsync(ControlOrder order, Actor actor, CancellationToken cancel)
    {
        if (await _cases.LoadAsync(order.AssignmentId, actor, cancel) is not { } c)
        {
            return new AssignmentDoesNotExist();
        }
        var may =
            order.Verb == ControlVerb.Instruct ? ControlRights.MayInstruct(actor) : ControlRights.MayControl(actor);
        if (may is { } refusal)
        {
            return refusal;
        }
        var plan = _plans.Of(c, order);
        return plan.IsRefused ? plan.Refusal! : new Decided(c, plan.Value);
    }

    private sealed record Decided(ControlCase Case, ChangePlan Plan);
}

/// <param name="Concerned">Agencies that are told.</param>
internal sealed record ControlDone(
    ControlCase Case,
    ControlOrder Order,
    ChangePlan Plan,
    ImmutableArray<string> Concerned
);
