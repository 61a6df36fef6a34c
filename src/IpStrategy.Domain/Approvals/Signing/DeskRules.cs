namespace IpStrategy.Domain.Approvals.Signing;

/// <summary>One desk of a step, and who stands before it.</summary>
/// <param name="IsTurn">Nobody it waits for is pending.</param>
/// <param name="Submitters">Whose paper is signed there.</param>
public sealed record Desk(Signer Signer, bool IsTurn, Submitters Submitters, Signatory Actor)
{
    internal bool IsAsked => Signer.AskedId == Actor.Duty;

    internal bool IsHolder => Signer.HolderId == Actor.Duty;

    internal bool IsHis => IsAsked || IsHolder || Actor.SitsAt(Signer.Seat);
}

/// <summary>
/// Who may act at a desk, whether it is the only one of its step or one of many: the one place that says so. First match wins.
/// The names in refusals are those of the desk; who knows them puts them in.
/// </summary>
public static class DeskRules
{
    /// <summary>One of those who may, while there is something to be done.</summary>
    public static DomainRefusal? MayStand(Desk desk) =>
        desk switch
        {
            { IsHis: false } => new WorkItemIsNotYours(),
            { Signer.HasActed: true } => new WorkItemIsAlreadyDone(null),
            { Signer.IsPending: false } => new WorkItemIsClosed(),
            { IsTurn: false } => new ItIsNotYourTurn(),
            _ => null,
        };

    /// <summary>Nobody else has taken it.</summary>
    public static DomainRefusal? IsFree(Desk desk) =>
        desk.Signer.HolderId is null || desk.IsHolder || desk.IsAsked ? null : new WorkItemIsClaimedBySomebodyElse("");

    /// <summary>What the verb asks of the desk itself.</summary>
    public static DomainRefusal? MayDo(Desk desk, SigningCommand.OnSigner command) =>
        (command, desk.Signer.AskedId) switch
        {
            (SigningCommand.See, _) => null,
            (SigningCommand.Resolve, null) => new NobodyWasAsked(),
            (SigningCommand.Resolve, _) => desk.IsAsked ? null : new WorkItemIsNotYours(),
            // Who was asked gives his answer; the decision stays with the one who asked.
            (_, { }) when desk.IsAsked => new OnlyTheOwnerDecides(""),
            (SigningCommand.Unclaim, { }) => null,
            (_, { }) => new AnAnswerIsAwaited(),
            (SigningCommand.Unclaim, _) => desk.Signer.HolderId is null ? new WorkItemIsNotClaimed() : null,
            (SigningCommand.Transfer, _) => null,
            // Not on one's own paper, for oneself or for somebody else.
            _ => Separation.Bars(desk.Submitters, desk.Actor),
        };
}
