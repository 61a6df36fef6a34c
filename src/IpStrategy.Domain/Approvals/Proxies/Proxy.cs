namespace IpStrategy.Domain.Approvals.Proxies;

/// <summary>First and last day, both in the office's time and both counted.</summary>
public readonly record struct ProxyPeriod(DateOnly From, DateOnly To)
{
    public bool Contains(DateOnly day) => From <= day && day <= To;

    public bool Overlaps(ProxyPeriod other) => From <= other.To && other.From <= To;
}

/// <summary>代理: for some time somebody else may do what lies on a person's desk. Never deleted, only ended: papers refer to it.</summary>
public sealed class Proxy
{
    private Proxy() { }

    /// <param name="principal">Whose work it is.</param>
    /// <param name="deputy">Who may do it.</param>
    public Proxy(long id, Actor principal, Actor deputy, ProxyPeriod period, ProxyScope scope)
    {
        (Id, PrincipalId, PrincipalName) = (id, principal.UserId, principal.Name);
        (DeputyId, DeputyName) = (deputy.UserId, deputy.Name);
        (From, To, ScopeText) = (period.From, period.To, scope.ToText());
    }

    public long Id { get; private set; }
    public long PrincipalId { get; private set; }
    public string PrincipalName { get; private set; } = "";
    public long DeputyId { get; private set; }
    public string DeputyName { get; private set; } = "";
    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }
    public string ScopeText { get; private set; } = "all";

    /// <summary>Required where somebody else named it.</summary>
    public string? Reason { get; private set; }
    public long NamedById { get; private set; }
    public string NamedByName { get; private set; } = "";
    public DateTimeOffset NamedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public long? EndedById { get; private set; }

    public ProxyPeriod Period => new(From, To);

    public ProxyScope Scope => ProxyScope.FromText(ScopeText);

    public Proxy NamedBy(Actor actor, string? reason, DateTimeOffset at)
    {
        (NamedById, NamedByName, NamedAt, Reason) = (actor.UserId, actor.Name, at, reason);
        return this;
    }

    public void End(Actor by, DateTimeOffset at) => (EndedAt, EndedById) = (at, by.UserId);

    public bool IsInForce(DateOnly today) => EndedAt is null && Period.Contains(today);
}
