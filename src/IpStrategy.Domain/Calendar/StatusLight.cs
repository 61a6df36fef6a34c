namespace IpStrategy.Domain.Calendar;

/// <summary>状态灯: computed from dates alone. Not a 督办单, which a person issues.</summary>
public enum StatusLight
{
    /// <summary>正常.</summary>
    Green,

    /// <summary>临期: within the days before the due date.</summary>
    Yellow,

    /// <summary>逾期.</summary>
    Red,

    /// <summary>暂停: suspended, or an extension is pending.</summary>
    Grey,
}

/// <summary>
/// The instants at which a light turns, stored so that a query compares them with now and nothing has to be recomputed
/// at midnight.
/// </summary>
/// <param name="YellowAt">Start of the day that lies the set number of working days before the due date.</param>
/// <param name="RedAt">The due instant.</param>
/// <param name="GreyFrom">Since when it is suspended or its extension pending; null while time runs.</param>
public sealed record LightThresholds(DateTimeOffset YellowAt, DateTimeOffset RedAt, DateTimeOffset? GreyFrom = null)
{
    /// <summary>The thresholds of a due date.</summary>
    public static LightThresholds For(DueDate due, WorkingCalendar calendar, DueSettings settings)
    {
        ArgumentNullException.ThrowIfNull(due);
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(settings);
        var yellowDay = calendar.AddWorkingDays(due.Date, -settings.YellowWithinWorkingDays);
        var yellowAt = settings.InstantAt(yellowDay, TimeSpan.Zero);
        return new LightThresholds(yellowAt < due.Instant ? yellowAt : due.Instant, due.Instant);
    }

    /// <summary>The light at an instant; on a threshold it has turned.</summary>
    public StatusLight LightAt(DateTimeOffset now) =>
        this switch
        {
            { GreyFrom: { } grey } when now >= grey => StatusLight.Grey,
            _ when now >= RedAt => StatusLight.Red,
            _ when now >= YellowAt => StatusLight.Yellow,
            _ => StatusLight.Green,
        };
}
