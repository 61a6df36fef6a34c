using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Reports;

/// <summary>How the figures of periods and agencies become one.</summary>
public enum Aggregation
{
    /// <summary>Each figure is what came about in its period: all of them are added up.</summary>
    Sum,

    /// <summary>Each figure is how it stood at the end of its period: the latest of each agency are added up.</summary>
    Latest,

    /// <summary>The highest figure of any agency counts.</summary>
    Max,
}

/// <summary>Where an indicator stands.</summary>
public enum IndicatorLight
{
    Reached,

    /// <summary>Short of the figure, but the text says 左右.</summary>
    WithinTolerance,
    Short,
}

/// <summary>What is to be counted, and up to where.</summary>
/// <param name="TolerancePercent">How far below still counts as reached where the text says 左右; 0 = not at all.</param>
public sealed record IndicatorTarget(
    string Name,
    string Unit,
    decimal Target,
    decimal TolerancePercent,
    Aggregation Aggregation
);

/// <summary>指标: a counted target of an assignment.</summary>
public sealed class Indicator
{
    private Indicator() { }

    /// <param name="number">From 1, in the order of the text.</param>
    public Indicator(long id, long assignmentId, int number, IndicatorTarget target)
    {
        (Id, AssignmentId, Number) = (id, assignmentId, number);
        Set(target);
    }

    public long Id { get; private set; }
    public long AssignmentId { get; private set; }
    public int Number { get; private set; }
    public string Name { get; private set; } = "";
    public string Unit { get; private set; } = "";
    public decimal Target { get; private set; }
    public decimal TolerancePercent { get; private set; }
    public Aggregation Aggregation { get; private set; }

    public IndicatorTarget AsTarget() => new(Name, Unit, Target, TolerancePercent, Aggregation);

    public void Set(IndicatorTarget target)
    {
        (Name, Unit, Target) = (target.Name, target.Unit, target.Target);
        (TolerancePercent, Aggregation) = (target.TolerancePercent, target.Aggregation);
    }
}

/// <summary>One figure: what one agency has for one period.</summary>
public sealed class IndicatorValue
{
    private IndicatorValue() { }

    public IndicatorValue(long indicatorId, string agencyCode, string period) =>
        (IndicatorId, AgencyCode, Period) = (indicatorId, agencyCode, period);

    public long IndicatorId { get; private set; }
    public string AgencyCode { get; private set; } = "";

    /// <summary>Text of a <see cref="ReportPeriod"/>.</summary>
    public string Period { get; private set; } = "";
    public decimal Figure { get; private set; }
    public DateTimeOffset EnteredAt { get; private set; }
    public long EnteredById { get; private set; }
    public string EnteredByName { get; private set; } = "";

    /// <summary>机构改革: the same figure as the successor's; who entered it stays on it.</summary>
    public IndicatorValue PassTo(string agencyCode)
    {
        var passed = new IndicatorValue(IndicatorId, agencyCode, Period);
        (passed.Figure, passed.EnteredAt) = (Figure, EnteredAt);
        (passed.EnteredById, passed.EnteredByName) = (EnteredById, EnteredByName);
        return passed;
    }

    /// <summary>Two bodies have become one: what each of them counted is counted together.</summary>
    public void TakeIn(IndicatorValue other, Aggregation aggregation) =>
        Figure = aggregation == Aggregation.Max ? Math.Max(Figure, other.Figure) : Figure + other.Figure;

    public void Enter(decimal figure, Actor by, DateTimeOffset at) =>
        (Figure, EnteredById, EnteredByName, EnteredAt) = (figure, by.UserId, by.Name, at);
}
