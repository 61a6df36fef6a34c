using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Rights;

/// <summary>What is done to an account.</summary>
public enum AccountAct
{
    /// <summary>Made, or its name, address or agency changed.</summary>
    Make,

    /// <summary>Disabled, or enabled again.</summary>
    SetState,

    /// <summary>A password or second factor set for somebody else.</summary>
    SetPassword,

    /// <summary>What lies with somebody goes to another.</summary>
    HandOver,
}

/// <summary>Three administrators share the work on accounts, and this one's share is another.</summary>
public sealed record AnotherAdministratorDoesThat(Post Post) : DomainRefusal(RefusalGround.NotAllowed);

/// <summary>
/// 三员分立: the system administrator keeps the accounts, the security administrator gives out the keys to them, the audit administrator
/// only reads what both have done. None of them makes, opens or closes an account of his own kind.
/// </summary>
public static class AdministratorDuties
{
    public static DomainRefusal? May(Actor actor, AccountAct act, Post of) =>
        RightsTable.May(actor, Operation.AdministerAccounts)
        ?? (actor.Post == WhoDoes(act, of) ? null : new AnotherAdministratorDoesThat(WhoDoes(act, of)));

    public static Post WhoDoes(AccountAct act, Post of) =>
        (act, of) switch
        {
            (_, Post.SecurityAdministrator) => Post.SystemAdministrator,
            (_, Post.SystemAdministrator or Post.AuditAdministrator) => Post.SecurityAdministrator,
            (AccountAct.SetPassword, _) => Post.SecurityAdministrator,
            _ => Post.SystemAdministrator,
        };
}
