using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Agencies;

public enum AgencyStanding
{
    /// <summary>There on the day asked about.</summary>
    Valid,

    /// <summary>Not yet, or no longer, there on that day.</summary>
    Gone,
    All,
}

/// <param name="Words">Part of a code or of any name it bears or bore.</param>
/// <param name="On">The day that validity is asked for; null = today.</param>
public sealed record AgencyFilter(
    AgencyStanding Standing = AgencyStanding.Valid,
    string? Words = null,
    AgencyKind? Kind = null,
    DateOnly? On = null,
    int PageSize = 50,
    string? After = null
)
{
    /// <summary>True for a mark that this list, with these filters, gave out.</summary>
    public bool Gave(string mark) => ListMark.Read(NameOfList(), mark) is not null;

    internal string NameOfList() => ListMark.NameOf("agencies", this with { After = null, PageSize = 0 });
}

/// <summary>A body of the directory, or a group of them, in a list.</summary>
/// <param name="Kind"><c>department</c>, …; of a group <c>group</c>.</param>
public sealed record AgencySummary(
    string Code,
    string Name,
    string FullName,
    string Kind,
    bool SubordinateToMunicipality,
    DateOnly? ValidFrom,
    DateOnly? ValidTo,
    ImmutableArray<string> Aliases,
    ImmutableArray<FormerName> FormerNames
)
{
    internal static AgencySummary Of(Agency a) =>
        new(
            a.Code.Value,
            a.Name,
            a.FullName,
            Words.Of(a.Kind),
            a.SubordinateToMunicipality,
            a.ValidFrom,
            a.ValidTo,
            a.Aliases,
            a.FormerNames
        );
}

/// <summary>A body before or after another.</summary>
/// <param name="Code">Null while it is only announced.</param>
public sealed record AgencyNeighbour(string? Code, string Name, DateOnly On, string? Scope);

/// <summary>An assignment in which a body has a part.</summary>
public sealed record AgencyAssignment(string AssignmentId, int Number, string Subject, string Role, string State);

/// <summary>One body: names over time, who came before and after, what it answers for.</summary>
public sealed record AgencyView(
    AgencySummary Agency,
    int Version,
    ImmutableArray<AgencyNeighbour> Predecessors,
    ImmutableArray<AgencyNeighbour> Successors,
    ImmutableArray<string> Groups,
    ImmutableArray<AgencyAssignment> Assignments,
    int Accounts
)
{
    /// <summary>Codes of those groups, as <c>PUT</c> takes them.</summary>
    public ImmutableArray<string> GroupCodes { get; init; } = [];
}

/// <summary>单位目录. It is held in memory as a whole, so lists of it are made there; what it answers for is read.</summary>
public sealed class AgencyList(IpStrategyContext db, ReferenceTables reference, DomainClock clock)
{
    public Outcome<Page<AgencySummary>> Run(AgencyFilter filter, Actor actor)
    {
        if (RightsTable.May(actor, Operation.ReadAgencies) is { } refusal)
        {
            return refusal;
        }
        var day = filter.On ?? reference.Days.DateAt(clock.Now);
        var all = reference.Directory.Agencies.Where(a => Fits(a, filter, day)).OrderBy(a => a.Code).ToImmutableArray();
        var from = ListMark.Read(filter.NameOfList(), filter.After) is var (at, _) ? (int)at : 0;
        var page = all.Skip(from).Take(filter.PageSize).Select(AgencySummary.Of).ToList();
        var end = from + page.Count;
        var next = end < all.Length ? ListMark.Of(filter.NameOfList(), end, end) : null;
        return new Page<AgencySummary>(page, all.Length, next);
    }

