using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Demo;

/// <summary>What a data folder holds.</summary>
public enum InstallationKind
{
    /// <summary>No accounts yet: it may become either.</summary>
    Empty,
    Real,

    /// <summary>Its accounts have one password that whoever started it knows.</summary>
    Demo,
}

/// <summary>
/// Keeps demonstrations and real installations apart: a real one must not be given demo accounts, and a demonstration must not become
/// reachable by leaving the flag out.
/// </summary>
public sealed class InstallationMark(IpStrategyContext db)
{
    private const string SettingName = "demo.installation";

    public async Task<InstallationKind> ReadAsync(CancellationToken cancel) =>
        await db.Settings.AnyAsync(s => s.Name == SettingName, cancel) ? InstallationKind.Demo
        : await db.Users.AnyAsync(cancel) ? InstallationKind.Real
        : InstallationKind.Empty;

    /// <summary>Marks it before the first account is made, so that an interrupted start is known for what it is.</summary>
    public async Task MarkAsDemoAsync(CancellationToken cancel)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        if (!await db.Settings.AnyAsync(s => s.Name == SettingName, cancel))
        {
            db.Settings.Add(new Setting(SettingName, "true"));
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
