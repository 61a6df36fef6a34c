using System.Security.Cryptography;
using System.Text;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Notices;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Notices;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Notices;

/// <summary>Reads a notice into a draft plan. Nothing is started; a text that is no notice leaves nothing behind.</summary>
public sealed class ImportNotice(
    IpStrategyContext db,
    ReferenceTables reference,
    Ids ids,
    DomainClock clock,
    AuditTrail audit
)
{
    public const int MostBytes = 2 * 1024 * 1024;

    public async Task<Outcome<NoticeView>> RunAsync(byte[] file, Actor actor, CancellationToken cancel)
    {
        if (RightsTable.May(actor, Operation.PrepareNotice) is { } notAllowed)
        {
            return notAllowed;
        }
        if (file.Length > MostBytes)
        {
            return new NoticeIsTooLarge(MostBytes);
        }
        var text = NoticeEncoding.Decode(file);
        var draft = NoticeReader.Read(text, reference.Directory);
        if (!draft.IsNotice)
        {
            var why = draft.Diagnostics.FirstOrDefault(d => d.Code == NoticeCode.NoItems);
            return new TextIsNoNotice(why?.Arguments.FirstOrDefault() ?? "", why?.Line ?? 1, why?.Column ?? 1);
        }
        var notice = new ImportedNotice(
            ids.Next(),
            HashOf(text),
            text,
            draft.Title ?? "",
            NoticeDocument.Of(draft).ToJson()
        );
        return await StoreAsync(notice.ImportedBy(actor.UserId, actor.Name, clock.Now), actor, cancel);
    }

    private async Task<Outcome<NoticeView>> StoreAsync(ImportedNotice notice, Actor actor, CancellationToken cancel)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        if (await EarlierAsync(notice.Hash, cancel) is { } earlier)
        {
            return earlier;
        }
        db.Notices.Add(notice);
        audit.Note(NoticeNotes.Imported(actor, notice));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        // Two imported it at the same moment; where writers do not queue, the index tells the second.
        catch (DbUpdateException e) when (StorageErrors.IsDuplicate(e))
        {
            await transaction.DisposeAsync();
            return (await EarlierAsync(notice.Hash, cancel))!;
        }
        await transaction.CommitAsync(cancel);
        return NoticeView.Of(notice);
    }

    private async Task<NoticeWasImportedBefore?> EarlierAsync(string hash, CancellationToken cancel) =>
        await db.Notices.AsNoTracking().FirstOrDefaultAsync(n => n.Hash == hash, cancel) is { } earlier
            ? new NoticeWasImportedBefore(Opaque.Of(earlier.Id), earlier.ImportedAt, earlier.ImportedByName)
            : null;

    /// <summary>White space does not count: the same notice in another wrapping is the same.</summary>
    private static string HashOf(string text)
    {
        var dense = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '\uFEFF'));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(dense)));
    }
}
