using IpStrategy.Application.Audit;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Attachments;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IpStrategy.Application.Attachments;

/// <summary>Shows the scanner what nobody has looked at; what it condemns is isolated, and the uploader and the office are told.</summary>
public sealed partial class ScanAttachments
{
    private const int MostAtOnce = 20;
    private const int MostFailures = 3;
    private readonly IpStrategyContext _db;
    private readonly FileStore _store;
    private readonly IFileScan _scan;
    private readonly PostHolders _holders;
    private readonly MessageWriter _messages;
    private readonly AuditTrail _audit;
    private readonly ILogger<ScanAttachments> _log;

    internal ScanAttachments(
        IpStrategyContext db,
        FileStore store,
        IFileScan scan,
        PostHolders holders,
        MessageWriter messages,
        AuditTrail audit,
        ILogger<ScanAttachments> log
    ) => (_db, _store, _scan, _holders, _messages, _audit, _log) = (db, store, scan, holders, messages, audit, log);

    /// <returns>How many contents were decided on.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (_scan.Scanning == Scanning.Off)
        {
            return 0;
        }
        var waiting = await _db
            .Attachments.AsNoTracking()
            .Where(a => a.State == ScanState.Unscanned)
            .OrderBy(a => a.Id)
            .Select(a => a.Hash)
            .Take(MostAtOnce)
            .ToListAsync(cancel);
        var (decided, failures) = (0, 0);
        foreach (var hash in waiting.Distinct().TakeWhile(_ => failures < MostFailures))
        {
            var isDecided = await ScanAsync(hash, cancel);
            (decided, failures) = isDecided ? (decided + 1, 0) : (decided, failures + 1);
        }
        return decided;
    }

    private async Task<bool> ScanAsync(string hash, CancellationToken cancel)
    {
        try
        {
            await using var content = _store.Open(hash);
            if (content is null)
            {
                HasNoContent(_log, hash);
                return false;
            }
            var verdict = await _scan.ScanAsync(content, cancel);
            if (verdict is ScanVerdict.Undecided undecided)
            {
                CouldNotTell(_log, hash, undecided.Answer);
                return false;
            }
            await StoreAsync(hash, (verdict as ScanVerdict.Infected)?.Finding, cancel);
            return true;
        }
        catch (ScannerIsAwayException e)
        {
            IsAway(_log, e);
            return false;
        }
    }

    private async Task StoreAsync(string hash, string? finding, CancellationToken cancel)
    {
        await using (var transaction = await WriteTransaction.BeginAsync(_db, cancel))
        {
            await RowLocks.NameAsync(_db, KeepFiles.LockOf(hash), cancel);
            var rows = await _db
                .Attachments.Where(a => a.Hash == hash && a.State == ScanState.Unscanned)
                .ToListAsync(cancel);
            foreach (var row in rows)
            {
                await StoreAsync(row, finding, cancel);
            }
            await _db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        _db.ChangeTracker.Clear();
        if (finding is not null)
        {
            // The rows shut it off already; where this is cut short the content only lies in the wrong folder.
            _store.Isolate(hash);
        }
    }

    private async Task StoreAsync(Attachment row, string? finding, CancellationToken cancel)
    {
        if (finding is null)
        {
            row.Pass();
            return;
        }
        row.Condemn(finding);
        var item = await _db.WorkItems.AsNoTracking().SingleAsync(w => w.Id == row.WorkItemId, cancel);
        var office = _holders.InGroup(PostGroups.OfficeClerk);
        var people = _holders.Find(row.UploadedById) is { } uploader ? office.Add(uploader) : office;
        var facts = MessageFacts.Of(item) with { From = row.UploadedBy, Text = $"{row.Name}: {finding}" };
        _messages.Tell(people, MessageKind.AttachmentInfected, facts, Opaque.Of(row.Id));
        _audit.Note(
            new AuditNote(
                Actor.Automatic,
                "quarantine",
                $"attachment:{Opaque.Of(row.Id)}",
                new { state = ScanState.Unscanned },
                new { state = row.State, finding }
            )
            {
                UndertakingId = row.UndertakingId,
                AssignmentId = row.AssignmentId,
            }
        );
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The content {Hash} of an attachment is not in the data folder.")]
    private static partial void HasNoContent(ILogger log, string hash);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The scanner could not tell about {Hash}: {Answer}")]
    private static partial void CouldNotTell(ILogger log, string hash, string answer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file scanner cannot be reached; attachments wait for it.")]
    private static partial void IsAway(ILogger log, Exception exception);
}
