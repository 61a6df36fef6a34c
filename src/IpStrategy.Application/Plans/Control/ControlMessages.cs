using IpStrategy.Application.Delivery;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence.Outbox;

namespace IpStrategy.Application.Plans.Control;

/// <summary>Tells those concerned what was done to their assignment: officers and leaders of the agencies, and the office where a leader did it.</summary>
internal sealed class ControlMessages(MessageWriter messages, PostHolders holders)
{
    public void Tell(ControlDone done, ControlRecord record)
    {
        var c = done.Case;
        var undertaking = done.Order.UndertakingId is { } chosen ? c.Undertaking(chosen) : c.Undertakings[0];
        var facts = new MessageFacts(
            c.Assignment.Number,
            c.Assignment.Label,
            undertaking.Subject,
            "",
            "",
            undertaking.LeadCode,
            DueOf(done) ?? c.Assignment.DueOn,
            From: c.Run.Context.Actor.Name,
            Text: record.Reason
        )
        {
            UndertakingId = undertaking.Id,
        };
        messages.Tell(PeopleOf(done), KindOf(done.Order.Verb), facts, Opaque.Of(record.Id));
    }

    private IEnumerable<Person> PeopleOf(ControlDone done)
    {
        var actor = done.Case.Run.Context.Actor;
        var office = actor.IsOffice ? [] : holders.InGroup(PostGroups.OfficeClerk);
        return done
            .Concerned.SelectMany(code =>
                holders.InGroup(PostGroups.Agency(code)).Concat(holders.InGroup(PostGroups.AgencyLeader(code)))
            )
            .Concat(office)
            .Where(p => p.Id != actor.UserId);
    }

    private static DateOnly? DueOf(ControlDone done) =>
        done.Plan.Steps.OfType<ChangeStep.Instruct>().FirstOrDefault()?.Due.Date;

    private static MessageKind KindOf(ControlVerb verb) =>
        verb switch
        {
            ControlVerb.Suspend => MessageKind.Suspended,
            ControlVerb.Resume => MessageKind.Resumed,
            ControlVerb.Terminate => MessageKind.Terminated,
            ControlVerb.Void => MessageKind.Voided,
            ControlVerb.HandOver => MessageKind.HandedOver,
            ControlVerb.Instruct => MessageKind.Instructed,
            _ => MessageKind.Changed,
        };
}
