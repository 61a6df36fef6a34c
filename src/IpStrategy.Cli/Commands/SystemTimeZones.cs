using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Cli.Commands;

/// <summary>The zone files of this machine.</summary>
internal sealed class SystemTimeZones : ITimeZoneRules
{
    private SystemTimeZones() { }

    public static SystemTimeZones Instance { get; } = new();

    public bool TryOffset(string zoneId, DateTime local, out TimeSpan offset)
    {
        var isFound = TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out var zone);
        offset = zone?.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)) ?? TimeSpan.Zero;
        return isFound;
    }

    public TimeSpan? OffsetAt(string zoneId, DateTimeOffset instant) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out var zone) ? zone.GetUtcOffset(instant) : null;
}
