using System.Text.Json;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Audit;

/// <summary>What the last verification found.</summary>
public sealed record LastVerification(DateTimeOffset At, bool IsSound, long Entries, int Damages);

/// <summary>How the chain stands: for the page, and so that the day's work is done once.</summary>
public sealed record AuditState(ChainHead Head, int Unsealed, Anchor? LastAnchor, LastVerification? LastVerification)
{
    internal const string AnchorName = "audit.anchor";
    internal const string VerificationName = "audit.verification";

    internal static async Task<AuditState> OfAsync(IpStrategyContext db, CancellationToken cancel) =>
        new(
            await ChainHead.OfAsync(db, cancel),
            await db.AuditUnsealed.CountAsync(cancel),
            await LastAnchorAsync(db, cancel),
            await TextAsync(db, VerificationName, cancel) is { } text
                ? JsonSerializer.Deserialize<LastVerification>(text, JsonSerializerOptions.Web)
                : null
        );

    internal static async Task<Anchor?> LastAnchorAsync(IpStrategyContext db, CancellationToken cancel) =>
        await TextAsync(db, AnchorName, cancel) is { } text ? Anchor.Read(text) : null;

    internal static async Task PutAsync(IpStrategyContext db, string name, string value, CancellationToken cancel)
    {
        if (await db.Settings.FirstOrDefaultAsync(s => s.Name == name, cancel) is { } setting)
        {
            setting.Change(value);
            return;
        }
        db.Settings.Add(new Setting(name, value));
    }

    private static Task<string?> TextAsync(IpStrategyContext db, string name, CancellationToken cancel) =>
        db.Settings.AsNoTracking().Where(s => s.Name == name).Select(s => s.Value).FirstOrDefaultAsync(cancel);
}
