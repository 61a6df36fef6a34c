using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;

namespace IpStrategy.Domain.Tests.Plans;

public sealed class DraftRulesTests
{
    private static readonly Actor Clerk = new(1, "张三", Post.Clerk, null);
    private static readonly Actor Director = new(2, "李四", Post.Director, null);

    [Theory]
    [InlineData(NoticeState.Draft, null, null)]
    [InlineData(NoticeState.Submitted, "NOTICE_LIES_WITH_THE_DIRECTOR", null)]
    [InlineData(NoticeState.Issued, "NOTICE_IS_ALREADY_ISSUED", "NOTICE_IS_ALREADY_ISSUED")]
    public void What_lies_before_the_director_only_the_director_changes(
        NoticeState state,
        string? clerk,
        string? director
    )
    {
        Assert.Equal(clerk, DraftRules.MayMend(state, Clerk)?.Code);
        Assert.Equal(director, DraftRules.MayMend(state, Director)?.Code);
    }

    [Theory]
    [InlineData(NoticeState.Draft, IssueApproval.ByDirector, "THE_DIRECTOR_ISSUES", null)]
    [InlineData(NoticeState.Submitted, IssueApproval.ByDirector, "THE_DIRECTOR_ISSUES", null)]
    [InlineData(NoticeState.Draft, IssueApproval.ByOffice, null, null)]
    [InlineData(NoticeState.Submitted, IssueApproval.ByOffice, "NOTICE_LIES_WITH_THE_DIRECTOR", null)]
    [InlineData(NoticeState.Issued, IssueApproval.ByOffice, "NOTICE_IS_ALREADY_ISSUED", "NOTICE_IS_ALREADY_ISSUED")]
    public void A_plan_comes_into_force_by_the_hand_the_office_chose(
        NoticeState state,
        IssueApproval approval,
        string? clerk,
        string? director
    )
    {
        Assert.Equal(clerk, DraftRules.MayIssue(state, Clerk, approval)?.Code);
        Assert.Equal(director, DraftRules.MayIssue(state, Director, approval)?.Code);
    }

    [Fact]
    public void The_director_gives_a_reason_and_the_clerk_needs_none()
    {
        Assert.IsType<OpinionIsMissing>(DraftRules.MaySendBack(NoticeState.Submitted, Director, " "));
        Assert.Null(DraftRules.MaySendBack(NoticeState.Submitted, Director, "第三项的期限太紧"));
        Assert.Null(DraftRules.MaySendBack(NoticeState.Submitted, Clerk, null));
        Assert.IsType<NoticeIsNotSubmitted>(DraftRules.MaySendBack(NoticeState.Draft, Director, "x"));
        Assert.IsType<NoticeIsAlreadyIssued>(DraftRules.MaySendBack(NoticeState.Issued, Director, "x"));
        Assert.IsType<NoticeLiesWithTheDirector>(DraftRules.MaySubmit(NoticeState.Submitted));
        Assert.Null(DraftRules.MaySubmit(NoticeState.Draft));
    }
}
