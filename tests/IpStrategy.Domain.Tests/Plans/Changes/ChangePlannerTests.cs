using System.Collections.Immutable;
using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Domain.Tests.Calendar;
using IpStrategy.Workflow;

namespace IpStrategy.Domain.Tests.Plans.Changes;

/// <summary>From how an assignment stands and what is wanted to steps and their effects: the decision table of a change.</summary>
public sealed class ChangePlannerTests
{
    private static readonly Counting Now = new(
        TestCalendar.China,
        DueSettings.China,
        new DateTimeOffset(2010, 3, 15, 9, 0, 0, TimeSpan.FromHours(8))
    );

    private static readonly DueDate Due = Now.From(Now.Today, new DueRule.On(new DateOnly(2010, 11, 30)));

    private static AgencyCode Code(string code) => new(code);

    private static ImmutableArray<AgencyCode> Codes(params string[] codes) => [.. codes.Select(Code)];

    private static OpenDesk Desk(string step, string body, long id = 1) => new(id, step, step, body, Due);

    private static UndertakingNow Undertaking(
        string lead,
        string[] parties,
        ConsultationStage stage = ConsultationStage.NotBegun,
        params OpenDesk[] desks
    ) =>
        new(7, Code(lead), [], Codes(parties), UndertakingState.Running, Due)
        {
            Consultation = stage,
            Desks = [.. desks],
        };

    private static AssignmentNow Assignment(string[] leads, string[] others, params UndertakingNow[] undertakings) =>
        new(46, Codes(leads), Codes(others), "原文", Due, [.. undertakings]);

    private static Outcome<ChangePlan> Plan(AssignmentNow now, WantedChange wanted) =>
        ChangePlanner.Plan(now, wanted, c => c.Value == "qx" ? new(false, Codes("a", "b", "c")) : null, Now);

    private static string[] Kinds(ChangePlan plan) => [.. plan.Effects.Select(e => e.Kind.ToString())];

    [Theory]
    [InlineData(ConsultationStage.NotBegun, AskedWhen.WhenItBegins)]
    [InlineData(ConsultationStage.Asking, AskedWhen.Now)]
    [InlineData(ConsultationStage.BetweenRounds, AskedWhen.NextRound)]
    [InlineData(ConsultationStage.Over, AskedWhen.NotAnyMore)]
    public void When_an_agency_that_joins_is_asked_depends_on_how_far_the_consultation_is(
        ConsultationStage stage,
        AskedWhen when
    )
    {
        var now = Assignment(["l"], ["p"], Undertaking("l", ["p"], stage, Desk(StepRules.Reply, "p")));

        var plan = Plan(now, new WantedChange(CoResponsible: Codes("p", "n"))).Value;

        Assert.Equal([new ChangeStep.Ask(7, Code("n"), when)], plan.Steps);
        Assert.Equal(when == AskedWhen.Now, plan.Effects.Any(e => e is { Kind: EffectKind.ItemOpens, Body: "n" }));
    }

    [Fact]
    public void Who_leaves_loses_what_lies_open_and_the_others_keep_theirs()
    {
        var desks = new[] { Desk(StepRules.Reply, "p", 1), Desk(StepRules.Reply, "q", 2) };
        var now = Assignment(["l"], ["p", "q"], Undertaking("l", ["p", "q"], ConsultationStage.Asking, desks));

        var plan = Plan(now, new WantedChange(CoResponsible: Codes("q"))).Value;

        Assert.Equal([new ChangeStep.Drop(7, Code("p"), Skips: false)], plan.Steps);
        Assert.Equal(1, plan.Effects.Single(e => e.Kind == EffectKind.ItemCloses).ItemId);
    }

    [Fact]
    public void The_last_who_leaves_takes_the_consultation_along_but_not_where_somebody_has_replied()
    {
        var desks = new[] { Desk(StepRules.Reply, "p", 1), Desk(StepRules.Reply, "q", 2) };
        var asked = Undertaking("l", ["p", "q"], ConsultationStage.Asking, desks);
        var nobody = new WantedChange(CoResponsible: []);

        var all = Plan(Assignment(["l"], ["p", "q"], asked), nobody).Value;
        var rest = Plan(
            Assignment(["l"], ["p", "q"], asked with { Desks = [desks[1]], Replied = Codes("p") }),
            nobody
        ).Value;

        Assert.Equal([false, true], all.Steps.Cast<ChangeStep.Drop>().Select(d => d.Skips));
        Assert.DoesNotContain(EffectKind.ConsultationIsLeftOut.ToString(), Kinds(rest));
        Assert.Contains(rest.Effects, e => e is { Kind: EffectKind.ReplyStays, Body: "p" });
    }

