using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Proxies;

/// <summary>What is asked for when a proxy is named.</summary>
/// <param name="Deputy">User name.</param>
/// <param name="Principal">User name; null = the caller.</param>
/// <param name="Scope"><c>all</c>, <c>plan</c> or <c>steps</c>.</param>
public sealed record ProxyRequest(
    string Deputy,
    string? Principal,
    ProxyPeriod Period,
    string Scope,
    long? PlanId,
    ImmutableArray<string> Steps,
    string? Reason
);

/// <summary>指定代理: for one's own work, or by the office for somebody who is absent.</summary>
public sealed class NameProxy
{
    private readonly IpStrategyContext _db;
    private readonly PostHolders _holders;
    private readonly StandIns _standIns;
    private readonly ProxyList _list;
    private readonly ProxyRecord _record;

    internal NameProxy(
        IpStrategyContext db,
        PostHolders holders,
        StandIns standIns,
        ProxyList list,
        ProxyRecord record
    ) => (_db, _holders, _standIns, _list, _record) = (db, holders, standIns, list, record);

    public async Task<Outcome<ProxyView>> RunAsync(ProxyRequest request, Actor actor, CancellationToken cancel)
    {
        if (RightsTable.May(actor, Operation.NameProxies) is { } barred)
        {
            return barred;
        }
        if (_holders.FindByUserName(request.Deputy) is not { } deputy)
        {
            return new PersonIsUnknown(request.Deputy);
        }
        var principal = request.Principal is { } name ? _holders.FindByUserName(name) : _holders.Find(actor.UserId);
        if (principal is null)
        {
            return new PersonIsUnknown(request.Principal ?? actor.Name);
        }
        var scope = await ScopeAsync(request, actor, cancel);
        return scope.IsRefused
            ? scope.Refusal!
            : await StoreAsync(new Parties(principal, deputy), request, scope.Value, actor, cancel);
    }

    private async Task<Outcome<ProxyView>> StoreAsync(
        Parties parties,
        ProxyRequest request,
        ProxyScope scope,
        Actor actor,
        CancellationToken cancel
    )
    {
        var wish = new ProxyWish(
            NamedOf(parties.Principal),
            NamedOf(parties.Deputy),
            request.Period,
            scope,
            request.Reason
        );
        await using var transaction = await WriteTransaction.BeginAsync(_db, cancel);
        var principal = parties.Principal.Id;
        await RowLocks.NameAsync(_db, $"proxies {principal.ToString(CultureInfo.InvariantCulture)}", cancel);
        var named = await _db
            .Proxies.AsNoTracking()
            .Where(p => p.PrincipalId == principal && p.EndedAt == null)
            .ToListAsync(cancel);
        if (ProxyRules.MayName(wish, actor, _standIns.Today, named) is { } refusal)
        {
            return refusal;
        }
        var proxy = _record.Add(wish, actor);
        _record.Tell(proxy, parties, actor);
        await HeldTables.TouchAsync(_db, cancel);
        await _db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        await _standIns.RefreshAsync(_db, cancel);
        return await _list.OneAsync(proxy, actor, cancel);
    }

    private async Task<Outcome<ProxyScope>> ScopeAsync(ProxyRequest request, Actor actor, CancellationToken cancel)
    {
        switch (request.Scope)
        {
            case "all":
                return new ProxyScope.All();
            case "plan" when request.PlanId is { } plan && await SeesPlanAsync(plan, actor, cancel):
                return new ProxyScope.OfPlan(plan);
            case "steps" when !request.Steps.IsEmpty:
                var steps = request.Steps.Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
                return steps.FirstOrDefault(s => StepRules.Find(s) is null) is { } unknown
                    ? new ProxyScopeIsUnknown(unknown)
                    : new ProxyScope.OfSteps(steps);
            default:
                return new ProxyScopeIsUnknown(request.Scope);
        }
    }

    private Task<bool> SeesPlanAsync(long plan, Actor actor, CancellationToken cancel) =>
        Visibility.Undertakings(_db, actor).AnyAsync(u => u.PlanId == plan, cancel);

    private static NamedPerson NamedOf(Person person) =>
        new(person.AsActor(), person.UserName, Visibility.BodyOf(person.AsActor()));
}

/// <param name="Principal">Whose work it is.</param>
/// <param name="Deputy">Who may do it.</param>
internal sealed record Parties(Person Principal, Person Deputy);

/// <summary>The rows that come with a proxy: itself, the word to those concerned, the entry on record.</summary>
internal sealed class ProxyRecord(
    IpStrategyContext db,
    MessageWriter messages,
    AuditTrail audit,
    Ids ids,
    DomainClock clock
)
{
    public Proxy Add(ProxyWish wish, Actor actor)
    {
        var (principal, deputy) = (wish.Principal.Actor, wish.Deputy.Actor);
        var proxy = new Proxy(ids.Next(), principal, deputy, wish.Period, wish.Scope);
        db.Proxies.Add(proxy.NamedBy(actor, wish.Reason?.Trim(), clock.Now));
        audit.Note(new AuditNote(actor, "name-proxy", SubjectOf(proxy), null, FactsOf(proxy)));
        return proxy;
    }

    public void End(Proxy proxy, Actor actor)
    {
        var before = FactsOf(proxy);
        proxy.End(actor, clock.Now);
        audit.Note(new AuditNote(actor, "end-proxy", SubjectOf(proxy), before, FactsOf(proxy)));
    }

    /// <summary>The deputy always, the principal where somebody else did it; never the one who did.</summary>
    public void Tell(Proxy proxy, Parties parties, Actor by)
    {
        var kind = proxy.EndedAt is null ? MessageKind.ProxyNamed : MessageKind.ProxyEnded;
        var days = string.Create(CultureInfo.InvariantCulture, $"{proxy.From:yyyy-MM-dd} — {proxy.To:yyyy-MM-dd}");
        var facts = new MessageFacts(0, "", days, "", "", "", proxy.To)
        {
            From = proxy.PrincipalName,
            For = proxy.DeputyName,
            Text = proxy.Reason,
        };
        var people = new[] { parties.Deputy, parties.Principal }.Where(p => p.Id != by.UserId);
        messages.Tell(people, kind, facts, proxy.Id.ToString(CultureInfo.InvariantCulture));
    }

    private static string SubjectOf(Proxy proxy) => $"proxy:{Opaque.Of(proxy.Id)}";

    private static object FactsOf(Proxy p) =>
        new
        {
            p.PrincipalId,
            p.DeputyId,
            p.From,
            p.To,
            Scope = p.ScopeText,
            p.Reason,
            p.EndedAt,
        };
}
