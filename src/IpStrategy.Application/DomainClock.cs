namespace IpStrategy.Application;

/// <summary>
/// The time of the office's world: due dates, reminders and history go by it. A demonstration moves it; sessions, tokens and rate
/// limits never see it.
/// </summary>
public sealed class DomainClock(TimeProvider clock)
{
    private long _offsetTicks;

    public DateTimeOffset Now => clock.GetUtcNow().AddTicks(Interlocked.Read(ref _offsetTicks));

    /// <summary>The time of machines: locks of workers, attempts, keys go by it.</summary>
    public DateTimeOffset RealNow => clock.GetUtcNow();

    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    public void SetOffset(TimeSpan offset) => Interlocked.Exchange(ref _offsetTicks, offset.Ticks);
}
