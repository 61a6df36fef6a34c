namespace IpStrategy.Domain.Approvals;

/// <summary>
/// What is remembered of papers on their way through signatures: who handed in the last one, and where a returned one goes on. The
/// course of an assignment has one, every progress report beside it another, so that neither mistakes the other's paper for its own.
/// </summary>
public interface IPaperTrail
{
    /// <summary>Nobody signs off their own.</summary>
    long? SubmittedById { get; }

    /// <summary>代理: for whom it was handed in; null = for himself.</summary>
    long? SubmittedForId { get; }

    /// <summary>Code of the body that handed it in, as it was then; null where that is the lead of today.</summary>
    string? SubmittedBody { get; }

    /// <summary>Who has signed the present paper at which step: <c>leaderSign:12;officeCheck:15</c>.</summary>
    string SignedBy { get; }

    /// <summary>The call activity that returned it; null = walks the whole way again.</summary>
    string? ResumeCall { get; }

    /// <summary>The step that returned it; without a call: returned to an earlier signature of the same round.</summary>
    string? ResumeStep { get; }

    void Submit(long byId, string byName, long? forId = null);

    void RememberResume(string? call, string? step);
}
