using System.Collections.Immutable;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Agencies.Reorganisations;

namespace IpStrategy.Domain.Tests.Agencies;

/// <summary>What the reform of 2018 does to the 69 assignments, assignment by assignment.</summary>
public sealed class ReorganisationPlanTests
{
    private static readonly AgencyCode _market = new("scjgw");
    private static readonly ImmutableDictionary<long, AgencyCode> _noChoice = ImmutableDictionary<
        long,
        AgencyCode
    >.Empty;

    [Fact]
    public void Two_leads_become_one_in_24() => Assert.Equal([24], With(Plan(_noChoice), PartyUnion.LeadsBecomeOne));

    [Fact]
    public void Lead_and_co_responsible_become_one_in_27_and_36() =>
        Assert.Equal([27, 36], With(Plan(_noChoice), PartyUnion.LeadAndCoResponsibleBecomeOne));

    [Fact]
    public void Two_parties_become_one_in_19_37_38_and_64() =>
        Assert.Equal([19, 37, 38, 64], With(Plan(_noChoice), PartyUnion.PartiesBecomeOne));

    [Fact]
    public void In_39_only_if_the_office_moves_it_to_the_food_successor()
    {
        Assert.DoesNotContain(39, With(Plan(_noChoice), PartyUnion.LeadAndCoResponsibleBecomeOne));
        var medicines = Plan(_noChoice).Changes.Single(c => c.Before.Number == 39);
        Assert.Equal(new AgencyCode("yaojj"), medicines.Lead);
        Assert.Equal([new("zscqj"), _market], medicines.Parties);
        Assert.Equal([new("yaojj"), _market], Assert.Single(medicines.Choices).Heirs);

        var food = Plan(_noChoice.Add(39, _market));
        Assert.Equal([27, 36, 39], With(food, PartyUnion.LeadAndCoResponsibleBecomeOne));
        var moved = food.Changes.Single(c => c.Before.Number == 39);
        Assert.Equal((_market, "zscqj"), (moved.Lead, Assert.Single(moved.Parties).Value));
    }

    [Fact]
    public void A_choice_that_takes_nothing_over_there_is_refused()
    {
        var refused = ReorganisationPlan.Of(
            Reform2018.Succession,
            Reform2018.Cases,
            _noChoice.Add(9, new AgencyCode("hg"))
        );
        Assert.Equal(new ChosenAgencyTakesNothingOver(9, "hg"), refused.Refusal);
    }

    [Fact]
    public void Nobody_is_asked_by_themselves_or_twice()
    {
        var ended = Reform2018.Succession.Ended.ToHashSet();
        foreach (var change in Plan(_noChoice.Add(39, _market)).Changes)
        {
            var joint = change.JointLeads.ToList();
            Assert.Equal(joint.Distinct(), joint);
            Assert.Equal(change.Parties.Distinct(), change.Parties);
            Assert.Empty(change.Parties.Intersect(joint));
            Assert.Empty(joint.Concat(change.Parties).Intersect(ended));
            var left = change
                .Before.Open.Select(o => change.Work.FirstOrDefault(w => w.Work == o) ?? Stays(o))
                .Where(w => w.Fate == WorkFate.Moves)
                .Select(w => w.To)
                .Order()
                .ToList();
            // Exactly one open request for every party that is still to be asked.
            Assert.Equal(change.Parties.Order(), left);
        }
    }

    [Fact]
    public void Of_two_requests_that_meet_the_one_already_there_remains()
    {
        // 37: 市质监局 leads; the customs keeps its own request, that of the inspection bureau closes.
        var work = Plan(_noChoice).Changes.Single(c => c.Before.Number == 37).Work;
        var closed = Assert.Single(work);
        Assert.Equal(("jyjyj", WorkFate.ClosesAsDouble), (closed.Work.Body.Value, closed.Fate));
        // 19: both are taken over by a new body; the first request goes on as its own.
        var both = Plan(_noChoice).Changes.Single(c => c.Before.Number == 19).Work;
        Assert.Equal([WorkFate.Moves, WorkFate.ClosesAsDouble], both.Select(w => w.Fate));
    }

    [Fact]
    public void A_countersignature_of_what_one_leads_oneself_falls_away()
    {
        var one = Reform2018.Cases.Single(c => c.Number == 24) with
        {
            Open = [new OpenWork(1, "countersign", new("zjj"))],
        };
        var change = Assert.Single(ReorganisationPlan.Of(Reform2018.Succession, [one], _noChoice).Value.Changes);
        Assert.Equal(WorkFate.ClosesAsOwn, Assert.Single(change.Work).Fate);
        Assert.Empty(change.Cosigners);
    }

    [Fact]
    public void What_nobody_takes_over_stands_in_the_way()
    {
        var close = new ReorganisationStep.Close(new DateOnly(2018, 11, 1), new AgencyCode("zjj"));
        var closing = Succession.Of(Reform2018.Directory, [close]).Value;
        var refusal = Assert.IsType<AgencyStillHasWork>(
            ReorganisationPlan.Of(closing, Reform2018.Cases, _noChoice).Refusal
        );
        Assert.Equal("zjj", refusal.AgencyCode);
        Assert.Contains(24, refusal.Numbers);
        Assert.Contains(36, refusal.Numbers);
    }

    [Fact]
    public void A_function_moves_only_in_the_assignments_named()
    {
        var move = new ReorganisationStep.Move(
            new DateOnly(2014, 1, 1),
            new("gsj"),
            new Heir.Existing(new("zscqj")),
            "商标",
            [27]
        );
        var plan = ReorganisationPlan.Of(
            Succession.Of(Reform2018.Directory, [move]).Value,
            Reform2018.Cases,
            _noChoice
        );
        Assert.Equal(
            (27, "zscqj"),
            (Assert.Single(plan.Value.Changes).Before.Number, plan.Value.Changes[0].Lead.Value)
        );
    }

    private static WorkMove Stays(OpenWork open) => new(open, open.Body, WorkFate.Moves);

    private static ReorganisationPlan Plan(ImmutableDictionary<long, AgencyCode> choices) =>
        ReorganisationPlan.Of(Reform2018.Succession, Reform2018.Cases, choices).Value;

    private static IEnumerable<int> With(ReorganisationPlan plan, PartyUnion union) =>
        plan.Changes.Where(c => c.Unions.Contains(union)).Select(c => c.Before.Number);
}
