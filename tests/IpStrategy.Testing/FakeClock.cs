namespace IpStrategy.Testing;

/// <summary>
/// A clock that stands still until a test moves it. Timers made from it fire inside <see cref="Advance"/> and
/// <see cref="SetTo"/>, in the order of their due times, with the clock showing the due time of the one that fires. One that
/// repeats fires once in a move and keeps its beat, as one does on a machine that has slept: a move of half a year is not
/// five million rounds of what looks every three seconds.
/// </summary>
public sealed class FakeClock : TimeProvider
{
    /// <summary>Monday 2010-03-15 09:00 in Tianjin, the morning the model notice was issued.</summary>
    public static readonly DateTimeOffset MorningOfTheNotice = new(2010, 3, 15, 1, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly DateTimeOffset _origin;
    private DateTimeOffset _now;

    public FakeClock()
        : this(MorningOfTheNotice) { }

    public FakeClock(DateTimeOffset start)
    {
        _origin = start.ToUniversalTime();
        _now = _origin;
    }

    /// <summary>What the clock shows.</summary>
    public DateTimeOffset Now => GetUtcNow();

    /// <summary>Fixed, so that no test depends on the machine's zone.</summary>
    public override TimeZoneInfo LocalTimeZone { get; } =
        TimeZoneInfo.CreateCustomTimeZone("Asia/Shanghai", TimeSpan.FromHours(8), "Asia/Shanghai", "Asia/Shanghai");

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <summary>Never runs backwards, also when the clock is set back.</summary>
    public override long GetTimestamp() => Math.Max(0, (GetUtcNow() - _origin).Ticks);

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        SetTo(Now + by);
    }

    /// <summary>Moves to an instant; going back is allowed (clocks jump) and fires nothing.</summary>
    public void SetTo(DateTimeOffset instant)
    {
        var target = instant.ToUniversalTime();
        while (TakeNextDue(target) is { } timer)
        {
            timer.Fire();
        }

        lock (_gate)
        {
            _now = target;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private FakeTimer? TakeNextDue(DateTimeOffset target)
    {
        lock (_gate)
        {
            var next = _timers.Where(t => t.DueAt <= target).MinBy(t => t.DueAt);
            if (next is null)
            {
                return null;
            }

            // A timer that was due before a backward jump fires now; the clock is not turned back for it.
            _now = next.DueAt > _now ? next.DueAt : _now;
            next.Rearm(target);
            return next;
        }
    }

    private sealed class FakeTimer(FakeClock clock, Action callback) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset DueAt { get; private set; }

        public void Fire() => callback();

        public void Rearm(DateTimeOffset target)
        {
            if (_period > TimeSpan.Zero)
            {
                DueAt += _period * (Math.Max(0, (target - DueAt).Ticks / _period.Ticks) + 1);
            }
            else
            {
                clock._timers.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueAt = clock._now + dueTime;
                    clock._timers.Add(this);
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
