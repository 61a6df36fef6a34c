namespace IpStrategy.Domain.Plans;

/// <summary>任务分工方案: what was issued from one notice.</summary>
public sealed class Plan
{
    private Plan() { }

    public Plan(long id, long noticeId, string title, string? issuer, string? documentNumber, DateOnly? noticeDate)
    {
        (Id, NoticeId, Title, Issuer) = (id, noticeId, title, issuer);
        (DocumentNumber, NoticeDate) = (documentNumber, noticeDate);
    }

    public long Id { get; private set; }
    public long NoticeId { get; private set; }
    public string Title { get; private set; } = "";
    public string? Issuer { get; private set; }
    public string? DocumentNumber { get; private set; }
    public DateOnly? NoticeDate { get; private set; }
    public DateTimeOffset IssuedAt { get; private set; }
    public long IssuedById { get; private set; }
    public string IssuedByName { get; private set; } = "";

    /// <summary>Whether due dates move on by the working days of a suspension.</summary>
    public bool SuspensionMovesDueDates { get; private set; } = true;

    public void Issue(DateTimeOffset at, long byId, string byName) =>
        (IssuedAt, IssuedById, IssuedByName) = (at, byId, byName);

    public void Choose(PlanChoices choices) => SuspensionMovesDueDates = choices.SuspensionMovesDueDates;
}

/// <summary>What the office chooses for a plan as a whole.</summary>
public sealed record PlanChoices(bool SuspensionMovesDueDates);

public sealed class PlanSection
{
    private PlanSection() { }

    public PlanSection(long planId, int number, string label, string title) =>
        (PlanId, Number, Label, Title) = (planId, number, label, title);

    public long PlanId { get; private set; }
    public int Number { get; private set; }
    public string Label { get; private set; } = "";
    public string Title { get; private set; } = "";
}
