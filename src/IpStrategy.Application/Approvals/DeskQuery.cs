using System.Linq.Expressions;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Persistence;

namespace IpStrategy.Application.Approvals;

/// <summary>What lies on somebody's desk, and on those he sits at for others, as one condition of a query.</summary>
internal static class DeskQuery
{
    public static Expression<Func<WorkItem, bool>> Of(
        IpStrategyContext db,
        Actor actor,
        IReadOnlyCollection<Mandate> mandates
    ) => mandates.Select(m => Of(db, m)).Aggregate(OwnDesk(db, actor), Or);

    private static Expression<Func<WorkItem, bool>> OwnDesk(IpStrategyContext db, Actor person)
    {
        var (id, groups) = (person.UserId, person.Groups.ToArray());
        return w =>
            w.AssigneeId == id
            || (
                w.AssigneeId == null && db.WorkItemCandidates.Any(c => c.WorkItemId == w.Id && groups.Contains(c.Group))
            );
    }

    private static Expression<Func<WorkItem, bool>> Of(IpStrategyContext db, Mandate mandate)
    {
        var desk = OwnDesk(db, mandate.Principal);
        switch (mandate.Scope)
        {
            case ProxyScope.OfPlan { PlanId: var plan }:
                return Combine(desk, w => w.PlanId == plan, Expression.AndAlso);
            case ProxyScope.OfSteps { Steps: var all }:
                var steps = all.ToArray();
                return Combine(desk, w => steps.Contains(w.Step), Expression.AndAlso);
            default:
                return desk;
        }
    }

    private static Expression<Func<WorkItem, bool>> Or(
        Expression<Func<WorkItem, bool>> one,
        Expression<Func<WorkItem, bool>> other
    ) => Combine(one, other, Expression.OrElse);

    private static Expression<Func<WorkItem, bool>> Combine(
        Expression<Func<WorkItem, bool>> one,
        Expression<Func<WorkItem, bool>> other,
        Func<Expression, Expression, BinaryExpression> how
    )
    {
        var row = one.Parameters[0];
        var second = new SameRow(other.Parameters[0], row).Visit(other.Body);
        return Expression.Lambda<Func<WorkItem, bool>>(how(one.Body, second), row);
    }

    private sealed class SameRow(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
