using System.Threading.Channels;

namespace IpStrategy.Application.Jobs;

/// <summary>
/// Tells this process's pollers that a commit may have made something due, so that nothing waits for the next regular round.
/// An optimisation: the rounds find everything by themselves.
/// </summary>
public sealed class Wake(TimeProvider clock)
{
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>The time of machines: keys, attempts, tokens go by it, not by the domain's clock.</summary>
    public DateTimeOffset RealNow => clock.GetUtcNow();

    public void Pollers() => _signals.Writer.TryWrite(true);

    public ValueTask<bool> WaitAsync(CancellationToken cancel) => _signals.Reader.ReadAsync(cancel);
}
