using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Approvals;

/// <summary>加签 and 减签: draws others into a step before, after or beside oneself, and takes them out again.</summary>
public sealed class AddSigners
{
    private readonly IpStrategyContext _db;
    private readonly WorkItemActs _acts;
    private readonly SigningDesk _desk;
    private readonly PostHolders _holders;
    private readonly MessageWriter _messages;
    private readonly CompleteWorkItem _complete;

    internal AddSigners(
        IpStrategyContext db,
        WorkItemActs acts,
        SigningDesk desk,
        PostHolders holders,
        MessageWriter messages,
        CompleteWorkItem complete
    ) => (_db, _acts, _desk, _holders, _messages, _complete) = (db, acts, desk, holders, messages, complete);

    /// <param name="People">User names.</param>
    /// <param name="Place"><c>before</c>, <c>after</c> or <c>beside</c>.</param>
    /// <param name="Rule">See <see cref="SigningRuleText"/>; null = as the step is counted already.</param>
    public sealed record Choice(ImmutableArray<string> People, string Place, string? Rule, string? Opinion);

    public Task<Outcome<WorkItemView>> RunAsync(
        WorkItemRequest request,
        Choice choice,
        Actor actor,
        CancellationToken cancel
    ) => _acts.RunAsync(request, actor, act => AddAsync(act, request, choice, cancel), cancel);

    public Task<Outcome<WorkItemView>> RemoveAsync(
        WorkItemRequest request,
        ImmutableArray<string> people,
        Actor actor,
        CancellationToken cancel
    ) => _acts.RunAsync(request, actor, act => RemoveAsync(act, request, people, cancel), cancel);

    private async Task<Refusal?> AddAsync(
        WorkItemAct act,
        WorkItemRequest request,
        Choice choice,
        CancellationToken cancel
    )
    {
        var people = choice.People.Select(name => (Name: name, Person: _holders.FindByUserName(name))).ToList();
        var rule = choice.Rule is { } text ? SigningRuleText.Read(text) : null;
        var refusal =
            WorkItemRules.MayAct(act.Case, request.Version)
            ?? (choice.Rule is { } given && rule is null ? new SigningRuleIsUnknown(given) : null)
            ?? (PlaceOf(choice.Place) is null ? new SignerPlaceIsUnknown(choice.Place) : null)
            ?? people.Where(p => p.Person is null).Select(p => new PersonIsUnknown(p.Name)).FirstOrDefault()
            ?? people.Select(p => Colleagues.MayBeAsked(act.Actor, p.Person!)).FirstOrDefault(r => r is not null)
            ?? RuleFits(act, rule);
        if (refusal is not null)
        {
            return refusal;
        }
        var seats = people.Select(p => new SignerSeat([PostGroups.User(p.Person!.Id)], p.Person.Id, 1));
        _desk.NoteTo(act, "add-signers", people.Select(p => p.Person!.Name), choice.Opinion);
        var outcome = await _desk.DecideAsync(
            act,
            s => new SigningCommand.AddSigners(s, PlaceOf(choice.Place)!.Value, [.. seats]) { Rule = rule },
            cancel
        );
        if (!outcome.IsRefused)
        {
            Tell(act, people.Select(p => p.Person!), choice.Opinion);
        }
        return outcome.Refusal;
    }

    private void Tell(WorkItemAct act, IEnumerable<Person> people, string? opinion)
    {
        var facts = MessageFacts.Of(act.Item) with { From = act.Actor.SignedName, Text = opinion };
        // Two who are asked one after the other may be asked from one version of the item, never from one of the instance.
        var key = string.Create(CultureInfo.InvariantCulture, $"{act.Item.Version}:{act.Instance.Version}");
        _messages.Tell(people, MessageKind.AskedToSign, facts, key);
    }

    /// <summary>Where the form's answers steer the course they must be given, so its desk cannot be outvoted.</summary>
    private static Refusal? RuleFits(WorkItemAct act, SigningRule? rule) =>
        rule is SigningRule.Any or SigningRule.Share && StepRules.For(act.Item) is { Fields.IsEmpty: false }
            ? new TheRuleIsSettled()
            : null;

    private async Task<Refusal?> RemoveAsync(
        WorkItemAct act,
        WorkItemRequest request,
        ImmutableArray<string> people,
        CancellationToken cancel
    )
    {
        if (WorkItemRules.Seen(act.Case, request.Version) is { } stale)
        {
            return stale;
        }
        var sheet = await SigningDesk.SheetAsync(_db, act.Case, cancel);
        var seats = people
            .Distinct()
            .Select(name => (Name: name, Item: SeatOf(sheet, _holders.FindByUserName(name)?.Id)))
            .ToList();
        if (seats.Find(s => s.Item is null) is { Name: { } unknown })
        {
            return new PersonIsUnknown(unknown);
        }
        _desk.Note(
            act,
            "remove-signers",
            string.Join('、', seats.Select(s => s.Item!.OwnerName ?? s.Item.AssigneeName))
        );
        var signers = seats.Select(s => new SignerId(s.Item!.Seat)).ToImmutableArray();
        var signed = await _desk.DecideAsync(act, _ => new SigningCommand.RemoveSigners(signers), cancel);
        return signed.IsRefused ? signed.Refusal : await _complete.GoOnIfDecidedAsync(act, signed.Value, cancel);
    }

    /// <summary>Where somebody was added and may still be taken out; else the last desk he had, so that he is told why not.</summary>
    private static WorkItem? SeatOf(SigningSheet sheet, long? person)
    {
        var seats = sheet
            .Items.Where(i => i.Seat > 1 && person is not null && (i.OwnerId ?? i.AssigneeId) == person)
            .ToList();
        return seats.FindLast(i => i.State is WorkItemState.Open or WorkItemState.Waiting) ?? seats.LastOrDefault();
    }

    private static SignerPlace? PlaceOf(string place) =>
        place switch
        {
            "before" => SignerPlace.Before,
            "after" => SignerPlace.After,
            "beside" => SignerPlace.Beside,
            _ => null,
        };
}
