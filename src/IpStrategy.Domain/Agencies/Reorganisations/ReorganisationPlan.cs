using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;
using IpStrategy.Workflow;

namespace IpStrategy.Domain.Agencies.Reorganisations;

/// <summary>A work item that lies open, as the plan of a reorganisation sees it.</summary>
/// <param name="Body">The agency that must act.</param>
public sealed record OpenWork(long Id, string Step, AgencyCode Body);

/// <summary>A running course of an undertaking with those who take part in it now.</summary>
/// <param name="Id">Of the course: an undertaking may have several under way.</param>
/// <param name="Number">Number of its assignment.</param>
/// <param name="Cosigners">The other joint leads.</param>
/// <param name="Parties">Whom the lead consults.</param>
public sealed record UndertakingCase(
    long Id,
    long AssignmentId,
    int Number,
    AgencyCode Lead,
    ImmutableArray<AgencyCode> Cosigners,
    ImmutableArray<AgencyCode> Parties,
    ImmutableArray<OpenWork> Open
)
{
    public IEnumerable<AgencyCode> Everybody => [Lead, .. Cosigners, .. Parties, .. Open.Select(o => o.Body)];
}

/// <summary>Which parties of an assignment become one.</summary>
public enum PartyUnion
{
    LeadsBecomeOne,

    /// <summary>No duty to ask oneself.</summary>
    LeadAndCoResponsibleBecomeOne,
    PartiesBecomeOne,
}

public enum WorkFate
{
    Moves,

    /// <summary>Its body would answer, or countersign, what it submits itself.</summary>
    ClosesAsOwn,

    /// <summary>The successor has the same request from another of its predecessors: one remains.</summary>
    ClosesAsDouble,
}

/// <summary>What becomes of an open work item.</summary>
public sealed record WorkMove(OpenWork Work, AgencyCode To, WorkFate Fate);

/// <summary>Where a divided body's part in an assignment may go; the first is the default.</summary>
public sealed record HeirChoice(AgencyCode Agency, ImmutableArray<AgencyCode> Heirs, AgencyCode Chosen);

/// <summary>What a reorganisation changes in one undertaking.</summary>
/// <param name="Map">Old code to new, of everybody whose part passes on.</param>
public sealed record UndertakingChange(
    UndertakingCase Before,
    AgencyCode Lead,
    ImmutableArray<AgencyCode> Cosigners,
    ImmutableArray<AgencyCode> Parties,
    ImmutableSortedDictionary<AgencyCode, AgencyCode> Map
)
{
    public ImmutableArray<PartyUnion> Unions { get; init; } = [];
    public ImmutableArray<WorkMove> Work { get; init; } = [];
    public ImmutableArray<HeirChoice> Choices { get; init; } = [];

    /// <summary>The lead and those who countersign with it.</summary>
    public IEnumerable<AgencyCode> JointLeads => [Lead, .. Cosigners];
}

/// <summary>机构改革预览: what would change, undertaking by undertaking. Pure: nothing is done by it.</summary>
public sealed record ReorganisationPlan(ImmutableArray<UndertakingChange> Changes)
{
    /// <param name="choices">By assignment: which successor of a divided body takes its part there.</param>
    public static Outcome<ReorganisationPlan> Of(
        Succession succession,
        IEnumerable<UndertakingCase> cases,
        ImmutableDictionary<long, AgencyCode> choices
    )
    {
        ArgumentNullException.ThrowIfNull(succession);
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(choices);
        var all = cases.ToList();
        if (WithoutHeir(succession, all) is { } refusal)
        {
            return refusal;
        }
        var changes = ImmutableArray.CreateBuilder<UndertakingChange>();
        foreach (var one in all)
        {
            var heirs = HeirsIn(succession, one, choices);
            if (WrongChoice(one, heirs, choices) is { } wrong)
            {
                return wrong;
            }
            if (heirs.Any(h => h.Chosen != h.Agency))
            {
                changes.Add(Change(one, heirs));
            }
        }
        return new ReorganisationPlan(changes.ToImmutable());
    }

    private static AgencyStillHasWork? WithoutHeir(Succession succession, List<UndertakingCase> cases)
    {
        foreach (var ended in succession.Ended.Where(e => succession.HeirsOf(e).Contains(e)))
        {
            var numbers = cases.Where(c => c.Everybody.Contains(ended)).Select(c => c.Number).Distinct().Order();
            if (numbers.ToImmutableArray() is { IsEmpty: false } left)
            {
                return new AgencyStillHasWork(ended.Value, left);
            }
        }
        return null;
    }

