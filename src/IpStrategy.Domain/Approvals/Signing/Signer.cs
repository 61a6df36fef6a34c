using System.Collections.Immutable;

namespace IpStrategy.Domain.Approvals.Signing;

/// <summary>Number of a signer within the step.</summary>
public readonly record struct SignerId(int Value);

/// <summary>Where an added signer stands to the one who added him.</summary>
public enum SignerPlace
{
    /// <summary>Was there from the start.</summary>
    Drawn,

    /// <summary>前加签: gives his word first; the one who added him acts after him. No vote of his own.</summary>
    Before,

    /// <summary>后加签: acts after the one who added him, whose vote counts only then. No vote of his own.</summary>
    After,

    /// <summary>并加签: acts beside him, with a vote of his own.</summary>
    Beside,
}

public enum SignerState
{
    Pending,
    Approved,
    Rejected,

    /// <summary>Somebody else returned the paper; nobody decided here.</summary>
    ClosedBecauseReturned,

    /// <summary>The step, or the vote he speaks into, was decided without him.</summary>
    ClosedBecauseDecided,
    ClosedBecauseWithdrawn,

    /// <summary>减签: taken out by the one who had added him.</summary>
    Removed,
    Cancelled,
}

/// <summary>Who may sit at a signer's desk.</summary>
/// <param name="Desks">Candidate groups, any of whose members may take it.</param>
/// <param name="PersonId">The one it is meant for; null = whoever takes it.</param>
/// <param name="Weight">Counts under <see cref="SigningRule.Share"/>; at least 1.</param>
public sealed record SignerSeat(ImmutableArray<string> Desks, long? PersonId, int Weight)
{
    public static SignerSeat Of(params ImmutableArray<string> desks) => new(desks, null, 1);
}

/// <summary>One of those who act on a step.</summary>
public sealed record Signer(SignerId Id, SignerSeat Seat)
{
    public SignerState State { get; init; }
    public SignerPlace Place { get; init; }

    /// <summary>Next to whom he was added.</summary>
    public SignerId? AddedFor { get; init; }

    /// <summary>The person who added him, and alone may take him out.</summary>
    public long? AddedBy { get; init; }

    /// <summary>He may act once none of these is pending.</summary>
    public ImmutableArray<SignerId> WaitsFor { get; init; } = [];

    /// <summary>Who has taken it; null = lies open for all of its desks.</summary>
    public long? HolderId { get; init; } = Seat.PersonId;

    /// <summary>委派: who was asked and has not answered yet.</summary>
    public long? AskedId { get; init; }

    /// <summary>Who acted; differs from the holder where a proxy acted.</summary>
    public long? ActedById { get; init; }

    /// <summary>True once whoever is to act has opened it: then nothing behind it may be taken back.</summary>
    public bool IsSeen { get; init; }

    public bool IsPending => State == SignerState.Pending;
    public bool HasActed => State is SignerState.Approved or SignerState.Rejected;
    public bool HasVote => Place is SignerPlace.Drawn or SignerPlace.Beside;

    /// <summary>Concerns this person: holds it, was asked, or has acted.</summary>
    public bool Concerns(long personId) => HolderId == personId || AskedId == personId || ActedById == personId;
}
