using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Approvals;

/// <summary>Which undertakings somebody may see. Every list and every single look-up goes through here.</summary>
public static class Visibility
{
    public static IQueryable<Undertaking> Undertakings(IpStrategyContext db, Actor actor)
    {
        if (actor.SeesWholePlan)
        {
            return db.Undertakings;
        }
        var agency = actor.Post is Post.Officer or Post.Leader ? actor.AgencyCode : null;
        return db.Undertakings.Where(u =>
            db.UndertakingAgencies.Any(a => a.UndertakingId == u.Id && a.AgencyCode == agency)
            || db.WorkItemReaders.Any(r => r.UndertakingId == u.Id && r.ReaderId == actor.UserId)
        );
    }

    /// <summary>Those somebody may see because of what he is, and not because something was given him to read.</summary>
    public static IQueryable<Undertaking> ByRight(IpStrategyContext db, Actor actor)
    {
        if (actor.SeesWholePlan)
        {
            return db.Undertakings;
        }
        var agency = actor.Post is Post.Officer or Post.Leader ? actor.AgencyCode : null;
        return db.Undertakings.Where(u =>
            db.UndertakingAgencies.Any(a => a.UndertakingId == u.Id && a.AgencyCode == agency)
        );
    }

    /// <summary>Assignments of any plan: all of them, or those an undertaking of which may be seen.</summary>
    public static IQueryable<Assignment> Assignments(IpStrategyContext db, Actor actor)
    {
        if (actor.SeesWholePlan)
        {
            return db.Assignments;
        }
        var visible = Undertakings(db, actor);
        return db.Assignments.Where(a => visible.Any(u => u.AssignmentId == a.Id));
    }

    /// <summary>Whoever may take it; else who may see its assignment, or, where there is none, who is of the body that must act.</summary>
    public static async Task<bool> MaySeeAsync(IpStrategyContext db, WorkItemCase c, CancellationToken cancel)
    {
        if (c.IsCandidate || c.IsAssignee || c.Item.OwnerId == c.Actor.DutyHolder().UserId)
        {
            return true;
        }
        if (c.Undertaking is { } undertaking)
        {
            return await MaySeeAsync(db, c.Actor, undertaking.Id, cancel);
        }
        return c.Item.ClosedById == c.Actor.UserId
            || c.Item.ClosedForId == c.Actor.UserId
            || c.Item.Body == BodyOf(c.Actor)
            || await db.WorkItemReaders.AnyAsync(
                r => r.WorkItemId == c.Item.Id && r.ReaderId == c.Actor.UserId,
                cancel
            );
    }

    public static async Task<SeenAs> SeenAsAsync(IpStrategyContext db, WorkItemCase c, CancellationToken cancel)
    {
        var isByRight =
            c.IsCandidate
            || c.IsAssignee
            || c.Item.OwnerId == c.Actor.DutyHolder().UserId
            || (
                c.Undertaking is { } undertaking
                    ? await ByRight(db, c.Actor).AnyAsync(u => u.Id == undertaking.Id, cancel)
                    : c.Item.Body == BodyOf(c.Actor)
            );
        return isByRight ? SeenAs.ByRight : SeenAs.Reader;
    }

    /// <summary>The body somebody acts for; null for those who act for none.</summary>
    public static string? BodyOf(Actor actor) => actor.AgencyCode ?? (actor.IsOffice ? PostGroups.OfficeCode : null);

    public static Task<bool> MaySeeAsync(
        IpStrategyContext db,
        Actor actor,
        long undertakingId,
        CancellationToken cancel
    ) => Undertakings(db, actor).AnyAsync(u => u.Id == undertakingId, cancel);
}
