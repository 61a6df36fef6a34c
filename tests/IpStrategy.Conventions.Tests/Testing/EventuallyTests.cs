using IpStrategy.Testing;
using Xunit.Sdk;

namespace IpStrategy.Conventions.Tests.Testing;

public sealed class EventuallyTests
{
    [Fact]
    public async Task Returns_as_soon_as_the_condition_holds()
    {
        var asked = 0;
        await Eventually.TrueAsync(() => ++asked == 3, "three questions");
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task Fails_with_what_was_waited_for_at_the_deadline()
    {
        var failure = await Assert.ThrowsAsync<XunitException>(() =>
            Eventually.TrueAsync(() => false, "the mail arrives", TimeSpan.FromMilliseconds(50))
        );
        Assert.Contains("the mail arrives", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_the_last_failed_assertion_at_the_deadline()
    {
        await Assert.ThrowsAnyAsync<XunitException>(() =>
            Eventually.PassesAsync(
                () =>
                {
                    Assert.Equal(1, 2);
                    return Task.CompletedTask;
                },
                TimeSpan.FromMilliseconds(50)
            )
        );
    }
}
