using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Reminders;

namespace IpStrategy.Application.Agencies;

/// <summary>Agencies and working days as they stand in the database, read once and replaced as a whole when they change.</summary>
public sealed class ReferenceTables
{
    public AgencyDirectory Directory { get; private set; } = AgencyDirectory.Empty;
    public WorkingCalendar Calendar { get; private set; } = WorkingCalendar.WeekendsOnly;
    public DueSettings Days { get; init; } = DueSettings.China;
    public WakingHours Hours { get; init; } = WakingHours.China;
    public ReminderRule Reminders { get; init; } = ReminderRule.Default;

    public void Replace(AgencyDirectory directory, WorkingCalendar calendar) =>
        (Directory, Calendar) = (directory, calendar);

    /// <summary>The short name of an agency, or its code where the directory has none.</summary>
    public string NameOf(string code) => Directory.Find(new AgencyCode(code))?.Name ?? code;

    /// <summary>The short name it bore then: history is told under the names of its time.</summary>
    public string NameOf(string code, DateTimeOffset at) =>
        Directory.Find(new AgencyCode(code))?.NameAt(Days.DateAt(at)) ?? code;
}
