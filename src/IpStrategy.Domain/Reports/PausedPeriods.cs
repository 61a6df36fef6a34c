using System.Collections.Immutable;

namespace IpStrategy.Domain.Reports;

/// <summary>
/// Periods that ended while an undertaking stood still (中止). When it goes on the latest of them is asked for, as if it had ended
/// then; the earlier ones are not made up for, but stay in sight as passed over.
/// </summary>
/// <param name="AskedFor">Null where no period ended meanwhile.</param>
public sealed record PausedPeriods(ImmutableArray<ReportPeriod> PassedOver, ReportPeriod? AskedFor)
{
    public static readonly PausedPeriods None = new([], null);

    /// <param name="next">The first period that is not accounted for.</param>
    /// <param name="since">Since when it stands still. What ended before was asked for, or still will be.</param>
    /// <param name="now">When it goes on.</param>
    /// <param name="endOf">When a period is over.</param>
    public static PausedPeriods Of(
        ReportPeriod next,
        DateTimeOffset since,
        DateTimeOffset now,
        Func<ReportPeriod, DateTimeOffset> endOf
    )
    {
        var meanwhile = new List<ReportPeriod>();
        for (var period = next; endOf(period) <= now; period = period.Next())
        {
            if (endOf(period) > since)
            {
                meanwhile.Add(period);
            }
        }
        return meanwhile is [.. var earlier, var latest] ? new([.. earlier], latest) : None;
    }
}
