using System.Text.Json;
using IpStrategy.Application.Jobs;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Delivery;

/// <summary>
/// Sends what waits in the outbox, at least once: a message is marked delivered after the other side has taken it, and carries the
/// same id when it is sent again.
/// </summary>
public sealed class DeliverOutbox(IpStrategyContext db, IMailTransport transport, Wake wake)
{
    private const int BatchSize = 50;
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>How long a message belongs to whoever took it to send it; after a crash it is sent again then.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <returns>How many were taken by the other side.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = wake.RealNow;
        var waiting = await db
            .Outbox.Where(m => m.DeliveredAt == null && m.NextAttemptAt <= now)
            .OrderBy(m => m.NextAttemptAt)
            .ThenBy(m => m.Id)
            .Take(BatchSize)
            .ToListAsync(cancel);
        var delivered = 0;
        foreach (var message in waiting)
        {
            if (await TakeAsync(message, cancel))
            {
                delivered += await TryAsync(message, cancel) ? 1 : 0;
                await SaveAsync(cancel);
            }
        }
        return delivered;
    }

    /// <summary>False where another round, here or on another host, was faster.</summary>
    private async Task<bool> TakeAsync(OutboxMessage message, CancellationToken cancel)
    {
        var (seen, until) = (message.NextAttemptAt, wake.RealNow + Lease);
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        var taken = await db
            .Outbox.Where(m => m.Id == message.Id && m.DeliveredAt == null && m.NextAttemptAt == seen)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.NextAttemptAt, until), cancel);
        await transaction.CommitAsync(cancel);
        return taken == 1;
    }

    private async Task SaveAsync(CancellationToken cancel)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task<bool> TryAsync(OutboxMessage message, CancellationToken cancel)
    {
        try
        {
            await transport.SendAsync(JsonSerializer.Deserialize<MailPayload>(message.Payload)!, cancel);
            message.Delivered(wake.RealNow);
            return true;
        }
        catch (MailIsNotTakenException e)
        {
            // 1, 2, 4 … minutes: a server that is down for a night costs a handful of attempts.
            var pause = TimeSpan.FromMinutes(Math.Pow(2, Math.Min(message.Attempts, 12)));
            message.Failed(e.Message, wake.RealNow + (pause < LongestPause ? pause : LongestPause));
            return false;
        }
    }
}

/// <summary>The mail server did not take a message; it is tried again later.</summary>
public sealed class MailIsNotTakenException(string message, Exception? inner) : Exception(message, inner);

/// <summary>How a mail leaves the house: SMTP, or nowhere when no server is set.</summary>
public interface IMailTransport
{
    /// <exception cref="MailIsNotTakenException">The other side did not take it.</exception>
    Task SendAsync(MailPayload mail, CancellationToken cancel);
}
