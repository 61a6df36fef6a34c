using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Proxies;

/// <summary>结束代理: at once. What was done under it stays as it is.</summary>
public sealed class EndProxy
{
    private readonly IpStrategyContext _db;
    private readonly PostHolders _holders;
    private readonly StandIns _standIns;
    private readonly ProxyList _list;
    private readonly ProxyRecord _record;

    internal EndProxy(
        IpStrategyContext db,
        PostHolders holders,
        StandIns standIns,
        ProxyList list,
        ProxyRecord record
    ) => (_db, _holders, _standIns, _list, _record) = (db, holders, standIns, list, record);

    public async Task<Outcome<ProxyView>> RunAsync(long id, Actor actor, CancellationToken cancel)
    {
        if (RightsTable.May(actor, Operation.NameProxies) is { } barred)
        {
            return barred;
        }
        await using var transaction = await WriteTransaction.BeginAsync(_db, cancel);
        await RowLocks.NameAsync(_db, $"proxy {Opaque.Of(id)}", cancel);
        if (await _db.Proxies.FirstOrDefaultAsync(p => p.Id == id, cancel) is not { } proxy)
        {
            return new ProxyDoesNotExist();
        }
        if (ProxyRules.MayEnd(proxy, actor, _standIns.Today) is { } refusal)
        {
            return refusal;
        }
        _record.End(proxy, actor);
        if (_holders.Find(proxy.PrincipalId) is { } principal && _holders.Find(proxy.DeputyId) is { } deputy)
        {
            _record.Tell(proxy, new Parties(principal, deputy), actor);
        }
        await HeldTables.TouchAsync(_db, cancel);
        await _db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        await _standIns.RefreshAsync(_db, cancel);
        return await _list.OneAsync(proxy, actor, cancel);
    }
}
