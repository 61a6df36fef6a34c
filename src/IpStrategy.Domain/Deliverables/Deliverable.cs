using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;

namespace IpStrategy.Domain.Deliverables;

/// <summary>核对: what the office made of the evidence.</summary>
public enum DeliverableVerdict
{
    Unchecked,
    Accepted,
    NotAccepted,
}

/// <summary>成果: a paper or system that an undertaking has promised, with what shows that it is there.</summary>
public sealed class Deliverable
{
    public const int LongestTitle = 200;
    public const int LongestNote = 2000;

    private Deliverable() { }

    public Deliverable(long id, Undertaking undertaking, int number, string title)
    {
        (Id, UndertakingId, AssignmentId) = (id, undertaking.Id, undertaking.AssignmentId);
        (Number, Title) = (number, title);
    }

    public long Id { get; private set; }
    public long UndertakingId { get; private set; }
    public long AssignmentId { get; private set; }

    /// <summary>From 1, within its undertaking.</summary>
    public int Number { get; private set; }
    public string Title { get; private set; } = "";

    /// <summary>As the notice was read; null where the office added it.</summary>
    public string? ReadTitle { get; private set; }

    /// <summary>免交: why it need not be shown; null = it must.</summary>
    public string? WaivedBecause { get; private set; }
    public string? WaivedByName { get; private set; }

    /// <summary>Evidence that is no file: a document number, an address.</summary>
    public string? Note { get; private set; }
    public string? NotedByName { get; private set; }
    public DeliverableVerdict Verdict { get; private set; }

    /// <summary>Why it was not accepted.</summary>
    public string? VerdictReason { get; private set; }
    public string? CheckedByName { get; private set; }
    public DateTimeOffset? CheckedAt { get; private set; }
    public int Version { get; private set; } = 1;

    public bool IsWaived => WaivedBecause is not null;

    public Deliverable AsRead()
    {
        ReadTitle = Title;
        return this;
    }

    public void Rename(string title) => (Title, Version) = (title, Version + 1);

    public void Waive(string because, Actor by) =>
        (WaivedBecause, WaivedByName, Version) = (because, by.SignedName, Version + 1);

    /// <summary>Asked for again.</summary>
    public void Demand() => (WaivedBecause, WaivedByName, Version) = (null, null, Version + 1);

    /// <param name="note">Null takes it away.</param>
    public void Show(string? note, Actor by)
    {
        (Note, NotedByName) = (note, note is null ? null : by.SignedName);
        Forget();
    }

    /// <summary>Other evidence is to be looked at anew.</summary>
    public void Forget()
    {
        (Verdict, VerdictReason, CheckedByName, CheckedAt) = (DeliverableVerdict.Unchecked, null, null, null);
        Version++;
    }

    /// <param name="reason">Null where it was accepted.</param>
    public void Check(DeliverableVerdict verdict, string? reason, Actor by, DateTimeOffset at)
    {
        (Verdict, VerdictReason, CheckedByName, CheckedAt) = (verdict, reason, by.SignedName, at);
        Version++;
    }
}

/// <summary>An attachment that shows a deliverable.</summary>
public sealed class DeliverableEvidence
{
    private DeliverableEvidence() { }

    public DeliverableEvidence(long deliverableId, long attachmentId) =>
        (DeliverableId, AttachmentId) = (deliverableId, attachmentId);

    public long DeliverableId { get; private set; }
    public long AttachmentId { get; private set; }
}
