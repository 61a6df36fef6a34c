using System.Collections.Immutable;

namespace IpStrategy.Domain.Approvals.Signing;

/// <summary>How the signers of one step come to a verdict.</summary>
public abstract record SigningRule
{
    /// <summary>会签: everybody must approve; one rejection decides.</summary>
    public sealed record All : SigningRule;

    /// <summary>或签: the first approval decides; a rejection only when everybody rejects.</summary>
    public sealed record Any : SigningRule;

    /// <summary>票签: approved once this share of the weight approves, rejected once it can no longer be reached.</summary>
    /// <param name="Percent">1 to 100, of the weight of all votes.</param>
    public sealed record Share(int Percent) : SigningRule;

    /// <summary>依次: one after another in their order; one rejection decides.</summary>
    public sealed record InTurn : SigningRule;
}

/// <summary>What came of a step.</summary>
public enum SigningVerdict
{
    Undecided,
    Approved,
    Rejected,

    /// <summary>退回: sent back to an earlier step.</summary>
    Returned,

    /// <summary>撤回: the submitter took the paper back before it was opened.</summary>
    Withdrawn,

    /// <summary>中止、作废: ended from outside.</summary>
    Cancelled,
}

/// <summary>Who handed in what is signed, and for whom; none of either where nothing is signed off.</summary>
public readonly record struct Submitters(long? By, long? For)
{
    /// <summary>What else keeps somebody from signing here.</summary>
    public PaperTrail Trail { get; init; }

    public bool Contains(long person) => person == By || person == For;
}

/// <summary>
/// A step on which one or several signers act: a value, changed only by events. Which signers may act follows from it and is
/// never stored, so that what is open cannot contradict what is decided.
/// </summary>
public sealed record SigningStep(SigningRule Rule, ImmutableArray<Signer> Signers)
{
    public const int MostSigners = 100;

    public SigningVerdict Verdict { get; init; }

    /// <summary>中止期间: nobody acts until the office resumes.</summary>
    public bool IsSuspended { get; init; }

    /// <summary>Who submitted what is signed here: never one of its signers. Null where nothing is signed off.</summary>
    public long? SubmittedBy { get; init; }

    /// <summary>代理: for whom it was submitted, who is none of its signers either.</summary>
    public long? SubmittedFor { get; init; }

    /// <summary>Which way the paper came here.</summary>
    public PaperTrail Trail { get; init; }

    public Submitters Submitters => new(SubmittedBy, SubmittedFor) { Trail = Trail };

    public bool IsOpen => Verdict == SigningVerdict.Undecided;

    /// <summary>Those whose turn it is.</summary>
    public IEnumerable<Signer> Open => IsOpen && !IsSuspended ? Signers.Where(IsTurnOf) : [];

    public Signer? Find(SignerId id) => Signers.FirstOrDefault(s => s.Id == id);

    public SignerId NextId => new(Signers.IsEmpty ? 1 : Signers.Max(s => s.Id.Value) + 1);

    /// <summary>Pending, and nobody it waits for is pending.</summary>
    public bool IsTurnOf(Signer signer) =>
        signer.IsPending && signer.WaitsFor.All(id => Find(id) is not { IsPending: true });

    /// <summary>Those who wait for this one.</summary>
    public IEnumerable<Signer> WaitingFor(SignerId id) => Signers.Where(s => s.WaitsFor.Contains(id));

    /// <summary>The vote an added signer speaks into: that of the voter he was added before or after.</summary>
    public Signer VoterOf(Signer signer)
    {
        var voter = signer;
        while (!voter.HasVote && voter.AddedFor is { } anchor && Find(anchor) is { } next)
        {
            voter = next;
        }
        return voter;
    }

    /// <summary>A step as it opens: everybody at once, or one after another.</summary>
    public static SigningStep Begin(SigningRule rule, params ReadOnlySpan<SignerSeat> seats)
    {
        var signers = ImmutableArray.CreateBuilder<Signer>(seats.Length);
        foreach (var seat in seats)
        {
            var id = new SignerId(signers.Count + 1);
            ImmutableArray<SignerId> before =
                rule is SigningRule.InTurn && signers.Count > 0 ? [new SignerId(signers.Count)] : [];
            signers.Add(new Signer(id, seat) { WaitsFor = before });
        }
        return new SigningStep(rule, signers.DrainToImmutable());
    }
}
