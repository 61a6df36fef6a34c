using System.Globalization;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Approvals;

/// <summary>
/// 转办: hands a work item to a colleague for good, who must be one of its candidates. The office hands any item to anybody who has
/// work to do here, across agencies too, with a reason.
/// </summary>
public sealed class TransferWorkItem
{
    private readonly IpStrategyContext _db;
    private readonly WorkItemActs _acts;
    private readonly SigningDesk _desk;
    private readonly PostHolders _holders;
    private readonly MessageWriter _messages;

    internal TransferWorkItem(
        IpStrategyContext db,
        WorkItemActs acts,
        SigningDesk desk,
        PostHolders holders,
        MessageWriter messages
    ) => (_db, _acts, _desk, _holders, _messages) = (db, acts, desk, holders, messages);

    public Task<Outcome<WorkItemView>> RunAsync(
        WorkItemRequest request,
        string to,
        string? opinion,
        Actor actor,
        CancellationToken cancel
    ) => _acts.RunAsync(request, actor, act => TransferAsync(act, request, to, opinion, cancel), cancel);

    private async Task<Refusal?> TransferAsync(
        WorkItemAct act,
        WorkItemRequest request,
        string to,
        string? opinion,
        CancellationToken cancel
    )
    {
        var barred = WorkItemRules.MayTransfer(act.Case, request.Version);
        if (barred is not null && !act.Actor.IsOffice)
        {
            return barred;
        }
        if (WorkItemRules.Seen(act.Case, request.Version) is { } stale)
        {
            return stale;
        }
        if (_holders.FindByUserName(to) is not { } person)
        {
            return new PersonIsUnknown(to);
        }
        if (barred is null && IsColleague(act, person))
        {
            return await HandOnAsync(act, person, opinion, s => new SigningCommand.Transfer(s, person.Id), cancel);
        }
        return MayHandOver(act, person, opinion)
            ?? await HandOnAsync(act, person, opinion, s => new SigningCommand.HandOver(s, person.Id), cancel);
    }

    /// <summary>Who was added sits there in person: a colleague is anybody of the same agency.</summary>
    private static bool IsColleague(WorkItemAct act, Person person) =>
        person.Id != act.Actor.UserId
        && (
            act.Item.Seat > 1
                ? Colleagues.MayBeAsked(act.Actor.DutyHolder(), person) is null
                : person.AsActor().Groups.Any(g => act.Case.Candidates.Contains(g))
        );

    private static DomainRefusal? MayHandOver(WorkItemAct act, Person person, string? reason) =>
        act.Actor switch
        {
            { IsOffice: false } when Colleagues.MayBeAsked(act.Actor, person) is not null =>
                new OnlyTheOfficeActsAcrossAgencies(),
            { IsOffice: false } => new TransferNeedsColleague(),
            // What the office does itself it takes over, which says so.
            _ when person.Id == act.Actor.UserId => new TransferNeedsColleague(),
            _ when !ProxyRules.HasDesk(person.AsActor()) => new ThisPostHasNoDesk(person.UserName),
            _ => string.IsNullOrWhiteSpace(reason) ? new ReasonsAreMissing() : null,
        };

    private async Task<Refusal?> HandOnAsync(
        WorkItemAct act,
        Person person,
        string? opinion,
        Func<SignerId, SigningCommand> operation,
        CancellationToken cancel
    )
    {
        var before = new[] { act.Item.AssigneeId, act.Item.OwnerId }.OfType<long>().Select(_holders.Find);
        _desk.NoteTo(act, "transfer", [person.Name], opinion);
        if ((await _desk.DecideAsync(act, operation, cancel)).Refusal is { } refusal)
        {
            return refusal;
        }
        await LetReadAsync(act, person, opinion, cancel);
        var facts = MessageFacts.Of(act.Item) with
        {
            From = act.Actor.SignedName,
            To = person.Name,
            Text = opinion?.Trim(),
        };
        var people = before.Append(person).OfType<Person>().Where(p => p.Id != act.Actor.UserId);
        var key = act.Item.Version.ToString(CultureInfo.InvariantCulture);
        _messages.Tell(people, MessageKind.Transferred, facts, key);
        return null;
    }

    /// <summary>Who is of no agency that takes part could work on it and not see what it is about.</summary>
    private async Task LetReadAsync(WorkItemAct act, Person person, string? reason, CancellationToken cancel)
    {
        if (
            act.Case.Undertaking is not { } undertaking
            || await Visibility.MaySeeAsync(_db, person.AsActor(), undertaking.Id, cancel)
        )
        {
            return;
        }
        var reader = new WorkItemReader(act.Item, person.AsActor());
        reader.Give(ReaderGround.HandedOver, act.Actor, reason?.Trim() ?? "", act.Run.Context.Now);
        _db.WorkItemReaders.Add(reader);
    }
}
