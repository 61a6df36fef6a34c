using IpStrategy.Workflow;

namespace IpStrategy.Domain.Approvals.Proxies;

public sealed record ProxyDoesNotExist() : DomainRefusal(RefusalGround.NotThere);

public sealed record ProxyNeedsSomebodyElse() : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>One names a proxy for one's own work; the office for somebody who is absent.</summary>
public sealed record OnlyForOneselfOrByTheOffice() : DomainRefusal(RefusalGround.NotAllowed);

public sealed record ProxyNeedsColleague(string UserName) : DomainRefusal(RefusalGround.AgainstRules);

/// <summary>Administrators and programs have no desk of their own and sit at no other.</summary>
public sealed record ThisPostHasNoDesk(string UserName) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ProxyPeriodIsNotAllowed(int MostDays) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ProxyIsNamedAlready(DateOnly From, DateOnly To) : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ProxyIsOver() : DomainRefusal(RefusalGround.AgainstRules);

public sealed record ProxyScopeIsUnknown(string Scope) : DomainRefusal(RefusalGround.Malformed);

/// <summary>A proxy somebody wants to name.</summary>
public sealed record ProxyWish(
    NamedPerson Principal,
    NamedPerson Deputy,
    ProxyPeriod Period,
    ProxyScope Scope,
    string? Reason
);

/// <param name="Body">Code of the body he acts for; null where he acts for none in particular.</param>
public sealed record NamedPerson(Actor Actor, string UserName, string? Body);

/// <summary>Who may name whom, and who may end it.</summary>
public static class ProxyRules
{
    public const int MostDays = 366;

    /// <param name="named">What the principal has named already.</param>
    public static Refusal? MayName(ProxyWish wish, Actor by, DateOnly today, IEnumerable<Proxy> named)
    {
        var isOwn = by.UserId == wish.Principal.Actor.UserId;
        return wish switch
        {
            _ when !isOwn && !by.IsOffice => new OnlyForOneselfOrByTheOffice(),
            _ when !isOwn && string.IsNullOrWhiteSpace(wish.Reason) => new ReasonsAreMissing(),
            _ when !HasDesk(wish.Principal.Actor) => new ThisPostHasNoDesk(wish.Principal.UserName),
            _ when wish.Principal.Actor.UserId == wish.Deputy.Actor.UserId => new ProxyNeedsSomebodyElse(),
            _ when !HasDesk(wish.Deputy.Actor) => new ThisPostHasNoDesk(wish.Deputy.UserName),
            _ when wish.Principal.Body != wish.Deputy.Body => new ProxyNeedsColleague(wish.Deputy.UserName),
            _ when !Fits(wish.Period, today) => new ProxyPeriodIsNotAllowed(MostDays),
            _ => Twice(wish, named),
        };
    }

    /// <summary>Who named it, whose work it is, who was to do it, or the office.</summary>
    public static Refusal? MayEnd(Proxy proxy, Actor by, DateOnly today) =>
        proxy switch
        {
            _ when !MaySee(proxy, by) => new ProxyDoesNotExist(),
            { EndedAt: not null } => new ProxyIsOver(),
            _ => proxy.To < today ? new ProxyIsOver() : null,
        };

    public static bool MaySee(Proxy proxy, Actor actor) =>
        actor.IsOffice || actor.UserId == proxy.PrincipalId || actor.UserId == proxy.DeputyId;

    /// <summary>Those on whose desks work can lie.</summary>
    public static bool HasDesk(Actor actor) =>
        actor.Post is Post.Officer or Post.Leader or Post.Clerk or Post.Director or Post.GroupDeputy or Post.Leadership;

    private static bool Fits(ProxyPeriod period, DateOnly today) =>
        period.From <= period.To && period.To >= today && period.To.DayNumber - period.From.DayNumber < MostDays;

    private static ProxyIsNamedAlready? Twice(ProxyWish wish, IEnumerable<Proxy> named) =>
        named.FirstOrDefault(p =>
            p.EndedAt is null
            && p.DeputyId == wish.Deputy.Actor.UserId
            && p.Scope.Equals(wish.Scope)
            && p.Period.Overlaps(wish.Period)
        )
            is { } same
            ? new ProxyIsNamedAlready(same.From, same.To)
            : null;
}