    public async Task<Outcome<AgencyView>> OneAsync(string code, Actor actor, CancellationToken cancel)
    {
        if (RightsTable.May(actor, Operation.ReadAgencies) is { } refusal)
        {
            return refusal;
        }
        var directory = reference.Directory;
        if (directory.Find(new AgencyCode(code)) is not { } agency)
        {
            return new AgencyDoesNotExist(code);
        }
        return new AgencyView(
            AgencySummary.Of(agency),
            await db.Agencies.Where(a => a.Code == code).Select(a => a.Version).FirstOrDefaultAsync(cancel),
            Predecessors(directory, agency),
            [.. agency.Successors.Select(s => new AgencyNeighbour(s.Code, s.Name, s.From, s.Scope))],
            [.. directory.Groups.Where(g => g.Members.Contains(agency.Code)).Select(g => g.Name)],
            await AssignmentsAsync(code, cancel),
            await db.Users.CountAsync(u => u.AgencyCode == code && !u.IsDisabled, cancel)
        )
        {
            GroupCodes = [.. directory.Groups.Where(g => g.Members.Contains(agency.Code)).Select(g => g.Code.Value)],
        };
    }

    public async Task<Outcome<GroupView>> GroupAsync(string code, Actor actor, CancellationToken cancel)
    {
        if (RightsTable.May(actor, Operation.ReadAgencies) is { } forbidden)
        {
            return forbidden;
        }
        var directory = await AgencyTables.DirectoryAsync(db, cancel);
        if (directory.Groups.FirstOrDefault(g => g.Code.Value == code) is not { } group)
        {
            return new AgencyDoesNotExist(code);
        }
        var version = await db.AgencyGroups.Where(g => g.Code == code).Select(g => g.Version).SingleAsync(cancel);
        return new GroupView(
            code,
            group.Name,
            group.Aliases,
            Words.Of(group.Type),
            [.. group.Members.Select(m => m.Value)],
            version
        );
    }

    private static ImmutableArray<AgencyNeighbour> Predecessors(AgencyDirectory directory, Agency agency) =>
        [
            .. directory.Agencies.SelectMany(a =>
                a.Successors.Where(s => s.Code == agency.Code.Value)
                    .Select(s => new AgencyNeighbour(a.Code.Value, a.Name, s.From, s.Scope))
            ),
        ];

    private async Task<ImmutableArray<AgencyAssignment>> AssignmentsAsync(string code, CancellationToken cancel)
    {
        var rows = await db
            .UndertakingAgencies.Where(p => p.AgencyCode == code)
            .Join(db.Undertakings, p => p.UndertakingId, u => u.Id, (p, u) => new { Undertaking = u, p.Role })
            .OrderBy(r => r.Undertaking.AssignmentNumber)
            .AsNoTracking()
            .ToListAsync(cancel);
        return
        [
            .. rows.GroupBy(r => r.Undertaking.AssignmentId)
                .Select(r => Of([.. r.Select(x => x.Undertaking)], r.Min(x => x.Role))),
        ];
    }

    private static AgencyAssignment Of(ImmutableArray<Undertaking> parts, PartyRole role)
    {
        // As long as one of its undertakings runs, the assignment does.
        var telling = parts.FirstOrDefault(u => u.State == UndertakingState.Running) ?? parts[0];
        var id = Opaque.Of(telling.AssignmentId);
        return new(id, telling.AssignmentNumber, telling.Subject, Words.Of(role), Words.Of(telling.State));
    }

    private static bool Fits(Agency agency, AgencyFilter filter, DateOnly day)
    {
        var stands = agency.IsValidAt(day);
        return (filter.Standing == AgencyStanding.All || stands == (filter.Standing == AgencyStanding.Valid))
            && (filter.Kind is null || agency.Kind == filter.Kind)
            && (
                filter.Words is not { } words
                || Names(agency).Any(n => n.Contains(words.Trim(), StringComparison.OrdinalIgnoreCase))
            );
    }

    private static IEnumerable<string> Names(Agency agency) =>
        [
            agency.Code.Value,
            agency.Name,
            agency.FullName,
            .. agency.Aliases,
            .. agency.FormerNames.SelectMany(f => new[] { f.Name, f.FullName }),
        ];
}