    [Fact]
    public void One_lead_for_another_is_a_hand_over_and_ends_duties_towards_oneself()
    {
        var undertaking = Undertaking("l", ["p", "q"], ConsultationStage.Asking, Desk(StepRules.Reply, "p"));
        var now = Assignment(["l"], ["p", "q"], undertaking);

        var plan = Plan(now, new WantedChange(Leads: Codes("p"), CoResponsible: Codes("q"))).Value;

        Assert.Equal(
            [new ChangeStep.Drop(7, Code("p"), Skips: true), new ChangeStep.HandOver(7, Code("l"), Code("p"))],
            plan.Steps
        );
    }

    [Fact]
    public void Of_a_group_members_that_are_left_out_end_and_new_ones_begin()
    {
        var undertakings = new[] { "a", "b", "c" }.Select((lead, i) => Undertaking(lead, []) with { Id = i }).ToArray();
        var now = Assignment(["qx"], [], undertakings);

        var plan = Plan(now, new WantedChange(Leads: Codes("a"))).Value;

        Assert.Equal(
            [new ChangeStep.End(1, UndertakingState.Terminated), new ChangeStep.End(2, UndertakingState.Terminated)],
            plan.Steps
        );
        var more = Plan(Assignment(["a"], [], undertakings[0]), new WantedChange(Leads: Codes("qx"))).Value;
        Assert.Equal(["b", "c"], more.Steps.Cast<ChangeStep.Begin>().Select(b => b.Undertaking.Lead.Value));
    }

    [Fact]
    public void Agencies_named_for_an_open_group_are_in_no_clause_and_stay()
    {
        var now = Assignment(["l"], ["p"], Undertaking("l", ["p", "named"]));

        var plan = Plan(now, new WantedChange(CoResponsible: Codes("q"))).Value;

        Assert.Equal(
            [new ChangeStep.Drop(7, Code("p"), false), new ChangeStep.Ask(7, Code("q"), AskedWhen.WhenItBegins)],
            plan.Steps
        );
    }

    [Fact]
    public void A_date_moves_the_assignment_its_undertakings_and_the_desks_that_follow()
    {
        var desk = Desk(StepRules.ApplyForCompletion, "l") with { FollowsAssignment = true };
        var now = Assignment(["l"], [], Undertaking("l", [], ConsultationStage.Over, desk, Desk("reply", "x", 2)));

        var plan = Plan(now, new WantedChange(Due: new DueRule.WorkingDays(30))).Value;

        // 2010-03-15 + 30 working days.
        Assert.All(plan.Effects, e => Assert.Equal(new DateOnly(2010, 4, 27), e.To));
        Assert.Equal([null, null, 1L], plan.Effects.Select(e => e.ItemId));
    }

    [Fact]
    public void What_is_done_stays_as_it_is_and_what_stands_still_is_resumed_first()
    {
        var done = Undertaking("a", ["p"]) with { Id = 1, State = UndertakingState.Completed };
        var held = Undertaking("b", ["p"]) with { Id = 2, State = UndertakingState.Suspended };
        var wanted = new WantedChange(CoResponsible: Codes("p", "n"));

        Assert.IsType<AssignmentHasEnded>(Plan(Assignment(["a"], ["p"], done), wanted).Refusal);
        Assert.IsType<AssignmentIsSuspended>(Plan(Assignment(["b"], ["p"], held), wanted).Refusal);
        var third = Undertaking("c", ["p"]) with { Id = 3 };
        var plan = Plan(Assignment(["qx"], ["p"], done, third), wanted).Value;
        Assert.DoesNotContain(plan.Steps, s => s is ChangeStep.Ask { UndertakingId: 1 });
    }

    [Fact]
    public void Nothing_wanted_is_nothing_done()
    {
        var now = Assignment(["l"], ["p"], Undertaking("l", ["p"]));

        Assert.IsType<NothingWouldChange>(Plan(now, new WantedChange()).Refusal);
        Assert.IsType<NothingWouldChange>(Plan(now, new WantedChange(Codes("l"), Codes("p"), Text: " 原文 ")).Refusal);
        Assert.IsType<AssignmentHasNoLead>(Plan(now, new WantedChange(Leads: [])).Refusal);
    }
}

