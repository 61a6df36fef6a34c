using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Jobs;

/// <summary>Idempotency keys live 24 hours; after that a repetition is a new request, and the stored answer only takes room.</summary>
public sealed class ForgetAnsweredKeys(IpStrategyContext db, Wake wake)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <returns>How many were forgotten.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var before = wake.RealNow - Life;
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        var forgotten = await db.IdempotencyKeys.Where(k => k.CreatedAt < before).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
        return forgotten;
    }
}
