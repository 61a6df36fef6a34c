using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Plans.Control;

/// <summary>
/// Gives an undertaking another lead: every process of it is told, what the old lead has before it closes and opens at the new
/// one with the same date, and a paper that is being signed starts through its signatures again.
/// </summary>
internal sealed class LeadChange(
    IpStrategyContext db,
    Participants participants,
    ReferenceTables reference,
    ItemDates dates
)
{
    public async Task<Refusal?> RunAsync(ControlCase c, ChangeStep.HandOver step, CancellationToken cancel)
    {
        var (undertaking, to) = (c.Undertaking(step.UndertakingId), step.To.Value);
        c.Run.ClosingState = WorkItemState.ClosedBecauseHandedOver;
        undertaking.LeadBy(to, reference.NameOf(to));
        undertaking.RememberResume(null, null);
        await participants.TakePartAsync(undertaking.Id, to, PartyRole.Lead, cancel);
        await participants.BecomeFormerAsync(undertaking.Id, step.From.Value, cancel);
        var variables = Command
            .NoVariables.Add("lead", FeelValue.From(to))
            .Add("officeIsLead", FeelValue.From(to == PostGroups.OfficeCode));
        foreach (var instance in c.Instances.Where(i => i.UndertakingId == undertaking.Id && KnowsLead(c, i)))
        {
            if (await c.Run.ExecuteAsync(instance, new Command.SetVariables(null, variables), cancel) is { } refusal)
            {
                return refusal;
            }
        }
        return await MoveDesksAsync(c, undertaking, cancel) ?? await SignAgainAsync(c, undertaking, cancel);
    }

    private static bool KnowsLead(ControlCase c, StoredInstance instance) =>
        instance.EndedAt is null && c.Run.VariableOf(instance, "lead") is FeelValue.Text;

    private async Task<Refusal?> MoveDesksAsync(ControlCase c, Undertaking undertaking, CancellationToken cancel)
    {
        foreach (var item in c.OpenOf(undertaking.Id))
        {
            if (!HandOvers.LeadSteps.Contains(item.Step) || item.Seat > 1)
            {
                item.Restate(undertaking);
                continue;
            }
            var due = WorkItemDates.Of(item, undertaking, reference.Days);
            var instance = c.Instances.Single(i => i.Id == item.InstanceId);
            ImmutableArray<Modification> again =
            [
                new Modification.CancelElement(new ElementId(item.ElementId)),
                new Modification.StartBefore(item.Step),
            ];
            if (await c.Run.ExecuteAsync(instance, new Command.Modify(again), cancel) is { } refusal)
            {
                return refusal;
            }
            var opened = db.WorkItems.Local.Single(w =>
                w.InstanceId == instance.Id && w.Step == item.Step && w.State == WorkItemState.Open && w.Id != item.Id
            );
            if (due is not null)
            {
                await dates.MoveAsync(opened, due, c.Run.Context.Now, cancel);
            }
        }
        return null;
    }

    private static async Task<Refusal?> SignAgainAsync(ControlCase c, Undertaking undertaking, CancellationToken cancel)
    {
        if (c.CalledBy(undertaking.Id, Standing.SignOff) is not { ParentActivity: { } call })
        {
            return null;
        }
        var again = new Command.Modify([new Modification.CancelActivity(call), new Modification.StartBefore(call)]);
        return await c.Run.ExecuteAsync(c.MainOf(undertaking.Id)!, again, cancel);
    }
}
