using IpStrategy.Application;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;

namespace IpStrategy.Web.Pages.WorkItems;

/// <summary>What is overdue on the desks of others whom the reader answers for, or looks after.</summary>
/// <param name="Scope">Of the own agency, or of all that the reader sees.</param>
public sealed record OverdueElsewhere(WorkItemScope Scope, int Count)
{
    public string Address => $"/?scope={Words.Of(Scope)}&light=red";

    /// <summary>Null for whoever has only his own work to see to.</summary>
    public static async Task<OverdueElsewhere?> CountAsync(MyWorkItems list, Actor actor, CancellationToken cancel)
    {
        if (ScopeOf(actor) is not { } scope)
        {
            return null;
        }
        var filter = new WorkItemFilter(scope, WorkItemListState.Open, 1, Light: StatusLight.Red);
        return new OverdueElsewhere(scope, (await list.RunAsync(filter, actor, cancel)).Total);
    }

    /// <summary>A leader answers for his agency; the office and leadership look after everybody.</summary>
    private static WorkItemScope? ScopeOf(Actor actor) =>
        actor.Post switch
        {
            Post.Leader => WorkItemScope.Agency,
            Post.Clerk or Post.Director or Post.GroupDeputy or Post.Leadership => WorkItemScope.All,
            _ => null,
        };
}
