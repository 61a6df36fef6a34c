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

    /// <summary>The call activity that returned it; null = walks the whole way again.</summary>
    string? ResumeCall { get; }

    /// <summary>The step that returned it; without a call: returned to an earlier signature of the same round.</summary>
    string? ResumeStep { get; }

    void Submit(long byId, string byName, long? forId = null);

    void RememberResume(string? call, string? step);
}
