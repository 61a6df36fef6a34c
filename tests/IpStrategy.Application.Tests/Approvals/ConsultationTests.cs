using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence.Outbox;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Approvals;

public sealed class ConsultationTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_non_concurrence_is_answered_and_only_its_agency_is_asked_again(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 46);
        await office.DoStepAsync("gsj.officer", 46, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync("bqj.officer", 46, StepRules.Reply, "分工不清", ("outcome", "NonConcur"));
        await office.DoStepAsync("zscqj.officer", 46, StepRules.AnswerNonConcur, "已修改", ("decision", "askAgain"));
        Assert.Empty(await office.OpenItemsAsync("gsj.officer", 46));
        var second = await office.DoStepAsync(
            "bqj.officer",
            46,
            StepRules.Reply,
            null,
            ("outcome", "ConcurWithComments")
        );
        Assert.Equal(2, second.Round);
        await office.TheItemAsync("zscqj.officer", 46, StepRules.Consolidate);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task An_impasse_goes_to_the_office_and_a_leader_decides(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 26);
        await office.DoStepAsync("jxw.officer", 26, StepRules.Reply, "不同意", ("outcome", "NonConcur"));
        await office.DoStepAsync("zscqj.officer", 26, StepRules.AnswerNonConcur, "无法采纳", ("decision", "impasse"));
        await office.DoStepAsync("office.clerk", 26, StepRules.Convene, "会议纪要");
        await office.DoStepAsync("leadership", 26, StepRules.DecideImpasse, "按牵头单位意见办");
        await office.TheItemAsync("zscqj.officer", 26, StepRules.Consolidate);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Reasons_are_asked_for_a_non_concurrence_and_nothing_has_changed(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 26);
        var item = await office.TheItemAsync("jxw.officer", 26, StepRules.Reply);
        var refused = await office.CompleteAsync("jxw.officer", item, " ", ("outcome", "NonConcur"));
        Assert.IsType<NonConcurNeedsReasons>(refused.Refusal);
        Assert.Equal(item, await office.TheItemAsync("jxw.officer", 26, StepRules.Reply));
        Assert.Equal(0, await office.ReadAsync(db => db.Replies.CountAsync()));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Silence_stays_open_and_the_agencys_leader_is_told_once(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 26);
        await office.AdvanceAsync(TimeSpan.FromDays(30));
        await office.AdvanceAsync(TimeSpan.FromDays(1));
        await office.TheItemAsync("jxw.officer", 26, StepRules.Reply);
        var leader = office.Person("jxw.leader").UserId;
        var told = await office.ReadAsync(db =>
            db.Inbox.CountAsync(m => m.RecipientId == leader && m.Kind == MessageKind.Overdue)
        );
        Assert.Equal(1, told);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task An_open_group_is_named_before_it_is_consulted(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.DoStepAsync("bhxq.officer", 5, StepRules.Acknowledge);
        await office.DoStepAsync("bhxq.officer", 5, StepRules.DraftPlan, null, ("plan", "方案"));
        Assert.Empty(await office.OpenItemsAsync("kw.officer", 5));
        var naming = await office.TheItemAsync("office.clerk", 5, StepRules.NameAgencies);
        Assert.IsType<NoAgencyIsNamed>(
            (await office.CompleteAsync("office.clerk", naming, null, ("agencies", "bhxq"))).Refusal
        );
        await office.DoStepAsync("office.clerk", 5, StepRules.NameAgencies, null, ("agencies", "kw,fgw"));
        await office.DoStepAsync("kw.officer", 5, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync("fgw.officer", 5, StepRules.Reply, null, ("outcome", "NotConcerned"));
        await office.TheItemAsync("bhxq.officer", 5, StepRules.Consolidate);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Sixteen_members_of_a_group_are_consulted_each_for_itself(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("wgj", 12);
        var bodies = await office.ReadAsync(db =>
            db.WorkItems.Where(w => w.AssignmentNumber == 12 && w.Step == StepRules.Reply)
                .Select(w => w.Body)
                .ToListAsync()
        );
        Assert.Equal(16, bodies.Distinct().Count());
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Three_agencies_that_reply_at_the_same_moment_are_all_counted_a_hundred_times(
        TestDatabase database
    )
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await RepliesAtOnce.ProveAsync(office, times: 100);
    }
}
