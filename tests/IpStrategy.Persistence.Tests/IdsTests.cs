using IpStrategy.Testing;

namespace IpStrategy.Persistence.Tests;

public sealed class IdsTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void Ids_of_many_threads_are_all_different_and_rise_in_each()
    {
        var ids = new Ids(TimeProvider.System);
        var drawn = new long[8][];
        Parallel.For(
            0,
            drawn.Length,
            thread => drawn[thread] = [.. Enumerable.Range(0, 20_000).Select(_ => ids.Next())]
        );
        Assert.All(drawn, own => Assert.Equal(own.Order(), own));
        Assert.Equal(8 * 20_000, drawn.SelectMany(own => own).Distinct().Count());
    }

    [Fact]
    public void They_rise_with_time()
    {
        var ids = new Ids(_clock);
        var before = ids.Next();
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(ids.Next() > before);
    }

    [Fact]
    public void They_rise_also_within_one_millisecond_and_beyond_its_4096()
    {
        var ids = new Ids(_clock);
        var drawn = Enumerable.Range(0, 10_000).Select(_ => ids.Next()).ToList();
        Assert.Equal(drawn.Order(), drawn);
        Assert.Equal(drawn.Count, drawn.Distinct().Count());
    }

    [Fact]
    public void They_rise_also_when_the_clock_is_set_back()
    {
        var ids = new Ids(_clock);
        var before = ids.Next();
        _clock.SetTo(_clock.Now.AddHours(-1));
        var after = Enumerable.Range(0, 5000).Select(_ => ids.Next()).ToList();
        Assert.Equal(after.Order(), after);
        Assert.True(after[0] > before);
    }

    [Fact]
    public void They_are_positive_for_the_life_of_the_product()
    {
        _clock.SetTo(new DateTimeOffset(2079, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.True(new Ids(_clock).Next() > 0);
    }
}
