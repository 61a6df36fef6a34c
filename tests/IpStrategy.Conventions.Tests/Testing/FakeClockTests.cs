using IpStrategy.Testing;

namespace IpStrategy.Conventions.Tests.Testing;

public sealed class FakeClockTests
{
    [Fact]
    public void Stands_still_until_it_is_moved()
    {
        var clock = new FakeClock();

        Assert.Equal(FakeClock.MorningOfTheNotice, clock.GetUtcNow());
        clock.Advance(TimeSpan.FromMinutes(90));
        Assert.Equal(FakeClock.MorningOfTheNotice.AddMinutes(90), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(90), clock.GetElapsedTime(0));
    }

    [Fact]
    public void Fires_timers_in_the_order_of_their_due_times_and_shows_those_times()
    {
        var clock = new FakeClock();
        List<(string Name, double Minutes)> fired = [];
        using var late = clock.CreateTimer(_ => Note("late"), null, TimeSpan.FromMinutes(30), Timeout.InfiniteTimeSpan);
        using var early = clock.CreateTimer(
            _ => Note("early"),
            null,
            TimeSpan.FromMinutes(10),
            TimeSpan.FromMinutes(15)
        );

        clock.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal([("early", 10), ("late", 30)], fired);

        // What repeats fires once in a move, and then on its old beat.
        clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(2, fired.Count);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(("early", 55), fired[^1]);

        void Note(string name) => fired.Add((name, (clock.Now - FakeClock.MorningOfTheNotice).TotalMinutes));
    }

    [Fact]
    public void Lets_a_timer_fire_once_after_the_clock_was_set_back()
    {
        var clock = new FakeClock();
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);

        clock.SetTo(FakeClock.MorningOfTheNotice.AddDays(-1));
        Assert.Equal(0, fired);
        clock.SetTo(FakeClock.MorningOfTheNotice.AddDays(1));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, fired);
    }

    [Fact]
    public void Is_understood_by_the_frameworks_own_waiting()
    {
        var clock = new FakeClock();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(5), clock);

        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(deadline.IsCancellationRequested);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(deadline.IsCancellationRequested);
    }
}
