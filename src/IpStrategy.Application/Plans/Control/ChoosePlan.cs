using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans.Control;

/// <summary>Changes what the office has chosen for a plan as a whole.</summary>
public sealed class ChoosePlan(IpStrategyContext db, IssuedPlans plans, AuditTrail audit)
{
    /// <param name="choices">Null = as they are.</param>
    public async Task<Outcome<PlanView>> RunAsync(long id, PlanChoices? choices, Actor actor, CancellationToken cancel)
    {
        if (await plans.OneAsync(id, actor, cancel) is null)
        {
            return new PlanDoesNotExist();
        }
        if (ControlRights.MayControl(actor) is { } refusal)
        {
            return refusal;
        }
        if (choices is not null)
        {
            await ChooseAsync(id, choices, actor, cancel);
        }
        return (await plans.OneAsync(id, actor, cancel))!;
    }

    private async Task ChooseAsync(long id, PlanChoices choices, Actor actor, CancellationToken cancel)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        var plan = await db.Plans.SingleAsync(p => p.Id == id, cancel);
        var before = new PlanChoices(plan.SuspensionMovesDueDates);
        plan.Choose(choices);
        audit.Note(new AuditNote(actor, "choose", $"plan:{Opaque.Of(id)}", before, choices));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
