using System.Globalization;
using System.Text.Json;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Jobs;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;

namespace IpStrategy.Application.Audit;

/// <summary>
/// The chain's end of one day, kept outside of the database: who cuts the chain's end off, or makes it anew, cannot make it end
/// in this hash again.
/// </summary>
public sealed record Anchor(DateOnly Date, long Sequence, long Segment, string Hash, DateTimeOffset At)
{
    public const string FileName = "anchors.jsonl";

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>Null for a line that is none.</summary>
    public static Anchor? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Anchor>(line, JsonSerializerOptions.Web) is { Hash.Length: 64 } anchor
                ? anchor
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string FileIn(AuditSettings settings, PersistenceSettings storage) =>
        Path.Combine(
            settings.AnchorFolder is { Length: > 0 } folder ? folder : Path.Combine(storage.DataFolder, "anchors"),
            FileName
        );
}

/// <summary>Once a day writes the chain's end to a file and mails it to the audit administrators.</summary>
public sealed class AnchorAudit(
    IpStrategyContext db,
    AuditSettings settings,
    PersistenceSettings storage,
    ReferenceTables reference,
    PostHolders holders,
    MessageWriter messages,
    Wake wake
)
{
    /// <returns>1 when it wrote one.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var (now, today) = (wake.RealNow, reference.Days.DateAt(wake.RealNow));
        if (TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, reference.Days.Zone).DateTime) < settings.AnchorAt)
        {
            return 0;
        }
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        await RowLocks.NameAsync(db, "audit anchor", cancel);
        var last = await AuditState.LastAnchorAsync(db, cancel);
        var head = await ChainHead.OfAsync(db, cancel);
        if (last?.Date >= today || head.Segment == 0)
        {
            return 0;
        }
        var anchor = new Anchor(today, head.Sequence, head.Segment, head.Hash, now);
        // First the file: one line too many does no harm, one too few would.
        await AppendAsync(anchor, cancel);
        await AuditState.PutAsync(db, AuditState.AnchorName, anchor.ToJson(), cancel);
        Tell(anchor);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return 1;
    }

    private async Task AppendAsync(Anchor anchor, CancellationToken cancel)
    {
        var file = Anchor.FileIn(settings, storage);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
        await using var writer = new StreamWriter(stream);
        await writer.WriteAsync((anchor.ToJson() + "\n").AsMemory(), cancel);
        await writer.FlushAsync(cancel);
        stream.Flush(flushToDisk: true);
    }

    private void Tell(Anchor anchor)
    {
        var day = anchor.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var facts = new MessageFacts(0, day, anchor.Hash, "", "", PostGroups.OfficeCode, anchor.Date)
        {
            Text = anchor.Sequence.ToString(CultureInfo.InvariantCulture),
        };
        messages.Tell(holders.WithPost(Post.AuditAdministrator), MessageKind.AuditAnchor, facts, $"anchor:{day}");
    }
}
