using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence;
using IpStrategy.Workflow.Expressions;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Approvals;

/// <summary>明确有关部门: which agencies the lead or the office names for an open group.</summary>
internal sealed class NamingStep(IpStrategyContext db, ReferenceTables reference)
{
    public DomainRefusal? Check(WorkItemAct act, Answers answers)
    {
        if (act.Item.Step != StepRules.NameAgencies)
        {
            return null;
        }
        var unknown = answers
            .ListOf("agencies")
            .FirstOrDefault(c => reference.Directory.Find(new AgencyCode(c)) is null or { IsSucceeded: true });
        return unknown is not null ? new AgencyIsUnknown(unknown)
            : Parties(act, answers).Any() ? null
            : new NoAgencyIsNamed();
    }

    /// <summary>Agencies named for an open group become parties, and so may see what they are asked about.</summary>
    public async Task RecordAsync(WorkItemAct act, Answers answers, CancellationToken cancel)
    {
        if (act.Item.Step != StepRules.NameAgencies)
        {
            return;
        }
        var known = await db
            .UndertakingAgencies.Where(a => a.UndertakingId == act.Undertaking.Id)
            .Select(a => a.AgencyCode)
            .ToListAsync(cancel);
        db.UndertakingAgencies.AddRange(
            Parties(act, answers)
                .Except(known)
                .Select(c => new UndertakingAgency(act.Undertaking.Id, c, PartyRole.CoResponsible))
        );
    }

    /// <summary>The lead never consults itself, and who leads with it countersigns.</summary>
    public static IEnumerable<string> Parties(WorkItemAct act, Answers answers)
    {
        var cosigners = act.Run.VariableOf(act.Instance, "cosigners") is FeelValue.List list
            ? list.Items.OfType<FeelValue.Text>().Select(t => t.Value)
            : [];
        return answers.ListOf("agencies").Except(cosigners.Append(act.Undertaking.LeadCode));
    }
}
