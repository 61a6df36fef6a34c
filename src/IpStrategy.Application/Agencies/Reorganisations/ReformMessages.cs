using System.Globalization;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Agencies.Reorganisations;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Accounts;
using IpStrategy.Persistence.Agencies;
using IpStrategy.Persistence.Outbox;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Agencies.Reorganisations;

/// <summary>
/// Tells the people of the successors what they take over, and the office that a reorganisation was carried out: once for every day
/// on which steps of it were.
/// </summary>
internal sealed class ReformMessages(IpStrategyContext db, MessageWriter messages, PostHolders holders)
{
    private const string Comma = "、";

    /// <summary>After everything was carried out, in the same transaction.</summary>
    public async Task TellAsync(
        StoredReorganisation stored,
        WorkedOut work,
        ReorganisationPreview result,
        CancellationToken cancel
    )
    {
        var moves = MovesIn(result).ToList();
        var byHeir = moves.ToLookup(m => m.To, m => m);
        var people = await PeopleAsync(work, [.. byHeir.Select(h => h.Key.Code)], cancel);
        foreach (var heir in byHeir.OrderBy(h => h.Key.Code, StringComparer.Ordinal))
        {
            var facts = FactsOf(stored, [.. heir]) with
            {
                Body = heir.Key.Code,
                To = heir.Key.Name,
                For = string.Join(Comma, heir.Select(m => m.From.Name).Distinct()),
            };
            messages.Tell(people[heir.Key.Code], MessageKind.WorkTakenOver, facts, KeyOf(stored));
        }
        var office = holders.InGroup(PostGroups.OfficeClerk).Concat(holders.InGroup(PostGroups.OfficeDirector));
        messages.Tell(office, MessageKind.Reorganised, LinkedTo(stored, FactsOf(stored, moves)), KeyOf(stored));
    }

    /// <summary>Who orders reorganisations must look why this one was not carried out on its day.</summary>
    public void TellStuck(StoredReorganisation stored) =>
        messages.Tell(
            holders.WithPost(Post.SystemAdministrator),
            MessageKind.ReorganisationStuck,
            LinkedTo(stored, FactsOf(stored, [])),
            KeyOf(stored)
        );

    private static MessageFacts LinkedTo(StoredReorganisation stored, MessageFacts facts) =>
        facts with
        {
            ReorganisationId = Opaque.Of(stored.Id),
        };

    private static MessageFacts FactsOf(StoredReorganisation stored, IReadOnlyList<Move> moves) =>
        new(0, stored.Title, stored.LegalBasis, "", "", "", null)
        {
            Count = moves.Count(m => m.IsOpen),
            Numbers = string.Join(Comma, moves.Select(m => m.Number).OfType<int>().Distinct().Order()),
        };

    private static string KeyOf(StoredReorganisation stored) =>
        string.Create(CultureInfo.InvariantCulture, $"{Opaque.Of(stored.Id)}:{stored.StepsDone}");

    private static IEnumerable<Move> MovesIn(ReorganisationPreview result) =>
        result
            .Assignments.SelectMany(a => a.Work.Select(w => (Work: w, Number: (int?)a.Number)))
            .Concat(result.OtherWork.Select(w => (Work: w, Number: (int?)null)))
            .Where(m => m.Work.From.Code != m.Work.To.Code)
            .Select(m => new Move(m.Work.From, m.Work.To, m.Number, m.Work.Fate == Words.Of(WorkFate.Moves)));

    /// <summary>Officers and leaders where they are from now on: who has just moved is not stored there yet.</summary>
    private async Task<ILookup<string, Person>> PeopleAsync(
        WorkedOut work,
        List<string> heirs,
        CancellationToken cancel
    )
    {
        var settled = await db
            .Users.Where(u => u.AgencyCode != null && heirs.Contains(u.AgencyCode))
            .ToListAsync(cancel);
        return settled
            .Concat(work.Accounts.Select(a => a.User))
            .DistinctBy(u => u.Id)
            .Where(u => u is { IsDisabled: false, Post: Post.Officer or Post.Leader, AgencyCode: not null })
            .OrderBy(u => u.Id)
            .ToLookup(u => u.AgencyCode!, Of, StringComparer.Ordinal);
    }

    private static Person Of(User user) =>
        new(user.Id, user.UserName!, user.DisplayName, user.Email, user.Post, user.AgencyCode);

    /// <param name="Number">Of the assignment; null where it belongs to none.</param>
    /// <param name="IsOpen">False where the request falls away, because the successor would answer itself.</param>
    private sealed record Move(AgencyName From, AgencyName To, int? Number, bool IsOpen);
}
