using IpStrategy.Application.Approvals;
using IpStrategy.Application.Jobs;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Processes;

/// <param name="Key">Idempotency key; null = none.</param>
/// <param name="Fingerprint">Hash of what is asked for: the same key with another is refused.</param>
public sealed record WriteRequest(string? Key, string Fingerprint)
{
    public static WriteRequest Plain { get; } = new(null, "");
}

/// <summary>
/// What all writes to processes have in common: one transaction, the key looked up first, the answer kept for a repetition, the
/// pollers told afterwards.
/// </summary>
internal sealed class ProcessWrites(IpStrategyContext db, Wake wake)
{
    public async Task<Outcome<T>> RunAsync<T>(
        WriteRequest request,
        Actor actor,
        Func<Task<Outcome<T>>> act,
        CancellationToken cancel
    )
        where T : class
    {
        db.ChangeTracker.Clear();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        if (await EarlierAnswerAsync<T>(request, actor, cancel) is { } earlier)
        {
            return earlier;
        }
        var outcome = await act();
        if (outcome.IsRefused)
        {
            await transaction.DisposeAsync();
            await KeepRefusalAsync(request, actor, outcome.Refusal!, cancel);
            return outcome;
        }
        Keep(request, actor, KeptAnswer.OfValue(outcome.Value));
        await SaveAsync(cancel);
        await transaction.CommitAsync(cancel);
        wake.Pollers();
        return outcome;
    }

    /// <summary>
    /// A refusal is an answer too: who repeats a request whose answer was lost must not find that it is done after all by now.
    /// </summary>
    private async Task KeepRefusalAsync(WriteRequest request, Actor actor, Refusal refusal, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        // A key used for something else keeps its first answer.
        if (request.Key is null || refusal is KeyWasUsedForSomethingElse)
        {
            return;
        }
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        await RowLocks.NameAsync(db, LockOf(actor, request.Key), cancel);
        if (!await db.IdempotencyKeys.AnyAsync(k => k.UserId == actor.UserId && k.Key == request.Key, cancel))
        {
            Keep(request, actor, KeptAnswer.Of(refusal));
            await SaveAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
    }

    private void Keep(WriteRequest request, Actor actor, string answer)
    {
        if (request.Key is { } key)
        {
            db.IdempotencyKeys.Add(new IdempotencyKey(actor.UserId, key, request.Fingerprint, answer, wake.RealNow));
        }
    }

    private static string LockOf(Actor actor, string key) => $"key {actor.UserId} {key}";

    private async Task SaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (Exception e) when (StorageErrors.IsBusy(e))
        {
            throw new StorageIsBusyException(e);
        }
    }

    private async Task<Outcome<T>?> EarlierAnswerAsync<T>(WriteRequest request, Actor actor, CancellationToken cancel)
        where T : class
    {
        if (request.Key is not { } key)
        {
            return null;
        }
        // The same request sent twice at once: the second waits here, and then finds the answer.
        await RowLocks.NameAsync(db, LockOf(actor, key), cancel);
        var earlier = await db.IdempotencyKeys.FirstOrDefaultAsync(
            k => k.UserId == actor.UserId && k.Key == key,
            cancel
        );
        if (earlier is null)
        {
            return null;
        }
        if (wake.RealNow - earlier.CreatedAt <= ForgetAnsweredKeys.Life)
        {
            if (earlier.RequestHash != request.Fingerprint)
            {
                return new KeyWasUsedForSomethingElse();
            }
            if (KeptAnswer.Read<T>(earlier.Answer) is { } answer)
            {
                return answer;
            }
        }
        db.Remove(earlier);
        await db.SaveChangesAsync(cancel);
        return null;
    }
}
