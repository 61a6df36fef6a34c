using System.Globalization;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Approvals;

/// <summary>接管: the office takes a work item over from whoever has it, with a reason that stays on record.</summary>
public sealed class TakeOverWorkItem
{
    private readonly WorkItemActs _acts;
    private readonly SigningDesk _desk;
    private readonly PostHolders _holders;
    private readonly MessageWriter _messages;

    internal TakeOverWorkItem(WorkItemActs acts, SigningDesk desk, PostHolders holders, MessageWriter messages) =>
        (_acts, _desk, _holders, _messages) = (acts, desk, holders, messages);

    public Task<Outcome<WorkItemView>> RunAsync(
        WorkItemRequest request,
        string? reason,
        Actor actor,
        CancellationToken cancel
    ) => _acts.RunAsync(request, actor, act => TakeOverAsync(act, request, reason, cancel), cancel);

    private async Task<Refusal?> TakeOverAsync(
        WorkItemAct act,
        WorkItemRequest request,
        string? reason,
        CancellationToken cancel
    )
    {
        if (WorkItemRules.Seen(act.Case, request.Version) is { } stale)
        {
            return stale;
        }
        if (!act.Actor.IsOffice)
        {
            return new OnlyTheOfficeMay();
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            return new ReasonsAreMissing();
        }
        var before = Before(act);
        _desk.Note(act, "take-over", reason);
        if ((await _desk.DecideAsync(act, s => new SigningCommand.TakeOver(s), cancel)).Refusal is { } refusal)
        {
            return refusal;
        }
        var facts = MessageFacts.Of(act.Item) with { From = act.Actor.SignedName, Text = reason.Trim() };
        var key = string.Create(CultureInfo.InvariantCulture, $"{act.Item.Version}:{act.Instance.Version}");
        _messages.Tell(before, MessageKind.TakenOver, facts, key);
        return null;
    }

    /// <summary>Whoever had it, and whoever had asked him; where nobody had taken it yet, those it lay open to.</summary>
    private List<Person> Before(WorkItemAct act)
    {
        var held = new[] { act.Item.AssigneeId, act.Item.OwnerId }.OfType<long>().ToList();
        var people =
            held.Count > 0 ? held.Select(_holders.Find) : act.Case.Candidates.SelectMany(g => _holders.InGroup(g));
        return [.. people.OfType<Person>().Where(p => p.Id != act.Actor.UserId)];
    }
}
