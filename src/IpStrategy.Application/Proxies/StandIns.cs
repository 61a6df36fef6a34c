using System.Collections.Frozen;
using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Proxies;

/// <summary>
/// Who stands in for whom, held in memory and replaced as a whole when a proxy is named or ended: whoever acts asks here, and no query
/// is made for it. Whether a proxy is in force is asked anew each time, by the day it is in the office.
/// </summary>
public sealed class StandIns(PostHolders holders, ReferenceTables reference, DomainClock clock)
{
    private volatile FrozenDictionary<long, ImmutableArray<StandIn>> _byDeputy = FrozenDictionary<
        long,
        ImmutableArray<StandIn>
    >.Empty;
    private volatile FrozenDictionary<long, ImmutableArray<StandIn>> _byPrincipal = FrozenDictionary<
        long,
        ImmutableArray<StandIn>
    >.Empty;

    public DateOnly Today => reference.Days.DateAt(clock.Now);

    /// <summary>At whose desks somebody may sit today, besides his own.</summary>
    public ImmutableArray<Mandate> Of(long deputy)
    {
        if (!_byDeputy.TryGetValue(deputy, out var all))
        {
            return [];
        }
        var today = Today;
        return
        [
            .. all.Where(s => s.Period.Contains(today) && PrincipalOf(s) is not null)
                .Select(s => new Mandate(PrincipalOf(s)!.AsActor(), s.Scope)),
        ];
    }

    /// <summary>Who may do today what lies on somebody's desk, if it is of this plan and step.</summary>
    public IEnumerable<Person> DeputiesOf(long principal, long? planId, string step)
    {
        if (!_byPrincipal.TryGetValue(principal, out var all))
        {
            return [];
        }
        var today = Today;
        return all.Where(s => s.Period.Contains(today) && s.Scope.Covers(planId, step) && PrincipalOf(s) is not null)
            .Select(s => holders.Find(s.Deputy)!);
    }

    internal async Task RefreshAsync(IpStrategyContext db, CancellationToken cancel)
    {
        var today = Today;
        var rows = await db
            .Proxies.AsNoTracking()
            .Where(p => p.EndedAt == null && p.To >= today)
            .OrderBy(p => p.Id)
            .ToListAsync(cancel);
        var all = rows.ConvertAll(p => new StandIn(p.PrincipalId, p.DeputyId, p.Period, p.Scope));
        _byDeputy = all.GroupBy(s => s.Deputy).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray());
        _byPrincipal = all.GroupBy(s => s.Principal).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray());
    }

    /// <summary>Null where one of the two has left, or they are of one body no longer.</summary>
    private Person? PrincipalOf(StandIn s) =>
        holders.Find(s.Principal) is { } principal
        && holders.Find(s.Deputy) is { } deputy
        && Visibility.BodyOf(principal.AsActor()) == Visibility.BodyOf(deputy.AsActor())
            ? principal
            : null;

    private sealed record StandIn(long Principal, long Deputy, ProxyPeriod Period, ProxyScope Scope);
}
