namespace IpStrategy.Domain.Approvals.Signing;

/// <summary>加签、减签: who waits for whom when signers are added, and who goes with one that is taken out.</summary>
internal static class AddedSigners
{
    public static void Add(SigningTurn turn, SigningCommand.AddSigners command, Signatory actor)
    {
        var anchor = turn.Step.Find(command.Signer)!;
        var behind = turn.Step.WaitingFor(anchor.Id).Select(s => s.Id).ToList();
        if (anchor.HolderId is null)
        {
            // Who adds others has taken the matter in hand.
            turn.Add(new SigningEvent.Claimed(anchor.Id, actor.Duty));
        }
        if (command.Rule is { } rule)
        {
            turn.Add(new SigningEvent.RuleSet(rule));
        }
        var inTurn = command.Place == SignerPlace.Beside && turn.Step.Rule is SigningRule.InTurn;
        var before = inTurn ? [anchor.Id] : anchor.WaitsFor;
        foreach (var seat in command.Seats)
        {
            var added = new Signer(turn.Step.NextId, seat)
            {
                Place = command.Place == SignerPlace.Beside ? PlaceBeside(anchor) : command.Place,
                AddedFor = command.Place == SignerPlace.Beside && !anchor.HasVote ? anchor.AddedFor : anchor.Id,
                AddedBy = actor.Duty,
                WaitsFor = command.Place == SignerPlace.After ? [anchor.Id] : before,
            };
            turn.Add(new SigningEvent.Added(added));
            foreach (var later in command.Place == SignerPlace.Before ? [anchor.Id] : behind)
            {
                turn.Add(new SigningEvent.Deferred(later, added.Id));
            }
            before = inTurn ? [added.Id] : before;
        }
    }

    /// <summary>Beside one who only speaks into another's vote stands one who does the same.</summary>
    private static SignerPlace PlaceBeside(Signer anchor) => anchor.HasVote ? SignerPlace.Beside : anchor.Place;

    /// <summary>Takes out signers and, with each, those he had added who have not acted.</summary>
    public static void Remove(SigningTurn turn, IEnumerable<SignerId> signers)
    {
        var leaving = new Queue<SignerId>(signers);
        while (leaving.TryDequeue(out var next))
        {
            if (turn.Step.Find(next) is { IsPending: false })
            {
                // He left already with the one who had added him.
                continue;
            }
            turn.Add(new SigningEvent.Closed(next, SignerState.Removed));
            foreach (var guest in turn.Step.Signers.Where(s => s.AddedFor == next && s.IsPending))
            {
                leaving.Enqueue(guest.Id);
            }
        }
    }
}
