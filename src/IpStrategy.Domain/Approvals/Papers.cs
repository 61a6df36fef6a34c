namespace IpStrategy.Domain.Approvals;

public enum ReplyOutcome
{
    Concur,
    ConcurWithComments,
    NonConcur,
    NotConcerned,
}

/// <summary>反馈意见: what a co-responsible agency answered in one round of consultation.</summary>
public sealed class Reply
{
    private Reply() { }

    public Reply(long id, WorkItem item, ReplyOutcome outcome, string opinion, Actor by)
    {
        (Id, WorkItemId, UndertakingId, AgencyCode) = (id, item.Id, item.UndertakingId!.Value, item.Body);
        (Round, Outcome, Opinion) = (item.Round, outcome, opinion);
        (GivenById, GivenByName) = (by.UserId, by.Name);
        (GivenForId, GivenForName) = (by.For?.UserId, by.For?.Name);
    }

    /// <summary>视为同意: by the rule the office chose for silence. No person's act, and none is named.</summary>
    public static Reply Deemed(long id, WorkItem item, DateTimeOffset at) =>
        new(id, item, ReplyOutcome.Concur, "", Actor.Automatic)
        {
            IsDeemed = true,
            GivenByName = "",
            GivenAt = at,
        };

    public long Id { get; private set; }
    public long WorkItemId { get; private set; }
    public long UndertakingId { get; private set; }
    public int Round { get; private set; }
    public string AgencyCode { get; private set; } = "";
    public ReplyOutcome Outcome { get; private set; }

    /// <summary>Nobody replied: the rule for silence made it a concurrence.</summary>
    public bool IsDeemed { get; private set; }
    public string Opinion { get; private set; } = "";
    public long GivenById { get; private set; }
    public string GivenByName { get; private set; } = "";

    /// <summary>代理: for whom; null where he spoke for himself.</summary>
    public long? GivenForId { get; private set; }
    public string? GivenForName { get; private set; }

    /// <summary>Both, as it is shown.</summary>
    public string GivenBy => PersonName.Of(GivenByName, GivenForName);
    public DateTimeOffset GivenAt { get; private set; }

    public Reply At(DateTimeOffset at)
    {
        GivenAt = at;
        return this;
    }
}

public enum PaperKind
{
    ActionPlan,
    Consolidated,
    Completion,

    /// <summary>进展报告.</summary>
    Report,
}

/// <summary>A paper the lead submits: the action plan, its consolidated form, the application for completion.</summary>
public sealed class Submission
{
    private Submission() { }

    public Submission(long id, WorkItem item, PaperKind kind, string text, Actor by)
    {
        (Id, WorkItemId, UndertakingId, Kind, Text) = (id, item.Id, item.UndertakingId!.Value, kind, text);
        (SubmittedById, SubmittedByName) = (by.UserId, by.Name);
        (SubmittedForId, SubmittedForName) = (by.For?.UserId, by.For?.Name);
    }

    public long Id { get; private set; }
    public long WorkItemId { get; private set; }
    public long UndertakingId { get; private set; }
    public PaperKind Kind { get; private set; }
    public string Text { get; private set; } = "";

    /// <summary>Evidence for promised deliverables; only with the application for completion.</summary>
    public string? Evidence { get; private set; }
    public long SubmittedById { get; private set; }
    public string SubmittedByName { get; private set; } = "";

    /// <summary>代理: for whom; null where he handed it in for himself.</summary>
    public long? SubmittedForId { get; private set; }
    public string? SubmittedForName { get; private set; }

    /// <summary>Both, as it is shown.</summary>
    public string SubmittedBy => PersonName.Of(SubmittedByName, SubmittedForName);
    public DateTimeOffset SubmittedAt { get; private set; }

    public Submission At(DateTimeOffset at, string? evidence)
    {
        (SubmittedAt, Evidence) = (at, evidence);
        return this;
    }
}

/// <summary>意见: what somebody wrote when signing, checking, answering, deciding or returning.</summary>
public sealed class Opinion
{
    private Opinion() { }

    public Opinion(long id, WorkItem item, string verdict, string text, Actor by)
    {
        (Id, WorkItemId, UndertakingId, Step) = (id, item.Id, item.UndertakingId, item.Step);
        (Verdict, Text, GivenById, GivenByName) = (verdict, text, by.UserId, by.Name);
        (GivenForId, GivenForName) = (by.For?.UserId, by.For?.Name);
    }

    public long Id { get; private set; }
    public long WorkItemId { get; private set; }
    public long? UndertakingId { get; private set; }
    public string Step { get; private set; } = "";

    /// <summary>The verb that was carried out: complete, return, urge, transfer.</summary>
    public string Verdict { get; private set; } = "";
    public string Text { get; private set; } = "";
    public long GivenById { get; private set; }
    public string GivenByName { get; private set; } = "";

    /// <summary>代理: for whom; null where he spoke for himself.</summary>
    public long? GivenForId { get; private set; }
    public string? GivenForName { get; private set; }

    /// <summary>Both, as it is shown.</summary>
    public string GivenBy => PersonName.Of(GivenByName, GivenForName);
    public DateTimeOffset GivenAt { get; private set; }

    public Opinion At(DateTimeOffset at)
    {
        GivenAt = at;
        return this;
    }
}
