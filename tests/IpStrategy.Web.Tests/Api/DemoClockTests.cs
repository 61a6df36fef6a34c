namespace IpStrategy.Web.Tests.Api;

/// <summary>A demonstration of its own: the clock is everybody's.</summary>
public sealed class DemoClockTests : IAsyncLifetime
{
    private readonly DemoHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_falls_due_on_the_way_happens_at_its_time()
    {
        var client = await _host.AsAsync("zscqj.officer");

        var moved = await (await client.PostJsonAsync("/api/demo/clock", new { advance = "P5D" })).ReadAsync(200);

        Assert.Equal(
            new DateTimeOffset(2010, 3, 20, 1, 0, 0, TimeSpan.Zero),
            moved.GetProperty("now").GetDateTimeOffset()
        );
        Assert.True(moved.GetProperty("reminders").GetInt32() > 100);
        var reminders = (await client.GetJsonAsync("/api/inbox?pageSize=200"))
            .Items()
            .Where(m => m.Text("kind") == "reminder" && m.GetProperty("assignmentNumber").GetInt32() == 42)
            .ToDictionary(m => m.GetProperty("offset").GetInt32(), m => m.GetProperty("createdAt").GetDateTimeOffset());
        // Acknowledging is due on Thursday the 18th: the day before, the day itself, the day after; each in waking hours.
        Assert.Equal([-1, 0, 1], reminders.Keys.Order());
        Assert.Equal(
            [17, 18, 19],
            reminders.OrderBy(r => r.Key).Select(r => r.Value.ToOffset(TimeSpan.FromHours(8)).Day)
        );
        var items = await client.GetJsonAsync("/api/work-items?pageSize=1");
        Assert.Equal("red", items.Items().First().Text("light"));
    }

    [Theory]
    [InlineData("-P1D", 422, "CLOCK_ONLY_MOVES_FORWARD")]
    [InlineData("P11Y", 422, "CLOCK_MOVES_TOO_FAR")]
    [InlineData("five days", 400, "VALUE_IS_NOT_ALLOWED")]
    [InlineData("P999999999999999999D", 400, "VALUE_IS_NOT_ALLOWED")]
    public async Task It_moves_forward_and_by_durations_only(string advance, int status, string code)
    {
        var client = await _host.AsAsync("office.clerk");

        await (await client.PostJsonAsync("/api/demo/clock", new { advance })).RefusedAsync(status, code);
    }
}
