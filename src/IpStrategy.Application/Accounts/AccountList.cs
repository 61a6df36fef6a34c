using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Accounts;

/// <summary>All accounts, the oldest first, for administrators.</summary>
public sealed class AccountList(IpStrategyContext db, ReferenceTables reference)
{
    private const string List = "accounts";

    /// <summary>True for a mark that this list gave out.</summary>
    public static bool Gave(string mark) => ListMark.Read(List, mark) is not null;

    public async Task<Outcome<Page<AccountView>>> RunAsync(
        string? after,
        int pageSize,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.AdministerAccounts) is { } refusal)
        {
            return refusal;
        }
        var total = await db.Users.CountAsync(cancel);
        var rest = db.Users.AsNoTracking().AsQueryable();
        if (ListMark.Read(List, after) is var (_, last))
        {
            rest = rest.Where(u => u.Id > last);
        }
        var rows = await rest.OrderBy(u => u.Id).Take(pageSize + 1).ToListAsync(cancel);
        var page = rows.Take(pageSize).ToList();
        return new Page<AccountView>(
            page.ConvertAll(u => AccountView.Of(u, reference)),
            total,
            rows.Count > pageSize ? ListMark.Of(List, 0, page[^1].Id) : null
        );
    }

    public async Task<Outcome<AccountView>> OneAsync(string userName, Actor actor, CancellationToken cancel)
    {
        if (RightsTable.May(actor, Operation.AdministerAccounts) is { } refusal)
        {
            return refusal;
        }
        var name = AccountRules.Normalise(userName);
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedUserName == name, cancel) is { } user
            ? AccountView.Of(user, reference)
            : new AccountDoesNotExist(userName);
    }
}
