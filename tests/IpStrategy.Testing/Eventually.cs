using System.Diagnostics;
using Xunit.Sdk;

namespace IpStrategy.Testing;

/// <summary>
/// Waits for something another thread, process or node does. The one place where a test may wait; it looks often and
/// gives up at a deadline, so a green test costs no more than what it waits for.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? deadline = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, deadline);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? deadline = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var limit = deadline ?? DefaultDeadline;
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > limit)
            {
                throw new XunitException($"Not within {limit.TotalSeconds} s: {what}");
            }

            await Task.Delay(LookEvery);
        }
    }

    /// <summary>Asks until there is an answer, and returns it.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> question, string what, TimeSpan? deadline = null)
        where T : class
    {
        T? answer = null;
        await TrueAsync(async () => (answer = await question()) is not null, what, deadline);
        return answer!;
    }

    /// <summary>Repeats assertions until they hold; at the deadline the last failure is the test's.</summary>
    public static async Task PassesAsync(Func<Task> assertions, TimeSpan? deadline = null)
    {
        ArgumentNullException.ThrowIfNull(assertions);
        var limit = deadline ?? DefaultDeadline;
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await assertions();
                return;
            }
            catch (XunitException) when (watch.Elapsed <= limit)
            {
                await Task.Delay(LookEvery);
            }
        }
    }
}
