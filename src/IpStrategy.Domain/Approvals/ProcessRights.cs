namespace IpStrategy.Domain.Approvals;

public sealed record OnlyProcessAdministratorsMay() : DomainRefusal(RefusalGround.NotAllowed);

public sealed record OnlyIntegrationsMay() : DomainRefusal(RefusalGround.NotAllowed);

/// <summary>Who may deal with processes themselves, rather than with the work in them. Everybody else may not.</summary>
public static class ProcessRights
{
    /// <summary>Deploys, starts, cancels, moves: the system administrator.</summary>
    public static DomainRefusal? MayAdminister(Actor actor) =>
        actor.Post is Post.SystemAdministrator ? null : new OnlyProcessAdministratorsMay();

    /// <summary>Does external work, sends messages and signals: other programs, and who looks after them.</summary>
    public static DomainRefusal? MayIntegrate(Actor actor) =>
        actor.Post is Post.Integration or Post.SystemAdministrator ? null : new OnlyIntegrationsMay();
}
