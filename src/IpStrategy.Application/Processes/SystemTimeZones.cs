using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Processes;

/// <summary>The zone rules of this machine, handed to expressions.</summary>
internal sealed class SystemTimeZones : ITimeZoneRules
{
    public bool TryOffset(string zoneId, DateTime local, out TimeSpan offset)
    {
        var found = TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out var zone);
        offset = found ? zone!.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)) : TimeSpan.Zero;
        return found;
    }

    public TimeSpan? OffsetAt(string zoneId, DateTimeOffset instant) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out var zone) ? zone.GetUtcOffset(instant) : null;
}