/// <summary>Pauses and what they do to dates.</summary>
public sealed class PausesTests
{
    private static readonly DateTimeOffset Monday = new(2010, 3, 15, 9, 0, 0, TimeSpan.FromHours(8));

    private static Counting At(int days) => new(TestCalendar.China, DueSettings.China, Monday.AddDays(days));

    private static UndertakingNow Held(DueDate due) =>
        new(1, new AgencyCode("l"), [], [], UndertakingState.Suspended, due) { SuspendedAt = Monday };

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    // A weekend is no working day, and the day it goes on counts.
    [InlineData(6, 4)]
    [InlineData(7, 5)]
    public void The_days_lost_are_the_working_days_after_the_first_up_to_the_last(int calendarDays, int workingDays)
    {
        var counting = At(calendarDays);
        var due = counting.From(new DateOnly(2010, 3, 15), new DueRule.On(new DateOnly(2010, 11, 30)));

        Assert.Equal(workingDays, Pauses.DaysOf(Held(due), new PlanChoices(true), counting));
        Assert.Equal(0, Pauses.DaysOf(Held(due), new PlanChoices(false), counting));
    }

    [Fact]
    public void What_was_counted_in_working_days_stays_counted_so_and_a_written_date_stays_a_date()
    {
        var counting = At(4);
        var counted = counting.From(new DateOnly(2010, 3, 15), new DueRule.WorkingDays(10));
        var written = counting.From(new DateOnly(2010, 3, 15), new DueRule.On(new DateOnly(2010, 9, 30)));

        Assert.Equal(
            (new DueRule.WorkingDays(14), new DateOnly(2010, 4, 2)),
            (Pauses.MovedOn(counted, 4, counting).Rule, Pauses.MovedOn(counted, 4, counting).Date)
        );
        // 1 to 7 October are days off; the 8th and the 9th (a Saturday) are worked.
        Assert.Equal(new DateOnly(2010, 10, 9), Pauses.MovedOn(written, 2, counting).Date);
        Assert.IsType<DueRule.On>(Pauses.MovedOn(written, 2, counting).Rule);
    }

    [Fact]
    public void A_timer_keeps_its_time_of_day_and_midnight_belongs_to_the_day_before()
    {
        var counting = At(4);
        var midnight = new DateTimeOffset(2010, 3, 20, 0, 0, 0, TimeSpan.FromHours(8));
        var morning = new DateTimeOffset(2010, 3, 19, 9, 0, 0, TimeSpan.FromHours(8));

        // Friday the 19th, a working day on: Monday the 22nd.
        Assert.Equal(midnight.AddDays(3), Pauses.MovedOn(midnight, 1, counting));
        Assert.Equal(morning.AddDays(3), Pauses.MovedOn(morning, 1, counting));
    }
}

/// <summary>What an assignment is, from what its undertakings are.</summary>
public sealed class AssignmentStandingTests
{
    [Theory]
    [InlineData(1, 0, 0, 0, 0, AssignmentStatus.Running)]
    [InlineData(1, 1, 0, 0, 0, AssignmentStatus.Completed)]
    [InlineData(1, 0, 1, 0, 0, AssignmentStatus.Suspended)]
    [InlineData(1, 0, 0, 1, 0, AssignmentStatus.Terminated)]
    [InlineData(1, 0, 0, 1, 1, AssignmentStatus.Voided)]
    [InlineData(16, 15, 0, 0, 0, AssignmentStatus.Running)]
    [InlineData(16, 15, 0, 1, 0, AssignmentStatus.Completed)]
    [InlineData(16, 15, 1, 0, 0, AssignmentStatus.Suspended)]
    [InlineData(16, 14, 1, 0, 0, AssignmentStatus.Running)]
    [InlineData(16, 0, 0, 16, 15, AssignmentStatus.Terminated)]
    public void Follows_from_its_undertakings(
        int all,
        int completed,
        int suspended,
        int ended,
        int voided,
        AssignmentStatus expected
    ) => Assert.Equal(expected, AssignmentStanding.Of(new UndertakingCounts(all, completed, suspended, ended, voided)));
}