    private static ImmutableArray<HeirChoice> HeirsIn(
        Succession succession,
        UndertakingCase one,
        ImmutableDictionary<long, AgencyCode> choices
    ) =>
        [
            .. one
                .Everybody.Distinct()
                .Select(agency =>
                {
                    var heirs = succession.HeirsOf(agency, one.Number);
                    var chosen =
                        choices.TryGetValue(one.AssignmentId, out var wanted) && heirs.Contains(wanted)
                            ? wanted
                            : heirs[0];
                    return new HeirChoice(agency, heirs, chosen);
                }),
        ];

    private static ChosenAgencyTakesNothingOver? WrongChoice(
        UndertakingCase one,
        ImmutableArray<HeirChoice> heirs,
        ImmutableDictionary<long, AgencyCode> choices
    ) =>
        choices.TryGetValue(one.AssignmentId, out var wanted)
        && !heirs.Any(h => h.Heirs.Length > 1 && h.Heirs.Contains(wanted))
            ? new ChosenAgencyTakesNothingOver(one.Number, wanted.Value)
            : null;

    private static UndertakingChange Change(UndertakingCase one, ImmutableArray<HeirChoice> heirs)
    {
        var map = heirs.Where(h => h.Chosen != h.Agency).ToImmutableSortedDictionary(h => h.Agency, h => h.Chosen);
        AgencyCode To(AgencyCode code) => map.GetValueOrDefault(code, code);
        var lead = To(one.Lead);
        ImmutableArray<AgencyCode> cosigners = [.. one.Cosigners.Select(To).Distinct().Where(c => c != lead)];
        ImmutableArray<AgencyCode> parties =
        [
            .. one.Parties.Select(To).Distinct().Where(p => p != lead && !cosigners.Contains(p)),
        ];
        return new UndertakingChange(one, lead, cosigners, parties, map)
        {
            Unions = Unions(one, To),
            Work = Work(one, map, [lead, .. cosigners]),
            Choices = [.. heirs.Where(h => h.Heirs.Length > 1)],
        };
    }

    private static ImmutableArray<PartyUnion> Unions(UndertakingCase one, Func<AgencyCode, AgencyCode> to)
    {
        var unions = ImmutableArray.CreateBuilder<PartyUnion>();
        ImmutableArray<AgencyCode> leads = [one.Lead, .. one.Cosigners];
        var leading = leads.Select(to).ToHashSet();
        var asked = one.Parties.Where(p => !leads.Contains(p)).Distinct().ToList();
        if (leading.Count < leads.Distinct().Count())
        {
            unions.Add(PartyUnion.LeadsBecomeOne);
        }
        if (asked.Any(p => leading.Contains(to(p))))
        {
            unions.Add(PartyUnion.LeadAndCoResponsibleBecomeOne);
        }
        if (asked.Select(to).Distinct().Count() < asked.Count)
        {
            unions.Add(PartyUnion.PartiesBecomeOne);
        }
        return unions.ToImmutable();
    }

    private static ImmutableArray<WorkMove> Work(
        UndertakingCase one,
        ImmutableSortedDictionary<AgencyCode, AgencyCode> map,
        ImmutableArray<AgencyCode> leads
    )
    {
        // Whoever keeps his own request is the one that remains; the one that came over closes.
        var taken = one.Open.Where(o => !map.ContainsKey(o.Body)).Select(o => (o.Step, o.Body)).ToHashSet();
        var moves = ImmutableArray.CreateBuilder<WorkMove>();
        foreach (var work in one.Open)
        {
            var to = map.GetValueOrDefault(work.Body, work.Body);
            var fate = FateOf(work, to, leads);
            if (fate == WorkFate.Moves && !map.ContainsKey(work.Body))
            {
                continue;
            }
            if (fate == WorkFate.Moves && IsAskedOfSeveral(work.Step) && !taken.Add((work.Step, to)))
            {
                fate = WorkFate.ClosesAsDouble;
            }
            moves.Add(new WorkMove(work, to, fate));
        }
        return moves.ToImmutable();
    }

    private static WorkFate FateOf(OpenWork work, AgencyCode to, ImmutableArray<AgencyCode> leads) =>
        work.Step switch
        {
            // Who leads, alone or with others, is not asked for an opinion on what it submits or countersigns.
            StepRules.Reply when leads.Contains(to) => WorkFate.ClosesAsOwn,
            StepRules.Countersign when leads[0] == to => WorkFate.ClosesAsOwn,
            _ => WorkFate.Moves,
        };

    private static bool IsAskedOfSeveral(string step) => step is StepRules.Reply or StepRules.Countersign;
}
