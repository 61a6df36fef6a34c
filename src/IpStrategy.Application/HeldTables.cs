using System.Globalization;
using System.Security.Cryptography;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Processes;
using IpStrategy.Application.Proxies;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application;

/// <summary>
/// What this process holds in memory and others change too: a second host, or the command line beside a running server. Who changes
/// any of it puts a new stamp into the same transaction; every signed-in request and every round of the pollers sees the stamp in a
/// read it makes anyway, and reads the tables anew when it is another one.
/// </summary>
public sealed class HeldTables(
    ReferenceTables reference,
    PostHolders holders,
    DefinitionCache definitions,
    StandIns standIns,
    DomainClock clock
) : IDisposable
{
    /// <summary>The setting in which the stamp lies.</summary>
    internal const string StampName = "tables.stamp";

    /// <summary>How far a demonstration's clock has been moved.</summary>
    internal const string ClockOffset = "demo.clockOffset";

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private volatile string? _seen;

    /// <summary>Tells everybody that holds these tables, with the commit of the transaction at hand.</summary>
    internal static Task TouchAsync(IpStrategyContext db, CancellationToken cancel)
    {
        var stamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Settings" ("Name", "Value") VALUES ({StampName}, {stamp})
            ON CONFLICT ("Name") DO UPDATE SET "Value" = excluded."Value"
            """,
            cancel
        );
    }

    /// <summary>Reads everything anew when the stamp is not the one it was last read under.</summary>
    internal async Task FollowAsync(IpStrategyContext db, string? stamp, CancellationToken cancel)
    {
        if (stamp == _seen)
        {
            return;
        }
        await _oneAtATime.WaitAsync(cancel);
        try
        {
            if (stamp != _seen)
            {
                await ReadAsync(db, cancel);
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>For work that nobody signed in for.</summary>
    public async Task FollowAsync(IpStrategyContext db, CancellationToken cancel) =>
        await FollowAsync(db, await Stamp(db).FirstOrDefaultAsync(cancel), cancel);

    /// <summary>Reads everything anew.</summary>
    public async Task RefreshAsync(IpStrategyContext db, CancellationToken cancel)
    {
        await _oneAtATime.WaitAsync(cancel);
        try
        {
            await ReadAsync(db, cancel);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    internal static IQueryable<string> Stamp(IpStrategyContext db) =>
        db.Settings.Where(s => s.Name == StampName).Select(s => s.Value);

    private async Task ReadAsync(IpStrategyContext db, CancellationToken cancel)
    {
        // Before the tables: what changes meanwhile has another stamp, and is read the next time.
        var stamp = await Stamp(db).FirstOrDefaultAsync(cancel);
        reference.Replace(await AgencyTables.DirectoryAsync(db, cancel), await AgencyTables.CalendarAsync(db, cancel));
        await holders.RefreshAsync(db, cancel);
        await definitions.RefreshAsync(db, cancel);
        var text = await db.Settings.Where(s => s.Name == ClockOffset).Select(s => s.Value).FirstOrDefaultAsync(cancel);
        // Forward only: a clock that this process is just moving must not be put back by what was stored before.
        if (text is not null && TimeSpan.FromTicks(long.Parse(text, CultureInfo.InvariantCulture)) is var offset)
        {
            clock.SetOffset(_seen is null || offset > clock.Offset ? offset : clock.Offset);
        }
        await standIns.RefreshAsync(db, cancel);
        _seen = stamp;
    }
}
