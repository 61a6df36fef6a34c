using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Agencies;

/// <summary>三员分立: who may look at the directory, and who may change it. Everybody else may not.</summary>
public static class AgencyRights
{
    /// <summary>The three administrators, the office and the leadership.</summary>
    public static bool MayRead(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.SeesWholePlan
            || actor.Post is Post.SystemAdministrator or Post.SecurityAdministrator or Post.AuditAdministrator;
    }

    /// <summary>Bodies are the system administrator's, as accounts' rights are the security administrator's.</summary>
    public static bool MayChange(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Post is Post.SystemAdministrator;
    }
}
