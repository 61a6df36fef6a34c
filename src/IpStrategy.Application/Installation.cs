using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Calendar;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application;

/// <summary>Texts of the reference data and the processes that come with the product.</summary>
public sealed record ShippedFiles(string Agencies, string Holidays, ImmutableArray<NamedFile> Processes);

/// <summary>Brings a database to where people can work: agencies, holidays, processes; then fills the tables held in memory.</summary>
public sealed class Installation(
    IpStrategyContext db,
    HeldTables held,
    DefinitionCache definitions,
    DeployDefinitions deploy,
    DomainClock clock
)
{
    /// <summary>Safe to run at every start: what is there stays as it is.</summary>
    public async Task PrepareAsync(ShippedFiles shipped, CancellationToken cancel)
    {
        await LoadReferenceAsync(shipped, cancel);
        await definitions.RefreshAsync(db, cancel);
        foreach (var process in shipped.Processes)
        {
            var deployed = await deploy.RunAsync(process, cancel);
            if (deployed.IsRefused)
            {
                throw new InvalidOperationException($"A shipped process cannot be run: {deployed.Refusal}");
            }
        }
        await RefreshAsync(cancel);
    }

    /// <summary>Reads agencies, holidays, accounts and the clock's offset anew.</summary>
    public Task RefreshAsync(CancellationToken cancel) => held.RefreshAsync(db, cancel);

    /// <summary>Moves the domain's clock and remembers it over restarts. For demonstrations only.</summary>
    public async Task MoveClockAsync(TimeSpan offset, CancellationToken cancel)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        var text = offset.Ticks.ToString(CultureInfo.InvariantCulture);
        var row = await db.Settings.FirstOrDefaultAsync(s => s.Name == HeldTables.ClockOffset, cancel);
        if (row is null)
        {
            db.Settings.Add(new Setting(HeldTables.ClockOffset, text));
        }
        else
        {
            row.Change(text);
        }
        await HeldTables.TouchAsync(db, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        clock.SetOffset(offset);
    }

    private async Task LoadReferenceAsync(ShippedFiles shipped, CancellationToken cancel)
    {
        if (await db.Agencies.AnyAsync(cancel))
        {
            return;
        }
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        AgencyTables.Add(db, AgencyDirectory.Parse(shipped.Agencies));
        AgencyTables.Add(db, HolidayArrangement.Parse(shipped.Holidays));
        await HeldTables.TouchAsync(db, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
