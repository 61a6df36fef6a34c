namespace IpStrategy.Domain.Approvals.Signing;

/// <summary>
/// Counts the votes of a step. A vote is that of a voter together with those added before and after him: approved once all of
/// them approve, rejected once one of them rejects.
/// </summary>
public static class Tally
{
    public static SigningVerdict Of(SigningStep step)
    {
        var votes = step
            .Signers.Where(s => s.HasVote && s.State != SignerState.Removed)
            .Select(s => new Vote(VoteOf(step, s), s.Seat.Weight))
            .ToList();
        return step.Rule switch
        {
            SigningRule.Any when votes.Exists(v => v.State == SignerState.Approved) => SigningVerdict.Approved,
            SigningRule.Any when votes.TrueForAll(v => v.State == SignerState.Rejected) => SigningVerdict.Rejected,
            SigningRule.Any => SigningVerdict.Undecided,
            SigningRule.Share share => OfShare(votes, share.Percent),
            _ when votes.Exists(v => v.State == SignerState.Rejected) => SigningVerdict.Rejected,
            _ when votes.TrueForAll(v => v.State == SignerState.Approved) => SigningVerdict.Approved,
            _ => SigningVerdict.Undecided,
        };
    }

    /// <summary>Pending, approved or rejected.</summary>
    public static SignerState VoteOf(SigningStep step, Signer voter)
    {
        var spoken = step.Signers.Where(s => s.State != SignerState.Removed && step.VoterOf(s).Id == voter.Id).ToList();
        return spoken switch
        {
            _ when spoken.Exists(s => s.State == SignerState.Rejected) => SignerState.Rejected,
            _ when spoken.TrueForAll(s => s.State == SignerState.Approved) => SignerState.Approved,
            _ => SignerState.Pending,
        };
    }

    private static SigningVerdict OfShare(List<Vote> votes, int percent)
    {
        var total = votes.Sum(v => v.Weight);
        var approved = votes.Where(v => v.State == SignerState.Approved).Sum(v => v.Weight);
        var rejected = votes.Where(v => v.State == SignerState.Rejected).Sum(v => v.Weight);
        return approved * 100L >= (long)percent * total ? SigningVerdict.Approved
            : (total - rejected) * 100L < (long)percent * total ? SigningVerdict.Rejected
            : SigningVerdict.Undecided;
    }

    private readonly record struct Vote(SignerState State, int Weight);
}
