using System.Collections.Immutable;

namespace IpStrategy.Domain.Approvals.Signing;

/// <summary>One operation being carried out: the step as it becomes, and what has happened so far.</summary>
internal sealed class SigningTurn(SigningStep step)
{
    private readonly ImmutableArray<SigningEvent>.Builder _happened = ImmutableArray.CreateBuilder<SigningEvent>();

    public SigningStep Step { get; private set; } = step;

    public void Add(SigningEvent happened)
    {
        _happened.Add(happened);
        Step = SigningEvent.Apply(Step, happened);
    }

    /// <summary>The step ends so; whatever is still pending is closed with the reason as its state.</summary>
    public void Conclude(SigningVerdict verdict)
    {
        var state = verdict switch
        {
            SigningVerdict.Returned => SignerState.ClosedBecauseReturned,
            SigningVerdict.Withdrawn => SignerState.ClosedBecauseWithdrawn,
            SigningVerdict.Cancelled => SignerState.Cancelled,
            _ => SignerState.ClosedBecauseDecided,
        };
        Close(Step.Signers.Where(s => s.IsPending), state);
        Add(new SigningEvent.Concluded(verdict));
    }

    /// <summary>Counts the votes: a decided step ends, and in a decided vote nobody is asked any more.</summary>
    public void Count()
    {
        if (!Step.IsOpen)
        {
            return;
        }
        if (Tally.Of(Step) is var verdict and not SigningVerdict.Undecided)
        {
            Conclude(verdict);
            return;
        }
        Close(
            Step.Signers.Where(s => s.IsPending && Tally.VoteOf(Step, Step.VoterOf(s)) == SignerState.Rejected),
            SignerState.ClosedBecauseDecided
        );
    }

    /// <summary>Takes back what somebody did, and with it what was closed only because of that.</summary>
    public void Reopen(SignerId id)
    {
        var voter = Step.VoterOf(Step.Find(id)!);
        Add(new SigningEvent.Reopened(id));
        if (Tally.VoteOf(Step, voter) == SignerState.Rejected)
        {
            return;
        }
        var closed = Step.Signers.Where(s =>
            s.State == SignerState.ClosedBecauseDecided && Step.VoterOf(s).Id == voter.Id
        );
        foreach (var signer in closed.ToList())
        {
            Add(new SigningEvent.Reopened(signer.Id));
        }
    }

    public SigningDecision ToDecision() => new(_happened.ToImmutable(), Step, null);

    private void Close(IEnumerable<Signer> signers, SignerState state)
    {
        foreach (var signer in signers.ToList())
        {
            Add(new SigningEvent.Closed(signer.Id, state));
        }
    }
}
