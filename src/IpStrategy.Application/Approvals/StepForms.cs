using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Approvals;

/// <summary>The rule of a step with the fields of this very item, and the answers to them.</summary>
public sealed record FilledForm(StepRule Rule, Answers Answers);

/// <summary>
/// Forms that depend on who takes part: a day for each agency that is asked, an answer to each that did not concur. The table of
/// steps knows the rest.
/// </summary>
public sealed class StepForms(IpStrategyContext db, ReferenceTables reference)
{
    /// <summary>The form of an item as it is shown.</summary>
    public async Task<StepRule> FormAsync(StepRule rule, WorkItem item, CancellationToken cancel) =>
        rule.Step switch
        {
            StepRules.AnswerNonConcur => Asking(rule, await ObjectorsAsync(item, cancel)),
            StepRules.DraftPlan => rule with
            {
                Fields = [.. rule.Fields, .. Consultations.DateFields(await PartiesAsync(item, cancel))],
            },
            _ => rule,
        };

    /// <summary>The same with what was answered, each answer where it belongs.</summary>
    public async Task<Outcome<FilledForm>> FillAsync(
        StepRule rule,
        WorkItem item,
        Answers answers,
        CancellationToken cancel
    )
    {
        if (rule.Step != StepRules.AnswerNonConcur)
        {
            return new FilledForm(await FormAsync(rule, item, cancel), answers);
        }
        var objectors = await ObjectorsAsync(item, cancel);
        var spread = Consultations.Spread(answers, objectors);
        return spread.IsRefused ? spread.Refusal! : new FilledForm(Asking(rule, objectors), spread.Value);
    }

    private static StepRule Asking(StepRule rule, ImmutableArray<string> objectors) =>
        rule with
        {
            Fields = [.. Consultations.AnswerFields(objectors), .. Consultations.DateFields(objectors)],
        };

    private async Task<List<string>> PartiesAsync(WorkItem item, CancellationToken cancel)
    {
        var parties = await db
            .UndertakingAgencies.Where(a => a.UndertakingId == item.UndertakingId && a.Role == PartyRole.CoResponsible)
            .Select(a => a.AgencyCode)
            .ToListAsync(cancel);
        parties.Sort(StringComparer.Ordinal);
        return parties;
    }

    /// <summary>Of the round at hand; an agency that has left or become the lead meanwhile needs no answer.</summary>
    private async Task<ImmutableArray<string>> ObjectorsAsync(WorkItem item, CancellationToken cancel)
    {
        var parties = await PartiesAsync(item, cancel);
        var objectors = await db
            .Replies.Where(r => r.UndertakingId == item.UndertakingId && r.Round == item.Round)
            .Where(r => r.Outcome == ReplyOutcome.NonConcur)
            .Where(r => db.WorkItems.Any(w => w.Id == r.WorkItemId && w.InstanceId == item.InstanceId))
            .OrderBy(r => r.Id)
            .Select(r => r.AgencyCode)
            .ToListAsync(cancel);
        // Who has a successor by now is answered and asked again under its name.
        return
        [
            .. objectors
                .Select(o => reference.Directory.HeirOf(new AgencyCode(o)).Value)
                .Distinct()
                .Where(parties.Contains),
        ];
    }
}
