using IpStrategy.Domain.Plans;

namespace IpStrategy.Persistence.Notices;

/// <summary>来文: a notice as it came, with the draft plan read from it and mended by the office.</summary>
public sealed class ImportedNotice
{
    private ImportedNotice() { }

    public ImportedNotice(long id, string hash, string text, string title, string draft)
    {
        (Id, Hash, Text, Title, Draft, Version) = (id, hash, text, title, draft, 1);
    }

    public long Id { get; private set; }

    /// <summary>SHA-256 of the text without white space: the same notice in another wrapping is the same.</summary>
    public string Hash { get; private set; } = "";
    public string Text { get; private set; } = "";
    public string Title { get; private set; } = "";

    /// <summary>The draft plan as JSON.</summary>
    public string Draft { get; private set; } = "";
    public NoticeState State { get; private set; }
    public DateTimeOffset ImportedAt { get; private set; }
    public long ImportedById { get; private set; }
    public string ImportedByName { get; private set; } = "";
    public long? PlanId { get; private set; }
    public int Version { get; private set; }

    public ImportedNotice ImportedBy(long id, string name, DateTimeOffset at)
    {
        (ImportedById, ImportedByName, ImportedAt) = (id, name, at);
        return this;
    }

    public void Mend(string draft)
    {
        Draft = draft;
        Version++;
    }

    /// <summary>送审: who handed it in, and what the clerk or the director wrote last.</summary>
    public long? SubmittedById { get; private set; }
    public string? SubmittedByName { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public string? Remark { get; private set; }

    public void Submit(long byId, string byName, DateTimeOffset at)
    {
        (State, SubmittedById, SubmittedByName, SubmittedAt) = (NoticeState.Submitted, byId, byName, at);
        Version++;
    }

    public void SendBack()
    {
        State = NoticeState.Draft;
        Version++;
    }

    public void Say(string? remark) => Remark = remark;

    public void Issue(long planId)
    {
        (State, PlanId) = (NoticeState.Issued, planId);
        Version++;
    }
}
