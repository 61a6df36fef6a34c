using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Delivery;

/// <param name="Facts">For the page to word in the reader's language.</param>
public sealed record InboxView(
    string Id,
    string Kind,
    MessageFacts Facts,
    string? WorkItemId,
    string? UndertakingId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ReadAt
);

/// <summary>收件箱: the caller's own messages, newest first.</summary>
public sealed class Inbox(IpStrategyContext db, DomainClock clock)
{
    private const string List = "inbox";

    /// <summary>True for a mark that this list gave out.</summary>
    public static bool Gave(string mark) => ListMark.Read(List, mark) is not null;

    public async Task<Page<InboxView>> RunAsync(string? after, int pageSize, Actor actor, CancellationToken cancel)
    {
        var mine = db.Inbox.AsNoTracking().Where(m => m.RecipientId == actor.UserId);
        var total = await mine.CountAsync(cancel);
        var older = ListMark.Read(List, after) is var (_, last) ? mine.Where(m => m.Id < last) : mine;
        var rows = await older.OrderByDescending(m => m.Id).Take(pageSize + 1).ToListAsync(cancel);
        var page = rows.Take(pageSize).ToList();
        return new(
            page.ConvertAll(m => new InboxView(
                Opaque.Of(m.Id),
                Words.Of(m.Kind),
                MessageFacts.FromJson(m.Facts),
                m.WorkItemId is { } item ? Opaque.Of(item) : null,
                m.UndertakingId is { } undertaking ? Opaque.Of(undertaking) : null,
                m.CreatedAt,
                m.ReadAt
            )),
            total,
            rows.Count > pageSize ? ListMark.Of(List, 0, page[^1].Id) : null
        );
    }

    public Task<int> UnreadCountAsync(Actor actor, CancellationToken cancel) =>
        db.Inbox.CountAsync(m => m.RecipientId == actor.UserId && m.ReadAt == null, cancel);

    /// <returns>False where the message does not exist or is somebody else's.</returns>
    public async Task<bool> ReadAsync(long id, Actor actor, CancellationToken cancel)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        var message = await db.Inbox.FirstOrDefaultAsync(m => m.Id == id && m.RecipientId == actor.UserId, cancel);
        if (message is null)
        {
            return false;
        }
        message.Read(clock.Now);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }
}
