using IpStrategy.Application.Accounts;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Notices;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Processes;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Workflow;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IpStrategy.Application.Demo;

/// <summary>
/// Makes an installation a demonstration: invented accounts with one password, the model notice imported and issued. Each part is done
/// only where it is not done yet, so that a start that was interrupted is finished by the next.
/// </summary>
public sealed class DemoInstallation(
    IpStrategyContext db,
    ReferenceTables reference,
    PostHolders holders,
    Ids ids,
    ImportNotice import,
    IssuePlan issue,
    ILogger<DemoInstallation> log
)
{
    /// <summary>All assignments of the model plan are due on this day.</summary>
    private static readonly DateOnly DueOn = new(2010, 11, 30);

    // A password that the start prints needs no slow hash, and a hundred slow ones would take a newcomer's patience.
    private readonly PasswordHasher<User> _hasher = new(
        Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 10_000 })
    );

    /// <summary>Gives all demo accounts this password, making those that are missing.</summary>
    public async Task PrepareAccountsAsync(string password, CancellationToken cancel)
    {
        var wanted = DemoPeople.Of(reference.Directory);
        var known = await db.Users.ToDictionaryAsync(u => u.UserName!, cancel);
        var missing = wanted
            .Where(w => !known.ContainsKey(w.UserName))
            .Select(w => CreateUser.RowOf(ids.Next(), w))
            .ToList();
        var stale = wanted
            .Where(w => known.ContainsKey(w.UserName))
            .Select(w => known[w.UserName])
            .Where(u => u.UserName == DemoPeople.Clerk ? !Opens(u, password) : ClerkIsStale(known, password))
            .ToList();
        if (missing.Count + stale.Count == 0)
        {
            return;
        }
        log.LogInformation("演示账号 demo accounts: {Count} …", missing.Count + stale.Count);
        missing.Concat(stale).AsParallel().ForAll(u => Lock(u, password));
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        db.Users.AddRange(missing);
        await HeldTables.TouchAsync(db, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        await holders.RefreshAsync(db, cancel);
    }

    /// <summary>Imports and issues the model notice, unless a plan is in force already.</summary>
    public async Task<Refusal?> PreparePlanAsync(byte[] notice, CancellationToken cancel)
    {
        if (await db.Plans.AnyAsync(cancel))
        {
            return null;
        }
        var clerk = holders.FindByUserName(DemoPeople.Clerk)!.AsActor();
        var director = holders.FindByUserName(DemoPeople.Director)!.AsActor();
        var imported = await db.Notices.MaxAsync(n => (long?)n.Id, cancel);
        if (imported is null)
        {
            log.LogInformation("导入通知 importing the notice …");
            var read = await import.RunAsync(notice, clerk, cancel);
            if (read.IsRefused)
            {
                return read.Refusal;
            }
            imported = Opaque.Read(read.Value.Id);
        }
        log.LogInformation("立项交办 issuing the plan …");
        var terms = new IssueTerms(null, DueOn, InferredLeads.ConfirmedByIssue);
        var issued = await issue.RunAsync(imported!.Value, terms, director, cancel);
        if (!issued.IsRefused)
        {
            log.LogInformation(
                "已交办 issued: {Assignments} 项任务 assignments, {Undertakings} 个承办 undertakings",
                issued.Value.Assignments,
                issued.Value.Undertakings
            );
        }
        return issued.Refusal;
    }

    private bool ClerkIsStale(Dictionary<string, User> known, string password) =>
        _clerkIsStale ??= !known.TryGetValue(DemoPeople.Clerk, out var clerk) || !Opens(clerk, password);

    private bool? _clerkIsStale;

    private bool Opens(User user, string password) =>
        user.PasswordHash is { } hash
        && _hasher.VerifyHashedPassword(user, hash, password) != PasswordVerificationResult.Failed;

    private void Lock(User user, string password)
    {
        user.PasswordHash = _hasher.HashPassword(user, password);
        user.SecurityStamp = CreateUser.NewStamp();
    }
}
