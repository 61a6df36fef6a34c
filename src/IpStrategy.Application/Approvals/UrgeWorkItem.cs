using System.Globalization;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Approvals;

/// <summary>催办: a person asks those who have the work item to hurry; not again within the cool-down.</summary>
public sealed class UrgeWorkItem
{
    private readonly IpStrategyContext _db;
    private readonly WorkItemActs _acts;
    private readonly PostHolders _holders;
    private readonly MessageWriter _messages;
    private readonly Ids _ids;

    internal UrgeWorkItem(
        IpStrategyContext db,
        WorkItemActs acts,
        PostHolders holders,
        MessageWriter messages,
        Ids ids
    ) => (_db, _acts, _holders, _messages, _ids) = (db, acts, holders, messages, ids);

    public Task<Outcome<WorkItemView>> RunAsync(
        WorkItemRequest request,
        string? opinion,
        Actor actor,
        CancellationToken cancel
    ) => _acts.RunAsync(request, actor, act => Task.FromResult(Urge(act, request, opinion?.Trim() ?? "")), cancel);

    private Refusal? Urge(WorkItemAct act, WorkItemRequest request, string opinion)
    {
        var now = act.Run.Context.Now;
        if (WorkItemRules.MayUrge(act.Case, request.Version, now) is { } refusal)
        {
            return refusal;
        }
        act.Item.Urge(now);
        _db.Opinions.Add(new Opinion(_ids.Next(), act.Item, "urge", opinion, act.Actor).At(now));
        var people =
            act.Item.AssigneeId is { } assignee && _holders.Find(assignee) is { } one
                ? [one]
                : act.Case.Candidates.SelectMany(g => _holders.InGroup(g));
        var facts = MessageFacts.Of(act.Item) with { From = act.Actor.SignedName, Text = opinion };
        _messages.Tell(people, MessageKind.Urge, facts, now.UtcTicks.ToString(CultureInfo.InvariantCulture));
        return null;
    }
}
