using IpStrategy.Domain.Notices;

namespace IpStrategy.Domain.Tests.Notices;

public sealed class DeadlineTests
{
    [Theory]
    [InlineData("2010年底前完成", "2010年底前", "2010-12-31", DeadlineKind.Explicit)]
    [InlineData("2012年10月底前完成", "2012年10月底前", "2012-10-31", DeadlineKind.Explicit)]
    [InlineData("2012年2月底前完成", "2012年2月底前", "2012-02-29", DeadlineKind.Explicit)]
    [InlineData("于2010年10月15日前完成", "2010年10月15日前", "2010-10-15", DeadlineKind.Explicit)]
    [InlineData("2011年6月30日之前完成", "2011年6月30日之前", "2011-06-30", DeadlineKind.Explicit)]
    [InlineData("2011年上半年完成", "2011年上半年", "2011-06-30", DeadlineKind.Month)]
    [InlineData("2011年第二季度完成", "2011年第二季度", "2011-06-30", DeadlineKind.Month)]
    [InlineData("2011年10月完成", "2011年10月", "2011-10-31", DeadlineKind.Month)]
    [InlineData("2011年完成", "2011年", "2011-12-31", DeadlineKind.Year)]
    [InlineData("到2020年建成体系", "到2020年", "2020-12-31", DeadlineKind.Target)]
    [InlineData("自印发之日起30日内完成", "自印发之日起30日内", null, DeadlineKind.Relative)]
    [InlineData("三年内完成", "三年内", null, DeadlineKind.Relative)]
    [InlineData("\"十二五\"期间完成", "\"十二五\"期间", "2015-12-31", DeadlineKind.Relative)]
    [InlineData("长期坚持", "长期坚持", null, DeadlineKind.Ongoing)]
    [InlineData("每月28日前报送进展", "每月28日前", null, DeadlineKind.Recurring)]
    [InlineData("每季度末报送进展", "每季度末报送", null, DeadlineKind.Recurring)]
    [InlineData("尽快完成", "尽快完成", null, DeadlineKind.Vague)]
    public void Reads_a_time_in_running_text(string words, string text, string? date, DeadlineKind kind)
    {
        var expected = new DraftDeadline(
            text,
            date is null ? null : DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture),
            kind
        );
        Assert.Equal(expected, Assert.Single(Plan.Item($"{words}。(市科委牵头)").Deadlines));
    }

    [Theory]
    [InlineData("年底前完成", "年底前", "2010-12-31")]
    [InlineData("10月15日前完成", "10月15日前", "2010-10-15")]
    [InlineData("二季度末前完成", "二季度末前", "2010-06-30")]
    public void A_day_without_a_year_is_in_the_notices_year_and_said(string words, string text, string date)
    {
        var draft = Plan.Read("一、重点任务", $"(一)做好某项工作,{words}。(市科委牵头)");
        var deadline = Assert.Single(draft.Assignments[0].Deadlines);
        Assert.Equal(
            (text, date),
            (deadline.Text, deadline.Date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
        );
        Assert.Equal([text, "2010"], draft.The(NoticeCode.DeadlineWithoutYear).Arguments);
        Assert.DoesNotContain(NoticeCode.NoDeadline, draft.Codes());
    }

    [Fact]
    public void Milestones_are_several_deadlines() =>
        Assert.Equal(
            ["2010年6月底前", "2010年12月底前"],
            Plan.Item("2010年6月底前完成甲;2010年12月底前完成乙。(市科委牵头)")
                .Deadlines.Select(deadline => deadline.Text)
        );

    [Theory]
    [InlineData("改革开放以来的成绩")]
    [InlineData("提前完成任务")]
    [InlineData("根据2009年印发的文件")]
    [InlineData("目前的情况")]
    public void Other_words_are_no_deadline(string words) =>
        Assert.Empty(Plan.Item($"{words}。(市科委牵头)").Deadlines);

    [Fact]
    public void A_label_may_say_what_no_rule_knows()
    {
        var draft = Plan.Read(
            "一、重点任务",
            "(一)做好某项工作。",
            "责任单位:市科委",
            "完成时限:视情况而定",
            "(二)做好某项工作。",
            "责任单位:市科委",
            "完成时限:2010年底"
        );
        Assert.Equal(
            new DraftDeadline("视情况而定", null, DeadlineKind.Vague),
            Assert.Single(draft.Assignments[0].Deadlines)
        );
        Assert.Equal(new DateOnly(2010, 12, 31), Assert.Single(draft.Assignments[1].Deadlines).Date);
        Assert.Equal(["视情况而定", "2010"], draft.The(NoticeCode.DeadlineVague).Arguments);
    }
}
