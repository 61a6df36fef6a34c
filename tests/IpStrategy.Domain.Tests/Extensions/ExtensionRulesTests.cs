using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Extensions;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;

namespace IpStrategy.Domain.Tests.Extensions;

/// <summary>延期: before the due date, by whoever must do it or its agency's leader, decided by whoever set the date.</summary>
public sealed class ExtensionRulesTests
{
    private static readonly DateTimeOffset Morning = new(2010, 3, 15, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Due = new(2010, 4, 6, 16, 0, 0, TimeSpan.Zero);
    private static readonly AssignmentDue Dates = new(
        new DateOnly(2010, 4, 6),
        Due,
        "working:15",
        Due.AddDays(-7),
        Due
    );

    private static readonly Actor Officer = new(7, "张三", Post.Officer, "zscqj");
    private static readonly Actor Leader = new(8, "李四", Post.Leader, "zscqj");

    [Theory]
    [InlineData(StepRules.DraftPlan, null)]
    [InlineData(StepRules.Acknowledge, null)]
    [InlineData(StepRules.ApplyForCompletion, null)]
    [InlineData(StepRules.LeaderSign, typeof(ThisDateIsNotExtended))]
    [InlineData(StepRules.OfficeCheck, typeof(ThisDateIsNotExtended))]
    [InlineData(StepRules.DecideExtension, typeof(ThisDateIsNotExtended))]
    [InlineData(StepRules.Convene, typeof(ThisDateIsNotExtended))]
    public void Work_may_be_given_longer_and_signatures_may_not(string step, Type? refusal) =>
        Assert.Equal(refusal, ExtensionRules.MayAsk(Case(step, Officer), null, Morning)?.GetType());

    [Fact]
    public void The_leader_of_the_agency_asks_too_and_a_stranger_does_not()
    {
        Assert.Null(ExtensionRules.MayAsk(Case(StepRules.DraftPlan, Leader), null, Morning));
        var other = new Actor(9, "王五", Post.Leader, "gsj");
        Assert.IsType<WorkItemIsNotYours>(ExtensionRules.MayAsk(Case(StepRules.DraftPlan, other), null, Morning));
    }

    [Fact]
    public void At_the_due_instant_it_is_too_late()
    {
        var c = Case(StepRules.DraftPlan, Officer);
        Assert.Null(ExtensionRules.MayAsk(c, null, Due.AddTicks(-1)));
        Assert.Equal(new ExtensionComesTooLate(Dates.DueOn), ExtensionRules.MayAsk(c, null, Due));
    }

    [Fact]
    public void Once_at_a_time_and_on_what_was_seen()
    {
        var c = Case(StepRules.DraftPlan, Officer);
        Assert.IsType<WorkItemHasChanged>(ExtensionRules.MayAsk(c, c.Item.Version + 1, Morning));
        c.Item.AskExtension(Morning);
        Assert.IsType<ExtensionIsPending>(ExtensionRules.MayAsk(c, null, Morning));
    }

    [Fact]
    public void While_it_stands_still_nobody_asks_the_leader_neither()
    {
        foreach (var actor in (Actor[])[Officer, Leader])
        {
            var c = Case(StepRules.DraftPlan, actor);
            Assert.Null(ExtensionRules.MayAsk(c, null, Morning));
            c.Item.Suspend(Morning);
            Assert.IsType<WorkItemIsSuspended>(ExtensionRules.MayAsk(c, null, Morning));
        }
    }

    [Fact]
    public void Nobody_grants_what_he_or_his_body_has_asked_for()
    {
        var subject = new ExtensionSubject(1, 2, "zscqj", Dates.DueOn, Dates.Rule);
        var extension = new Extension(3, subject, Dates.DueOn.AddDays(9), "汛期");
        extension.Ask(4, Officer, Morning);
        var clerk = new Actor(10, "赵六", Post.Clerk, null);

        Assert.Null(ExtensionRules.MayDecide(extension, clerk));
        Assert.IsType<NobodyDecidesTheirOwnExtension>(ExtensionRules.MayDecide(extension, Officer));
        Assert.IsType<NobodyDecidesTheirOwnExtension>(
            ExtensionRules.MayDecide(extension, clerk with { For = Officer })
        );
        Assert.IsType<NobodyDecidesTheirOwnExtension>(
            ExtensionRules.MayDecide(extension, clerk with { UserId = Officer.UserId })
        );
        Assert.IsType<NobodyChecksTheirOwnBody>(ExtensionRules.MayDecide(extension, Leader));
        Assert.IsType<NobodyChecksTheirOwnBody>(ExtensionRules.MayDecide(extension, Leader with { For = clerk }));
    }

    [Fact]
    public void For_the_assignment_only_its_lead_asks()
    {
        var undertaking = Undertaking();
        Assert.Null(ExtensionRules.MayAsk(undertaking, Officer, Morning));
        Assert.Null(ExtensionRules.MayAsk(undertaking, Leader, Morning));
        var clerk = new Actor(1, "office", Post.Clerk, null);
        Assert.IsType<OnlyTheLeadAgencyMayAsk>(ExtensionRules.MayAsk(undertaking, clerk, Morning));
        Assert.IsType<ExtensionComesTooLate>(ExtensionRules.MayAsk(undertaking, Officer, Due));
        undertaking.Suspend(Morning);
        Assert.IsType<UndertakingIsSuspended>(ExtensionRules.MayAsk(undertaking, Officer, Morning));
        undertaking.Resume();
        undertaking.End(UndertakingState.Completed, Morning);
        Assert.IsType<UndertakingHasEnded>(ExtensionRules.MayAsk(undertaking, Officer, Morning));
    }

    [Theory]
    [InlineData(null, "zscqj", "zscqj", "office:clerk,office:director")]
    [InlineData(StepRules.DraftPlan, "zscqj", "zscqj", "office:clerk,office:director")]
    [InlineData(StepRules.Reply, "hg", "zscqj", "agency:zscqj,leader:zscqj")]
    [InlineData(StepRules.Reply, "hg", PostGroups.OfficeCode, "agency:ldxzb,leader:ldxzb")]
    [InlineData(null, PostGroups.OfficeCode, PostGroups.OfficeCode, "group:deputy")]
    [InlineData(StepRules.NameAgencies, PostGroups.OfficeCode, "zscqj", "group:deputy")]
    public void Whoever_set_the_date_decides(string? step, string body, string lead, string deciders) =>
        Assert.Equal(deciders, ExtensionRules.DecidersOf(step, body, lead));

    [Theory]
    [InlineData("2010-04-06", false)]
    [InlineData("2010-04-05", false)]
    [InlineData("2010-04-07", true)]
    [InlineData("2030-04-07", false)]
    public void The_new_date_is_later_and_no_slip_of_the_keyboard(string wanted, bool isTaken)
    {
        var refusal = ExtensionRules.CheckDate(DateOnly.Parse(wanted, null), Dates.DueOn);
        Assert.Equal(isTaken, refusal is null);
    }

    private static Undertaking Undertaking()
    {
        var text = new AssignmentText(42, "(四十二)", 6, "完善", "市知识产权局负责", "responsible", "inferred");
        return new Undertaking(1, new Assignment(1, 1, text, Dates), "zscqj", "市知识产权局");
    }

    private static WorkItemCase Case(string step, Actor actor)
    {
        var undertaking = Undertaking();
        var item = new WorkItem(
            1,
            new WorkItemPlace(1, 1, 1),
            undertaking,
            new WorkItemStep(step, step, "zscqj", Morning)
        );
        item.SetDue(Dates);
        return new WorkItemCase(item, undertaking, ["agency:zscqj"], actor);
    }
}
