using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans.Control;

/// <summary>The parties of an assignment as lists and pages show them follow a change; what the notice says stays as printed.</summary>
internal sealed class PartyRows(IpStrategyContext db, ReferenceTables reference)
{
    public async Task FollowAsync(ControlDone done, CancellationToken cancel)
    {
        var (order, now) = (done.Order, done.Case.Now);
        var leads = order.Leads ?? [.. now.Leads.Select(l => l.Value)];
        var others = order.CoResponsible ?? [.. now.CoResponsible.Select(l => l.Value)];
        switch (order.Verb)
        {
            case ControlVerb.Change when order is { Leads: not null } or { CoResponsible: not null }:
                await ReplaceAsync(done.Case.Assignment, leads, others, cancel);
                break;
            case ControlVerb.HandOver:
                var step = done.Plan.Steps.OfType<ChangeStep.HandOver>().Single();
                // One of a group that leads severally: the group stays the lead of the assignment.
                if (leads.Contains(step.From.Value))
                {
                    await ReplaceAsync(
                        done.Case.Assignment,
                        [.. leads.Select(l => l == step.From.Value ? step.To.Value : l).Distinct()],
                        [.. others.Where(o => o != step.To.Value)],
                        cancel
                    );
                }
                break;
            default:
                break;
        }
    }

    private async Task ReplaceAsync(
        Assignment assignment,
        ImmutableArray<string> leads,
        ImmutableArray<string> others,
        CancellationToken cancel
    )
    {
        await db.AssignmentParties.Where(p => p.AssignmentId == assignment.Id).ExecuteDeleteAsync(cancel);
        var order = 0;
        db.AssignmentParties.AddRange(leads.Select(l => RowOf(assignment.Id, order++, PartyRole.Lead, l)));
        db.AssignmentParties.AddRange(others.Select(o => RowOf(assignment.Id, order++, PartyRole.CoResponsible, o)));
        assignment.Describe(string.Join('、', leads.Select(NameOf)), assignment.Promises);
    }

    private AssignmentParty RowOf(long assignmentId, int order, PartyRole role, string code)
    {
        var row = new AssignmentParty(assignmentId, order, role, NameOf(code));
        return GroupName(code) is null ? row.Agency(code) : row.Group(code);
    }

    private string NameOf(string code) => GroupName(code) ?? reference.NameOf(code);

    private string? GroupName(string code) =>
        reference.Directory.Groups.FirstOrDefault(g => g.Code.Value == code)?.Name;
}
