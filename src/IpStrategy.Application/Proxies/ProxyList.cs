using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Proxies;

public enum ProxyListScope
{
    /// <summary>For me, by me, or named by me.</summary>
    Own,

    /// <summary>All, for the office; own ones for everybody else.</summary>
    All,
}

/// <summary>A proxy as lists and answers show it.</summary>
/// <param name="Principal">User name of the one whose work it is; null where the account is disabled.</param>
/// <param name="Deputy">User name of the one who may do it; null where the account is disabled.</param>
/// <param name="Scope"><c>all</c>, <c>plan</c> or <c>steps</c>.</param>
/// <param name="IsInForce">True today, in the office's time.</param>
/// <param name="MayEnd">Whether the caller may end it now.</param>
public sealed record ProxyView(
    string Id,
    string? Principal,
    string PrincipalName,
    string? Deputy,
    string DeputyName,
    DateOnly From,
    DateOnly To,
    string Scope,
    string? PlanId,
    string? PlanTitle,
    ImmutableArray<string> Steps,
    string? Reason,
    string NamedBy,
    DateTimeOffset NamedAt,
    DateTimeOffset? EndedAt,
    bool IsInForce,
    bool MayEnd
);

/// <summary>代理一览: the caller's own, newest first; the office may look at all of them.</summary>
public sealed class ProxyList(IpStrategyContext db, PostHolders holders, ReferenceTables reference, DomainClock clock)
{
    private const string List = "proxies";

    /// <summary>True for a mark that this list gave out.</summary>
    public static bool Gave(string mark) => ListMark.Read(List, mark) is not null;

    public async Task<Page<ProxyView>> RunAsync(
        ProxyListScope scope,
        string? after,
        int pageSize,
        Actor actor,
        CancellationToken cancel
    )
    {
        var me = actor.UserId;
        var all = db.Proxies.AsNoTracking();
        if (scope == ProxyListScope.Own || !actor.IsOffice)
        {
            all = all.Where(p => p.PrincipalId == me || p.DeputyId == me || p.NamedById == me);
        }
        var total = await all.CountAsync(cancel);
        var older = ListMark.Read(List, after) is var (_, last) ? all.Where(p => p.Id < last) : all;
        var rows = await older.OrderByDescending(p => p.Id).Take(pageSize + 1).ToListAsync(cancel);
        var page = rows.Take(pageSize).ToList();
        return new(
            await ViewsAsync(page, actor, cancel),
            total,
            rows.Count > pageSize ? ListMark.Of(List, 0, page[^1].Id) : null
        );
    }

    internal async Task<ProxyView> OneAsync(Proxy proxy, Actor actor, CancellationToken cancel) =>
        (await ViewsAsync([proxy], actor, cancel))[0];

    private async Task<List<ProxyView>> ViewsAsync(List<Proxy> proxies, Actor actor, CancellationToken cancel)
    {
        var plans = proxies.Select(p => p.Scope).OfType<ProxyScope.OfPlan>().Select(s => s.PlanId).ToList();
        var titles =
            plans.Count == 0
                ? []
                : await db
                    .Plans.AsNoTracking()
                    .Where(p => plans.Contains(p.Id))
                    .ToDictionaryAsync(p => p.Id, p => p.Title, cancel);
        return proxies.ConvertAll(p => ViewOf(p, titles, actor));
    }

    private ProxyView ViewOf(Proxy p, Dictionary<long, string> titles, Actor actor)
    {
        var today = reference.Days.DateAt(clock.Now);
        var plan = (p.Scope as ProxyScope.OfPlan)?.PlanId;
        return new ProxyView(
            Opaque.Of(p.Id),
            holders.Find(p.PrincipalId)?.UserName,
            p.PrincipalName,
            holders.Find(p.DeputyId)?.UserName,
            p.DeputyName,
            p.From,
            p.To,
            p.ScopeText.Split(':')[0],
            plan is { } id ? Opaque.Of(id) : null,
            plan is { } of ? titles.GetValueOrDefault(of) : null,
            (p.Scope as ProxyScope.OfSteps)?.Steps ?? [],
            p.Reason,
            p.NamedByName,
            p.NamedAt,
            p.EndedAt,
            p.IsInForce(today),
            ProxyRules.MayEnd(p, actor, today) is null
        );
    }
}
