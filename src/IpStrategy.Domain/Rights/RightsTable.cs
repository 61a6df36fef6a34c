using System.Collections.Frozen;
using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Rights;

/// <summary>One row: whoever holds one of these posts may, if he stands so to the thing; everybody else is told <see cref="Otherwise"/>.</summary>
public sealed record RightsRow(
    Operation Operation,
    ImmutableArray<Post> Posts,
    Relation Relation,
    DomainRefusal Otherwise
);

/// <summary>
/// 权限表: who may do what, in one place. What is not granted here is denied. Which state a thing must be in stands with the rules of
/// the thing (work items: WorkItemRules and SigningRules), which are asked after this table has let somebody through.
/// </summary>
public static class RightsTable
{
    private static readonly ImmutableArray<Post> Everybody = [.. Enum.GetValues<Post>()];
    private static readonly ImmutableArray<Post> Office = [Post.Clerk, Post.Director];
    private static readonly ImmutableArray<Post> System = [Post.SystemAdministrator];

    private static readonly ImmutableArray<Post> WhoeverOverlooks =
    [
        .. Office,
        Post.GroupDeputy,
        Post.Leadership,
        Post.SystemAdministrator,
        Post.SecurityAdministrator,
        Post.AuditAdministrator,
    ];

    public static ImmutableArray<RightsRow> Rows { get; } =
    [
        new(Operation.UseOwnAccount, Everybody, Relation.Own, new NotForThisPost()),
        new(Operation.ReadInbox, Everybody, Relation.Own, new NotForThisPost()),
        new(Operation.ReadWorkItems, Everybody, Relation.Sees, new NotForThisPost()),
        new(Operation.ActOnWorkItem, Everybody, Relation.Acts, new NotForThisPost()),
        new(Operation.NameProxies, Everybody, Relation.Own, new NotForThisPost()),
        new(Operation.ReadPlans, Everybody, Relation.Sees, new NotForThisPost()),
        new(Operation.ControlAssignment, Everybody, Relation.Acts, new NotForThisPost()),
        new(Operation.PrepareNotice, Office, Relation.None, new OnlyTheOfficeMay()),
        new(Operation.IssuePlan, Office, Relation.None, new OnlyTheOfficeMay()),
        new(Operation.SetReportCycle, Office, Relation.None, new OnlyTheOfficeMay()),
        new(Operation.SaveIndicators, Everybody, Relation.Acts, new NotForThisPost()),
        new(
            Operation.AdministerAccounts,
            [Post.SystemAdministrator, Post.SecurityAdministrator],
            Relation.None,
            new OnlyAnAdministratorMay()
        ),
        new(Operation.ReadAgencies, WhoeverOverlooks, Relation.None, new NotForThisPost()),
        new(Operation.AdministerAgencies, System, Relation.None, new OnlySystemAdministratorsMay()),
        new(Operation.AdministerProcesses, System, Relation.None, new OnlyProcessAdministratorsMay()),
        new(
            Operation.Integrate,
            [Post.Integration, Post.SystemAdministrator],
            Relation.None,
            new OnlyIntegrationsMay()
        ),
        new(Operation.ReadAudit, [Post.AuditAdministrator], Relation.None, new OnlyTheAuditAdministratorMay()),
        new(Operation.ReadMetrics, System, Relation.None, new NotForThisPost()),
        new(Operation.MoveDemoClock, Everybody, Relation.None, new NotForThisPost()),
    ];

    private static readonly FrozenDictionary<Operation, RightsRow> ByOperation = Rows.ToFrozenDictionary(r =>
        r.Operation
    );

    /// <summary>No post is kept out; what is seen behind it depends on who asks.</summary>
    public static bool IsForEverybody(Operation operation) =>
        ByOperation.TryGetValue(operation, out var row) && row.Posts.Length == Everybody.Length;

    /// <summary>Null if the post of this person allows the operation.</summary>
    public static DomainRefusal? May(Actor actor, Operation operation) =>
        ByOperation.TryGetValue(operation, out var row)
            ? actor.Post is { } post && row.Posts.Contains(post)
                ? null
                : row.Otherwise
            : new NotForThisPost();
}
