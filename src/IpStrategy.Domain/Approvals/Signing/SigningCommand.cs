using System.Collections.Immutable;

namespace IpStrategy.Domain.Approvals.Signing;

/// <summary>Who acts on a step.</summary>
/// <param name="Desks">Candidate groups he belongs to; those of his principal where he acts as proxy.</param>
/// <param name="For">代理: the person he acts for; null = himself.</param>
public sealed record Signatory(long PersonId, ImmutableArray<string> Desks, long? For = null)
{
    public SignatoryPower Power { get; init; }

    /// <summary>Codes of the bodies he acts for, himself and as proxy.</summary>
    public ImmutableArray<string> Bodies { get; init; } = [];

    /// <summary>The person whose duty it is.</summary>
    public long Duty => For ?? PersonId;

    /// <summary>What the office may do it does in its own name, never as somebody's proxy.</summary>
    public static Signatory Of(Actor actor) =>
        new(actor.UserId, actor.DutyHolder().Groups, actor.For?.UserId)
        {
            Power = actor.IsOffice ? SignatoryPower.Office : SignatoryPower.None,
            Bodies = Separation.BodiesOf(actor),
        };

    /// <summary>The one who acts or the one he acts for: what is forbidden to either is forbidden.</summary>
    public bool IsOneOf(Submitters submitters) => submitters.Contains(PersonId) || submitters.Contains(Duty);

    public bool SitsAt(SignerSeat seat) => Desks.Any(d => seat.Desks.Contains(d));
}

/// <summary>What somebody may do beyond signing.</summary>
public enum SignatoryPower
{
    None,

    /// <summary>The office: takes over, suspends, resumes, terminates.</summary>
    Office,

    /// <summary>Whoever submitted the paper: may withdraw it.</summary>
    Submitter,
}

/// <summary>Every operation on a step, a closed set.</summary>
public abstract record SigningCommand
{
    /// <summary>An operation on the desk of one signer.</summary>
    public abstract record OnSigner(SignerId Signer) : SigningCommand;

    public sealed record See(SignerId Signer) : OnSigner(Signer);

    public sealed record Claim(SignerId Signer) : OnSigner(Signer);

    public sealed record Unclaim(SignerId Signer) : OnSigner(Signer);

    public sealed record Approve(SignerId Signer) : OnSigner(Signer);

    public sealed record Reject(SignerId Signer) : OnSigner(Signer);

    public sealed record Return(SignerId Signer) : OnSigner(Signer);

    public sealed record TakeBack(SignerId Signer) : OnSigner(Signer);

    public sealed record Transfer(SignerId Signer, long To) : OnSigner(Signer);

    public sealed record Delegate(SignerId Signer, long To) : OnSigner(Signer);

    public sealed record Resolve(SignerId Signer) : OnSigner(Signer);

    public sealed record AddSigners(SignerId Signer, SignerPlace Place, ImmutableArray<SignerSeat> Seats)
        : OnSigner(Signer)
    {
        /// <summary>How the step is counted from now on; only while it has one vote. Null = as before.</summary>
        public SigningRule? Rule { get; init; }
    }

    public sealed record TakeOver(SignerId Signer) : OnSigner(Signer);

    /// <summary>跨单位转办: the office puts somebody in the place of whoever has it.</summary>
    public sealed record HandOver(SignerId Signer, long To) : OnSigner(Signer);

    /// <summary>Takes out those that the caller has added: all of them or none.</summary>
    public sealed record RemoveSigners(ImmutableArray<SignerId> Signers) : SigningCommand;

    public sealed record Withdraw : SigningCommand;

    public sealed record Suspend : SigningCommand;

    public sealed record Resume : SigningCommand;

    public sealed record Terminate : SigningCommand;

    /// <summary>作废: as if it had never been asked; what was done stays on record.</summary>
    public sealed record Void : SigningCommand;
}
