using IpStrategy.Domain.Approvals.Signing;

namespace IpStrategy.Domain.Approvals.Proxies;

/// <summary>A principal whose desk somebody may sit at today, and what for.</summary>
/// <param name="Principal">In his own name: whom he himself stands in for is not handed on with it.</param>
public sealed record Mandate(Actor Principal, ProxyScope Scope)
{
    public bool Covers(WorkItem item) => Scope.Covers(item.PlanId, item.Step);
}

/// <summary>In whose name somebody acts on a work item.</summary>
public static class StandingIn
{
    /// <summary>
    /// For himself wherever he can; else for the first principal whose desk it is. Where it lies with nobody of them, in the name
    /// of whoever had it last, so that a refusal is about that desk.
    /// </summary>
    public static WorkItemCase Choose(WorkItemCase c, IReadOnlyCollection<Mandate> mandates)
    {
        if (mandates.Count == 0 || CanAct(c))
        {
            return c;
        }
        List<WorkItemCase> names =
        [
            c,
            .. mandates.Where(m => m.Covers(c.Item)).Select(m => c with { Actor = c.Actor with { For = m.Principal } }),
        ];
        return names.Find(CanAct) ?? names.Find(n => n.ToDesk().IsHolder) ?? names.Find(n => n.ToDesk().IsHis) ?? c;
    }

    private static bool CanAct(WorkItemCase c)
    {
        var desk = c.ToDesk();
        return DeskRules.MayStand(desk) is null && DeskRules.IsFree(desk) is null;
    }
}
