using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Deliverables;
using IpStrategy.Domain.Plans;

namespace IpStrategy.Domain.Tests.Deliverables;

/// <summary>Who may do what with deliverables, and what completion demands of them.</summary>
public sealed class DeliverableRulesTests
{
    private static readonly Actor Clerk = new(1, "张三", Post.Clerk, null);
    private static readonly Actor Officer = new(2, "李四", Post.Officer, "zscqj");

    [Fact]
    public void Completion_lacks_what_is_neither_shown_nor_waived()
    {
        var (bare, noted, filed, waived) = (New("甲"), New("乙"), New("丙"), New("丁"));
        noted.Show("津政发〔2010〕1号", Officer);
        waived.Waive("并入其他文件", Clerk);
        ShownDeliverable[] all = [new(bare, 0), new(noted, 0), new(filed, 1), new(waived, 0)];
        Assert.Equal(["甲"], DeliverableRules.Lacking(all));

        waived.Demand();
        noted.Show(null, Officer);
        Assert.Equal(["甲", "乙", "丁"], DeliverableRules.Lacking(all));
    }

    [Fact]
    public void What_was_not_accepted_lacks_until_it_is_shown_otherwise()
    {
        var shown = New("甲");
        shown.Show("网址", Officer);
        shown.Check(DeliverableVerdict.NotAccepted, "打不开", Clerk, default);
        Assert.Equal(["甲"], DeliverableRules.MayPass([shown])!.Deliverables);
        Assert.True(new ShownDeliverable(shown, 1).IsLacking);

        shown.Show("新网址", Officer);
        Assert.Null(DeliverableRules.MayPass([shown]));
        Assert.False(new ShownDeliverable(shown, 0).IsLacking);
        Assert.Null(shown.VerdictReason);
    }

    [Fact]
    public void A_waived_one_holds_nothing_up_even_if_it_was_not_accepted()
    {
        var waived = New("甲");
        waived.Check(DeliverableVerdict.NotAccepted, "无", Clerk, default);
        waived.Waive("不再需要", Clerk);
        Assert.Null(DeliverableRules.MayPass([waived]));
    }

    [Fact]
    public void While_it_stands_still_nothing_changes_and_everybody_is_told_why()
    {
        var undertaking = Undertaking();
        undertaking.Suspend(default);
        Assert.IsType<UndertakingIsSuspended>(DeliverableRules.MayShape(Clerk, undertaking));
        Assert.IsType<UndertakingIsSuspended>(DeliverableRules.MayShow(undertaking, ["zscqj"], "zscqj"));
        Assert.IsType<UndertakingIsSuspended>(
            DeliverableRules.MayCheck(Clerk, undertaking, CompletionStage.UnderCheck)
        );
        undertaking.End(UndertakingState.Terminated, default);
        Assert.IsType<UndertakingDoesNotRun>(DeliverableRules.MayShape(Clerk, undertaking));
    }

    [Fact]
    public void Each_does_only_his_part()
    {
        var undertaking = Undertaking();
        Assert.Null(DeliverableRules.MayShape(Clerk, undertaking));
        Assert.IsType<OnlyTheOfficeMay>(DeliverableRules.MayShape(Officer, undertaking));
        Assert.Null(DeliverableRules.MayShow(undertaking, ["zscqj", "gsj"], "gsj"));
        Assert.IsType<OnlyTheLeadAgencyShows>(DeliverableRules.MayShow(undertaking, ["zscqj"], "hg"));
        Assert.IsType<OnlyTheLeadAgencyShows>(DeliverableRules.MayShow(undertaking, ["zscqj"], null));
        Assert.Null(DeliverableRules.MayCheck(Clerk, undertaking, CompletionStage.UnderCheck));
        Assert.IsType<CompletionIsNotUnderCheck>(
            DeliverableRules.MayCheck(Clerk, undertaking, CompletionStage.NotUnderCheck)
        );
        Assert.IsType<OnlyTheOfficeMay>(DeliverableRules.MayCheck(Officer, undertaking, CompletionStage.UnderCheck));
    }

    [Fact]
    public void Nobody_accepts_what_he_handed_in_himself()
    {
        var undertaking = Undertaking();
        undertaking.Submit(Clerk.UserId, Clerk.Name);
        Assert.IsType<NobodySignsOffTheirOwnSubmission>(
            DeliverableRules.MayCheck(Clerk, undertaking, CompletionStage.UnderCheck)
        );
    }

    [Fact]
    public void Nothing_is_changed_once_it_is_over()
    {
        var over = Undertaking();
        over.End(UndertakingState.Completed, default);
        Assert.IsType<UndertakingDoesNotRun>(DeliverableRules.MayShape(Clerk, over));
        Assert.IsType<UndertakingDoesNotRun>(DeliverableRules.MayShow(over, ["zscqj"], "zscqj"));
        Assert.IsType<UndertakingDoesNotRun>(DeliverableRules.MayCheck(Clerk, over, CompletionStage.UnderCheck));
    }

    private static Deliverable New(string title) => new(1, Undertaking(), 1, title);

    private static Undertaking Undertaking() =>
        new(
            7,
            new Assignment(
                3,
                1,
                new AssignmentText(29, "(一)", 1, "制定办法", "市知识产权局负责", "Responsible", "Sole"),
                new AssignmentDue(default, default, "", default, default)
            ),
            "zscqj",
            "市知识产权局"
        );
}
