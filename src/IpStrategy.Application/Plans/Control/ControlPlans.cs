using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Plans.Control;

/// <summary>From an order to the rule that plans it.</summary>
internal sealed class ControlPlans(ReferenceTables reference)
{
    public Outcome<ChangePlan> Of(ControlCase c, ControlOrder order)
    {
        if (Check(order) is { } refusal)
        {
            return refusal;
        }
        ImmutableArray<UndertakingNow> chosen =
        [
            .. c.Now.Undertakings.Where(u => order.UndertakingId is null || u.Id == order.UndertakingId),
        ];
        if (chosen.IsEmpty)
        {
            return new UndertakingIsNotOfAssignment("$.undertaking");
        }
        return PlanOf(c, order, chosen);
    }

    private Outcome<ChangePlan> PlanOf(ControlCase c, ControlOrder order, ImmutableArray<UndertakingNow> chosen)
    {
        var counting = new Counting(reference.Calendar, reference.Days, c.Run.Context.Now);
        return order.Verb switch
        {
            ControlVerb.Suspend => Pauses.Suspend(chosen),
            ControlVerb.Resume => Pauses.Resume(
                c.Now,
                chosen,
                new PlanChoices(c.Plan.SuspensionMovesDueDates),
                counting
            ),
            ControlVerb.Terminate => Endings.Terminate(chosen),
            ControlVerb.Void => Endings.Void(chosen),
            ControlVerb.HandOver => OneOf(chosen, u => HandOvers.Plan(u, new(order.To!), c.Now.Undertakings)),
            ControlVerb.NameAgencies => OneOf(chosen, u => OpenGroups.Name(c.Now.Number, u, CodesOf(order.Agencies))),
            ControlVerb.Instruct => Instructions.Plan(c.Now, CodesOf(order.Agencies), order.Due!, counting),
            // A group is who it was when the plan was issued; that its members have changed is a reorganisation.
            _ => ChangePlanner.Plan(
                c.Now,
                WantedOf(order),
                code => DraftDivision.MembersOf(code, reference.Directory, reference.Days.DateAt(c.Plan.IssuedAt)),
                counting
            ),
        };
    }

    /// <summary>Of several the one meant must be said.</summary>
    private static Outcome<ChangePlan> OneOf(
        ImmutableArray<UndertakingNow> chosen,
        Func<UndertakingNow, Outcome<ChangePlan>> plan
    ) =>
        chosen.Where(u => u.IsLive).ToList() switch
        {
            [var one] => plan(one),
            [] => new AssignmentHasEnded(),
            _ => new UndertakingIsNotChosen(),
        };

    private Refusal? Check(ControlOrder order) =>
        order.Verb switch
        {
            ControlVerb.Resume or ControlVerb.NameAgencies => ControlTexts.CheckLength("$.reason", order.Reason),
            ControlVerb.Instruct => ControlTexts.CheckText(order.Text)
                ?? (order.Due is null ? new DueDateIsMissing() : null),
            // A preview may be had before the reasons are written.
            _ when order.IsPreview => ControlTexts.CheckLength("$.reason", order.Reason),
            _ => ControlTexts.CheckReason(order.Reason),
        }
        ?? ControlTexts.CheckLength("$.text", order.Text)
        ?? CheckAgencies(order);

    private AgencyIsUnknown? CheckAgencies(ControlOrder order)
    {
        ImmutableArray<string> single = order.Verb == ControlVerb.HandOver ? [order.To ?? ""] : order.Agencies;
        var either = (order.Leads ?? []).Concat(order.CoResponsible ?? []);
        var unknown =
            single.FirstOrDefault(code => reference.Directory.Find(new AgencyCode(code)) is null)
            ?? either.FirstOrDefault(code =>
                reference.Directory.Find(new AgencyCode(code)) is null && GroupOf(new AgencyCode(code)) is null
            );
        return unknown is null ? null : new AgencyIsUnknown(unknown);
    }

    private static WantedChange WantedOf(ControlOrder order) =>
        new(
            order.Leads is { } leads ? CodesOf(leads) : null,
            order.CoResponsible is { } others ? CodesOf(others) : null,
            order.Due,
            order.Text
        )
        {
            Quorum = order.Quorum,
            Silence = order.Silence,
        };

    private static ImmutableArray<AgencyCode> CodesOf(ImmutableArray<string> codes) =>
        [.. codes.Select(code => new AgencyCode(code))];

    private AgencyGroup? GroupOf(AgencyCode code) => reference.Directory.Groups.FirstOrDefault(g => g.Code == code);
}
