using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Extensions;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Extensions;

/// <summary>The step on which an extension is decided: what its answers must be, and where they are kept.</summary>
internal sealed class ExtensionStep(IpStrategyContext db)
{
    public async Task<Refusal?> CheckAsync(WorkItemAct act, Answers answers, CancellationToken cancel)
    {
        if (act.Item.Step != StepRules.DecideExtension)
        {
            return null;
        }
        var extension = await OfAsync(act.Item, cancel);
        return extension switch
        {
            null => new NoExtensionIsPending(),
            _ when ExtensionRules.MayDecide(extension, act.Actor) is { } barred => barred,
            _ when NewDateOf(extension, answers) is { } day => ExtensionRules.CheckDate(day, extension.OldDueOn),
            _ => null,
        };
    }

    public async Task RecordAsync(WorkItemAct act, Answers answers, CancellationToken cancel)
    {
        if (act.Item.Step == StepRules.DecideExtension && await OfAsync(act.Item, cancel) is { } extension)
        {
            var day = NewDateOf(extension, answers);
            extension.Decide(day, answers.OpinionText, act.Actor, act.Run.Context.Now);
        }
    }

    /// <summary>The pending extension a decision item is about.</summary>
    private Task<Extension?> OfAsync(WorkItem item, CancellationToken cancel) =>
        db.Extensions.FirstOrDefaultAsync(
            e => e.InstanceId == item.SideInstanceId && e.State == ExtensionState.Pending,
            cancel
        );

    /// <summary>Approved without another date, it is the one asked for; null when refused.</summary>
    private static DateOnly? NewDateOf(Extension extension, Answers answers) =>
        answers.TextOf("decision") == ExtensionRules.Approve
            ? AnswerRules.DayOf(answers.TextOf("dueOn")) ?? extension.WantedOn
            : null;
}
