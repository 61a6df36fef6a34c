using System.Collections.Immutable;
using System.Globalization;

namespace IpStrategy.Domain.Approvals.Signing;

/// <summary>签办单: a step with the work items that stand for its signers. Reads the step off them and writes it back.</summary>
/// <param name="Items">One a signer, the drawn one first.</param>
/// <param name="Desks">Candidate groups by seat.</param>
public sealed record SigningSheet(IReadOnlyList<WorkItem> Items, ImmutableDictionary<int, ImmutableArray<string>> Desks)
{
    public WorkItem Drawn => Items[0];

    public SigningStep ToStep(Submitters submitters) =>
        new(
            SigningRuleText.Read(Drawn.SigningRule ?? "all") ?? new SigningRule.All(),
            [.. Items.Select(i => SignerOf(i, Desks[i.Seat]))]
        )
        {
            SubmittedBy = submitters.By,
            SubmittedFor = submitters.For,
            Trail = submitters.Trail,
        };

    /// <summary>Writes what a decision changed into the items it is about; those of added signers must be there already.</summary>
    /// <param name="nameOf">Name of a person.</param>
    public void Store(SigningStep before, SigningStep after, Func<long, string?> nameOf, DateTimeOffset now)
    {
        if (after.Signers.Length > 1)
        {
            Drawn.HaveGuests(SigningRuleText.Of(after.Rule));
        }
        foreach (var signer in after.Signers)
        {
            var item = Items.First(i => i.Seat == signer.Id.Value);
            var old = before.Find(signer.Id);
            if (old is { IsPending: false } && signer.IsPending)
            {
                item.Reopen();
            }
            StorePeople(item, signer, nameOf, now);
            StoreState(item, signer, after, now);
        }
    }

    private static void StorePeople(WorkItem item, Signer signer, Func<long, string?> nameOf, DateTimeOffset now)
    {
        if (signer.IsPending)
        {
            var assignee = signer.AskedId ?? signer.HolderId;
            if (assignee != item.AssigneeId)
            {
                item.Assign(assignee, assignee is { } a ? nameOf(a) : null);
            }
            var owner = signer.AskedId is null ? null : signer.HolderId;
            item.Own(owner, owner is { } o ? nameOf(o) : null);
        }
        item.See(signer.IsSeen ? item.SeenAt ?? now : null);
    }

    private static void StoreState(WorkItem item, Signer signer, SigningStep step, DateTimeOffset now)
    {
        var waits = string.Join(',', signer.WaitsFor.Select(w => w.Value.ToString(CultureInfo.InvariantCulture)));
        var isOpen = item.State is WorkItemState.Open or WorkItemState.Waiting;
        if (signer.IsPending)
        {
            item.WaitFor(waits, step.IsTurnOf(signer) ? WorkItemState.Open : WorkItemState.Waiting);
        }
        else if (isOpen && !signer.HasActed)
        {
            item.Close(StateOf(signer.State), now);
        }
    }

    /// <summary>One desk as it stands by itself.</summary>
    public static Signer SignerOf(WorkItem item, ImmutableArray<string> desks) =>
        new(new SignerId(item.Seat), new SignerSeat(desks, null, item.Weight))
        {
            State = StateOf(item.State),
            Place = item.Place,
            AddedFor = item.AddedForSeat is { } seat ? new SignerId(seat) : null,
            AddedBy = item.AddedById,
            WaitsFor =
            [
                .. item
                    .WaitsFor.Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(s => new SignerId(int.Parse(s, CultureInfo.InvariantCulture))),
            ],
            HolderId = item.OwnerId ?? (item.ClosedForId ?? item.ClosedById ?? item.AssigneeId),
            AskedId = item.OwnerId is null ? null : item.AssigneeId,
            ActedById = item.ClosedById,
            IsSeen = item.SeenAt is not null,
        };

    private static SignerState StateOf(WorkItemState state) =>
        state switch
        {
            WorkItemState.Open or WorkItemState.Waiting => SignerState.Pending,
            WorkItemState.Completed => SignerState.Approved,
            WorkItemState.Rejected => SignerState.Rejected,
            WorkItemState.ClosedBecauseReturned => SignerState.ClosedBecauseReturned,
            WorkItemState.ClosedBecauseDecided => SignerState.ClosedBecauseDecided,
            WorkItemState.ClosedBecauseWithdrawn => SignerState.ClosedBecauseWithdrawn,
            WorkItemState.Removed => SignerState.Removed,
            _ => SignerState.Cancelled,
        };

    private static WorkItemState StateOf(SignerState state) =>
        state switch
        {
            SignerState.Approved => WorkItemState.Completed,
            SignerState.Rejected => WorkItemState.Rejected,
            SignerState.ClosedBecauseReturned => WorkItemState.ClosedBecauseReturned,
            SignerState.ClosedBecauseDecided => WorkItemState.ClosedBecauseDecided,
            SignerState.ClosedBecauseWithdrawn => WorkItemState.ClosedBecauseWithdrawn,
            SignerState.Removed => WorkItemState.Removed,
            SignerState.Pending => WorkItemState.Open,
            _ => WorkItemState.Cancelled,
        };
}
