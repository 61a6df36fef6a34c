using System.Collections.Immutable;
using IpStrategy.Workflow;

namespace IpStrategy.Domain.Approvals.Signing;

/// <summary>What came of an operation: what happened, in order, and the step after it; or why not.</summary>
public sealed record SigningDecision(ImmutableArray<SigningEvent> Happened, SigningStep Step, Refusal? Refusal);

/// <summary>
/// Every operation on a step of any shape. Pure; each operation is a decision table whose first match wins, then the events it
/// causes. After each, the votes are counted: a decided step closes whatever is still open in it.
/// </summary>
public static class SigningRules
{
    public static SigningDecision Decide(SigningStep step, SigningCommand command, Signatory actor)
    {
        if (MayDecide(step, command, actor) is { } refusal)
        {
            return new SigningDecision([], step, refusal);
        }
        var turn = new SigningTurn(step);
        Carry(turn, command, actor);
        turn.Count();
        return turn.ToDecision();
    }

    /// <summary>Whether the operation would be carried out now; null = yes. Pages ask it for each verb.</summary>
    public static Refusal? MayDecide(SigningStep step, SigningCommand command, Signatory actor) =>
        command switch
        {
            SigningCommand.OnSigner { Signer: var id } when step.Find(id) is null => new SignerDoesNotExist(),
            SigningCommand.RemoveSigners c when c.Signers.Any(id => step.Find(id) is null) => new SignerDoesNotExist(),
            SigningCommand.Resume => !IsOffice(actor) ? new OnlyTheOfficeMay()
            : step.IsSuspended ? null
            : new StepIsNotSuspended(),
            _ when !step.IsOpen => new StepIsDecided(step.Verdict),
            SigningCommand.Terminate or SigningCommand.Void => IsOffice(actor) ? null : new OnlyTheOfficeMay(),
            _ when step.IsSuspended => new StepIsSuspended(),
            SigningCommand.Suspend => IsOffice(actor) ? null : new OnlyTheOfficeMay(),
            SigningCommand.Withdraw => MayWithdraw(step, actor),
            SigningCommand.RemoveSigners c => MayRemove(step, c, actor),
            SigningCommand.TakeBack c => MayTakeBack(step, step.Find(c.Signer)!, actor),
            SigningCommand.TakeOver c => MayTakeOver(step, step.Find(c.Signer)!, actor),
            SigningCommand.HandOver c => MayHandOver(step, c, actor),
            SigningCommand.OnSigner c => MayAct(step, c, actor),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "No such operation."),
        };

    /// <summary>The desk's own rules, then those of a step at which others sit too.</summary>
    private static DomainRefusal? MayAct(SigningStep step, SigningCommand.OnSigner command, Signatory actor)
    {
        var signer = step.Find(command.Signer)!;
        var desk = new Desk(signer, step.IsTurnOf(signer), step.Submitters, actor);
        return DeskRules.MayStand(desk)
            ?? DeskRules.IsFree(desk)
            ?? DeskRules.MayDo(desk, command)
            ?? command switch
            {
                SigningCommand.See or SigningCommand.Resolve or SigningCommand.Unclaim => null,
                SigningCommand.Transfer c => MayHandTo(step, actor, c.To),
                SigningCommand.Delegate c => SignsElsewhere(step, signer, actor) ?? MayHandTo(step, actor, c.To),
                SigningCommand.AddSigners c => SignsElsewhere(step, signer, actor) ?? MayAdd(step, c, actor),
                _ => SignsElsewhere(step, signer, actor),
            };
    }

    private static DomainRefusal? MayHandTo(SigningStep step, Signatory actor, long to) =>
        to switch
        {
            _ when to == actor.PersonId || to == actor.Duty => new TransferNeedsColleague(),
            _ when step.Submitters.Contains(to) => new NobodySignsOffTheirOwnSubmission(),
            _ when step.Signers.Any(s => IsLive(s) && s.Concerns(to)) => new PersonSignsHereAlready(to),
            _ => null,
        };

    private static DomainRefusal? MayAdd(SigningStep step, SigningCommand.AddSigners command, Signatory actor)
    {
        var persons = command.Seats.Select(s => s.PersonId).OfType<long>().ToList();
        return persons switch
        {
            _ when command.Seats.IsEmpty || command.Place == SignerPlace.Drawn => new SignersAreMissing(),
            _ when step.Signers.Length + command.Seats.Length > SigningStep.MostSigners => new TooManySigners(
                SigningStep.MostSigners
            ),
            _ when command.Rule is not null && step.Signers.Count(s => s.HasVote && IsLive(s)) > 1 =>
                new TheRuleIsSettled(),
            _ when persons.GroupBy(p => p).FirstOrDefault(g => g.Count() > 1) is { } twice =>
                new PersonSignsHereAlready(twice.Key),
            _ => persons.Select(p => MayHandTo(step, actor, p)).FirstOrDefault(r => r is not null),
        };
    }

    private static DomainRefusal? MayWithdraw(SigningStep step, Signatory actor) =>
        step switch
        {
            _ when actor.Power != SignatoryPower.Submitter && !step.Submitters.Contains(actor.Duty) =>
                new OnlyTheSubmitterMayWithdraw(),
            _ when step.Signers.Any(s => s.IsSeen || s.HasActed) => new ItWasOpenedAlready(),
            _ => null,
        };

    private static DomainRefusal? MayRemove(SigningStep step, SigningCommand.RemoveSigners command, Signatory actor) =>
        command.Signers.IsEmpty
            ? new SignersAreMissing()
            : command.Signers.Select(id => MayRemove(step.Find(id)!, actor)).FirstOrDefault(r => r is not null);

    private static DomainRefusal? MayRemove(Signer signer, Signatory actor) =>
        signer switch
        {
            { Place: SignerPlace.Drawn } => new OnlyWhoAddedThisSignerMayRemoveHim(),
            _ when signer.AddedBy != actor.Duty => new OnlyWhoAddedThisSignerMayRemoveHim(),
            { HasActed: true } => new WorkItemIsAlreadyDone(null),
            { IsPending: false } => new WorkItemIsClosed(),
            _ => null,
        };

    private static DomainRefusal? MayTakeBack(SigningStep step, Signer signer, Signatory actor) =>
        signer switch
        {
            { HasActed: false } or { ActedById: null } => new YouHaveNotActed(),
            _ when signer.HolderId != actor.Duty => new WorkItemIsNotYours(),
            _ => step.WaitingFor(signer.Id).Any(s => s.IsSeen || s.HasActed) ? new ItWasOpenedAlready() : null,
        };

    private static DomainRefusal? MayTakeOver(SigningStep step, Signer signer, Signatory actor) =>
        signer switch
        {
            _ when !IsOffice(actor) => new OnlyTheOfficeMay(),
            { HasActed: true } => new WorkItemIsAlreadyDone(null),
            { IsPending: false } => new WorkItemIsClosed(),
            _ => Separation.Bars(step.Submitters, actor) ?? SignsElsewhere(step, signer, actor.Duty),
        };

    /// <summary>Of no concern whose desk it is: the one it is handed to must be able to sign there.</summary>
    private static DomainRefusal? MayHandOver(SigningStep step, SigningCommand.HandOver command, Signatory actor)
    {
        var signer = step.Find(command.Signer)!;
        return signer switch
        {
            _ when !IsOffice(actor) => new OnlyTheOfficeActsAcrossAgencies(),
            { HasActed: true } => new WorkItemIsAlreadyDone(null),
            { IsPending: false } => new WorkItemIsClosed(),
            _ when signer.HolderId == command.To => new TransferNeedsColleague(),
            _ when step.Submitters.Contains(command.To) => new NobodySignsOffTheirOwnSubmission(),
            _ => SignsElsewhere(step, signer, command.To),
        };
    }

    /// <summary>Not twice on one step, for oneself or for somebody else.</summary>
    private static PersonSignsHereAlready? SignsElsewhere(SigningStep step, Signer signer, Signatory actor) =>
        SignsElsewhere(step, signer, actor.Duty) ?? SignsElsewhere(step, signer, actor.PersonId);

    private static PersonSignsHereAlready? SignsElsewhere(SigningStep step, Signer signer, long person) =>
        step.Signers.Any(s => s.Id != signer.Id && IsLive(s) && s.Concerns(person))
            ? new PersonSignsHereAlready(person)
            : null;

    private static bool IsLive(Signer signer) => signer.IsPending || signer.HasActed;

    private static bool IsOffice(Signatory actor) => actor.Power == SignatoryPower.Office;

    private static void Carry(SigningTurn turn, SigningCommand command, Signatory actor)
    {
        switch (command)
        {
            case SigningCommand.Return c:
                // Neither for nor against: the paper goes back as it is.
                turn.Add(new SigningEvent.Closed(c.Signer, SignerState.ClosedBecauseReturned));
                turn.Conclude(SigningVerdict.Returned);
                break;
            case SigningCommand.Withdraw:
                turn.Conclude(SigningVerdict.Withdrawn);
                break;
            case SigningCommand.Terminate or SigningCommand.Void:
                turn.Conclude(SigningVerdict.Cancelled);
                break;
            case SigningCommand.AddSigners c:
                AddedSigners.Add(turn, c, actor);
                break;
            case SigningCommand.RemoveSigners c:
                AddedSigners.Remove(turn, c.Signers);
                break;
            case SigningCommand.TakeBack c:
                turn.Reopen(c.Signer);
                break;
            case SigningCommand.See c when turn.Step.Find(c.Signer) is { IsSeen: true }:
                break;
            default:
                turn.Add(EventOf(command, actor));
                break;
        }
    }

    private static SigningEvent EventOf(SigningCommand command, Signatory actor) =>
        command switch
        {
            SigningCommand.Approve c => Acted(c, SignerState.Approved, actor),
            SigningCommand.Reject c => Acted(c, SignerState.Rejected, actor),
            SigningCommand.See c => new SigningEvent.Seen(c.Signer),
            SigningCommand.Claim c => new SigningEvent.Claimed(c.Signer, actor.Duty),
            SigningCommand.Unclaim c => new SigningEvent.Unclaimed(c.Signer),
            SigningCommand.Transfer c => new SigningEvent.Transferred(c.Signer, c.To),
            SigningCommand.Delegate c => new SigningEvent.Delegated(c.Signer, c.To, actor.Duty),
            SigningCommand.Resolve c => new SigningEvent.Resolved(c.Signer),
            SigningCommand.HandOver c => new SigningEvent.Transferred(c.Signer, c.To),
            SigningCommand.TakeOver c => new SigningEvent.TakenOver(c.Signer, actor.Duty),
            SigningCommand.Suspend => new SigningEvent.Suspended(),
            SigningCommand.Resume => new SigningEvent.Resumed(),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "No such operation."),
        };

    private static SigningEvent.Acted Acted(SigningCommand.OnSigner command, SignerState state, Signatory actor) =>
        new(command.Signer, state, actor.PersonId, actor.Duty);
}
