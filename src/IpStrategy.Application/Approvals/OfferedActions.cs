using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Domain.Extensions;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Approvals;

/// <param name="Refusal">Null = allowed now; else why not.</param>
public sealed record ActionView(string Name, Refusal? Refusal)
{
    public bool IsAllowed => Refusal is null;
}

/// <summary>Somebody who was added to the step and whom the caller may take out again.</summary>
public sealed record AddedView(string UserName, string Name, string Place);

/// <summary>What one person may do with one work item now, verb by verb, and why not the rest.</summary>
public sealed class OfferedActions(IpStrategyContext db, DomainClock clock)
{
    /// <summary>Stands for a colleague who is not named yet.</summary>
    private const long Somebody = -1;

    internal async Task<ImmutableArray<ActionView>> OfAsync(
        WorkItemCase c,
        SigningSheet sheet,
        CancellationToken cancel
    )
    {
        var desk = new AskedStep(c, sheet.ToStep(c.Submitters), Signatory.Of(c.Actor));
        ImmutableArray<ActionView> actions =
        [
            .. OwnDesk(desk),
            .. OnPeople(desk),
            .. await BackAsync(desk, cancel),
            new("urge", WorkItemRules.MayUrge(c, null, clock.Now)),
            new("request-extension", ExtensionRules.MayAsk(c, null, clock.Now)),
            new("decide-extension", MayDecideExtension(c)),
            new("copy-to", CopyRules.MayCopy(await Visibility.SeenAsAsync(db, c, cancel))),
            desk.View("take-over", new SigningCommand.TakeOver(c.Seat)),
        ];
        // While it stands still nothing is open to anybody.
        return c.IsHeld
            ? [.. actions.Select(a => a with { Refusal = a.Refusal ?? new WorkItemIsSuspended() })]
            : actions;
    }

    /// <summary>Those that the caller has added and who have not acted.</summary>
    internal static IEnumerable<WorkItem> AddedBy(WorkItemCase c, SigningSheet sheet) =>
        sheet.Items.Where(i =>
            i.AddedById == c.Actor.DutyHolder().UserId && i.State is WorkItemState.Open or WorkItemState.Waiting
        );

    private static IEnumerable<ActionView> OwnDesk(AskedStep desk)
    {
        var c = desk.Case;
        var claim = c.IsAssignee
            ? new WorkItemIsClaimedBySomebodyElse(c.Actor.DutyHolder().Name)
            : WorkItemRules.MayClaim(c, null);
        return
        [
            desk.View("claim", claim, new SigningCommand.Claim(c.Seat)),
            desk.View("unclaim", WorkItemRules.MayUnclaim(c, null), new SigningCommand.Unclaim(c.Seat)),
            desk.View("complete", WorkItemRules.MayComplete(c, null), new SigningCommand.Approve(c.Seat)),
            desk.View("reject", WorkItemRules.MayReject(c, null), new SigningCommand.Reject(c.Seat)),
            desk.View("return", WorkItemRules.MayReturn(c, null), new SigningCommand.Return(c.Seat)),
        ];
    }

    private static IEnumerable<ActionView> OnPeople(AskedStep desk)
    {
        var seat = desk.Case.Seat;
        return
        [
            desk.Case.Actor.IsOffice
                ? desk.View("transfer", new SigningCommand.HandOver(seat, Somebody))
                : new("transfer", WorkItemRules.MayTransfer(desk.Case, null)),
            desk.View("delegate", new SigningCommand.Delegate(seat, Somebody)),
            desk.View("resolve", new SigningCommand.Resolve(seat)),
            desk.View(
                "add-signers",
                new SigningCommand.AddSigners(seat, SignerPlace.Beside, [new SignerSeat([], Somebody, 1)])
            ),
            new("remove-signers", MayRemove(desk)),
        ];
    }

    private static Refusal? MayDecideExtension(WorkItemCase c) =>
        c.Item.Step == StepRules.DecideExtension ? WorkItemRules.MayComplete(c, null) : new NoExtensionIsPending();

    private static Refusal? MayRemove(AskedStep desk)
    {
        var added = desk.Step.Signers.Where(s => s.AddedBy == desk.Actor.Duty).ToList();
        var pending = added.FindAll(s => s.IsPending);
        var asked = pending.Count > 0 ? pending : added;
        return asked.Count == 0
            ? new YouHaveAddedNobody()
            : desk.Refusal(new SigningCommand.RemoveSigners([.. asked.Select(s => s.Id)]));
    }

    private async Task<ActionView[]> BackAsync(AskedStep desk, CancellationToken cancel)
    {
        var c = desk.Case;
        if (desk.Step.Signers.Length > 1 && desk.Step.Signers.Any(s => s.IsPending))
        {
            // The others are still at it: only the own word can be taken back, and that on the spot.
            return
            [
                desk.View("take-back", new SigningCommand.TakeBack(c.Seat)),
                new("withdraw", new YouHaveNotActed()),
            ];
        }
        if (c.Item.State != WorkItemState.Completed)
        {
            return [new("take-back", new YouHaveNotActed()), new("withdraw", new YouHaveNotActed())];
        }
        var behind = await Behind.Of(db, c.Item).AsNoTracking().ToListAsync(cancel);
        var refusal = TakingBack.May(c, behind);
        var isPaper = StepRules.For(c.Item)?.Paper is not (null or StepPaper.None or StepPaper.Reply);
        return [new("take-back", refusal), new("withdraw", isPaper ? refusal : new OnlyTheSubmitterMayWithdraw())];
    }

    private sealed record AskedStep(WorkItemCase Case, SigningStep Step, Signatory Actor)
    {
        public ActionView View(string name, SigningCommand command) => new(name, Refusal(command));

        public ActionView View(string name, Refusal? own, SigningCommand command) => new(name, own ?? Refusal(command));

        public Refusal? Refusal(SigningCommand command) =>
            WorkItemRules.Named(SigningRules.MayDecide(Step, command, Actor), Case.Item);
    }
}
