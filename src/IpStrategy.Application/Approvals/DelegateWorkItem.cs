using System.Globalization;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Approvals;

/// <summary>委派 and its answer: asks a colleague, and the item comes back to whoever asked, who alone decides.</summary>
public sealed class DelegateWorkItem
{
    private readonly WorkItemActs _acts;
    private readonly SigningDesk _desk;
    private readonly PostHolders _holders;
    private readonly MessageWriter _messages;

    internal DelegateWorkItem(WorkItemActs acts, SigningDesk desk, PostHolders holders, MessageWriter messages) =>
        (_acts, _desk, _holders, _messages) = (acts, desk, holders, messages);

    public Task<Outcome<WorkItemView>> RunAsync(
        WorkItemRequest request,
        string to,
        string? question,
        Actor actor,
        CancellationToken cancel
    ) => _acts.RunAsync(request, actor, act => AskAsync(act, request, to, question, cancel), cancel);

    public Task<Outcome<WorkItemView>> ResolveAsync(
        WorkItemRequest request,
        string? answer,
        Actor actor,
        CancellationToken cancel
    ) => _acts.RunAsync(request, actor, act => ResolveAsync(act, request, answer, cancel), cancel);

    private async Task<Refusal?> AskAsync(
        WorkItemAct act,
        WorkItemRequest request,
        string to,
        string? question,
        CancellationToken cancel
    )
    {
        if (WorkItemRules.MayAct(act.Case, request.Version) is { } refusal)
        {
            return refusal;
        }
        if (_holders.FindByUserName(to) is not { } colleague)
        {
            return new PersonIsUnknown(to);
        }
        if (Colleagues.MayBeAsked(act.Actor, colleague) is { } stranger)
        {
            return stranger;
        }
        _desk.NoteTo(act, "delegate", [colleague.Name], question);
        var asked = await _desk.DecideAsync(act, s => new SigningCommand.Delegate(s, colleague.Id), cancel);
        if (!asked.IsRefused)
        {
            Tell(act, colleague, MessageKind.Delegated, question);
        }
        return asked.Refusal;
    }

    private void Tell(WorkItemAct act, Person person, MessageKind kind, string? text)
    {
        var facts = MessageFacts.Of(act.Item) with { From = act.Actor.SignedName, Text = text?.Trim() };
        var key = string.Create(CultureInfo.InvariantCulture, $"{act.Item.Version}:{act.Instance.Version}");
        _messages.Tell([person], kind, facts, key);
    }

    private async Task<Refusal?> ResolveAsync(
        WorkItemAct act,
        WorkItemRequest request,
        string? answer,
        CancellationToken cancel
    )
    {
        if (WorkItemRules.MayAct(act.Case, request.Version) is { } refusal)
        {
            return refusal;
        }
        if (string.IsNullOrWhiteSpace(answer))
        {
            return new OpinionIsMissing();
        }
        var owner = act.Item.OwnerId is { } asker ? _holders.Find(asker) : null;
        _desk.Note(act, "resolve", answer);
        var answered = await _desk.DecideAsync(act, s => new SigningCommand.Resolve(s), cancel);
        if (!answered.IsRefused && owner is not null && owner.Id != act.Actor.UserId)
        {
            Tell(act, owner, MessageKind.Resolved, answer);
        }
        return answered.Refusal;
    }
}

/// <summary>Whom somebody may draw in: people of the own agency; the office anybody.</summary>
internal static class Colleagues
{
    public static Refusal? MayBeAsked(Actor actor, Person person) =>
        actor.IsOffice || Visibility.BodyOf(actor) == Visibility.BodyOf(person.AsActor())
            ? null
            : new OnlyTheOfficeActsAcrossAgencies();
}
