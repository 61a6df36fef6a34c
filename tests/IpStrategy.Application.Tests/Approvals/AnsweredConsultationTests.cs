using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Tests.Plans.Control;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Approvals;

/// <summary>征求意见 with its answers, dates, rounds and the rule for silence; 46 has two agencies to ask, 42 six.</summary>
public sealed class AnsweredConsultationTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Every_objection_is_answered_by_itself(TestDatabase database)
    {
        await using var office = await TwoObjectAsync(database);
        var item = await office.TheItemAsync("zscqj.officer", 46, StepRules.AnswerNonConcur);
        var whole = await office.CompleteAsync("zscqj.officer", item, "已修改", ("decision", "askAgain"));
        Assert.Equal(new AnswerIsUnknown("decision"), whole.Refusal);
        var half = await office.CompleteAsync(
            "zscqj.officer",
            item,
            null,
            ("decision.gsj", "revise"),
            ("answer.gsj", "已按意见修改")
        );
        Assert.Equal(new AnswerIsMissing("decision.bqj"), half.Refusal);
        var silent = await office.CompleteAsync(
            "zscqj.officer",
            item,
            null,
            ("decision.gsj", "revise"),
            ("answer.gsj", " "),
            ("decision.bqj", "maintain"),
            ("answer.bqj", "无法采纳")
        );
        Assert.Equal(new AnswerIsMissing("answer.gsj"), silent.Refusal);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task What_is_revised_is_asked_again_before_a_leader_decides_what_is_maintained(TestDatabase database)
    {
        await using var office = await TwoObjectAsync(database);
        await AnswerAsync(office, ("gsj", "revise"), ("bqj", "maintain"));
        Assert.Equal(["gsj"], await office.BodiesAsync(46, StepRules.Reply));
        Assert.Empty(await office.OpenItemsAsync("office.clerk", 46));
        await office.DoStepAsync("gsj.officer", 46, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync("office.clerk", 46, StepRules.Convene, "会议纪要");
        await office.DoStepAsync("leadership", 46, StepRules.DecideImpasse, "按牵头单位意见办");
        await office.TheItemAsync("zscqj.officer", 46, StepRules.Consolidate);
        var record = Assert.Single((await office.ViewAsync("office.clerk", 46)).Consultations);
        Assert.Equal([1, 2], record.Rounds.Select(r => r.Round));
        var first = record.Rounds[0].Replies.Single(r => r.Agency == "bqj");
        Assert.Equal(("nonConcur", "maintain", "对bqj的答复"), (first.Outcome, first.Answer, first.AnswerText));
        Assert.Equal("分工不清", first.Reasons);
        Assert.Equal("concur", record.Rounds[1].Replies.Single().Outcome);
        Assert.Equal("会议纪要", record.Impasse!.Convened!.Text);
        Assert.Equal("按牵头单位意见办", record.Impasse.Decided!.Text);
        Assert.StartsWith("leadership", record.Impasse.Decided.By, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Nothing_maintained_and_everybody_content_needs_no_leader(TestDatabase database)
    {
        await using var office = await TwoObjectAsync(database);
        await AnswerAsync(office, ("gsj", "revise"), ("bqj", "revise"));
        await office.DoStepAsync("gsj.officer", 46, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync("bqj.officer", 46, StepRules.Reply, null, ("outcome", "Concur"));
        await office.TheItemAsync("zscqj.officer", 46, StepRules.Consolidate);
        Assert.Null((await office.ViewAsync("zscqj.officer", 46)).Consultations.Single().Impasse);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task The_lead_gives_an_agency_a_day_of_its_own(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.DoStepAsync("zscqj.officer", 46, StepRules.Acknowledge);
        var draft = await office.TheItemAsync("zscqj.officer", 46, StepRules.DraftPlan);
        var past = await DraftAsync(office, draft, "2010-03-15");
        Assert.IsType<ReplyDateIsNotAllowed>(past.Refusal);
        var late = await DraftAsync(office, draft, "2010-12-01");
        Assert.IsType<ReplyDateIsNotAllowed>(late.Refusal);
        Assert.False((await DraftAsync(office, draft, "2010-03-22")).IsRefused);
        var own = await office.TheItemAsync("gsj.officer", 46, StepRules.Reply);
        var usual = await office.TheItemAsync("bqj.officer", 46, StepRules.Reply);
        Assert.Equal(new DateOnly(2010, 3, 22), own.DueOn);
        Assert.Equal(new DateOnly(2010, 3, 29), usual.DueOn);
        await office.AdvanceAsync(TimeSpan.FromDays(8));
        Assert.Equal(1, await OverdueAsync(office, "gsj.leader"));
        Assert.Equal(0, await OverdueAsync(office, "bqj.leader"));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_concurrence_by_silence_is_nobodys_act(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 46);
        await office.DoControlAsync(46, ControlVerb.Change, o => o with { Silence = SilenceRule.DeemConcurrence });
        await office.DoStepAsync("gsj.officer", 46, StepRules.Reply, null, ("outcome", "Concur"));
        await office.AdvanceAsync(TimeSpan.FromDays(30));
        await office.TheItemAsync("zscqj.officer", 46, StepRules.Consolidate);
        var view = await office.ViewAsync("office.clerk", 46);
        var deemed = view.Consultations.Single().Rounds.Single().Replies.Single(r => r.Agency == "bqj");
        Assert.Equal((true, "concur", null), (deemed.IsDeemed, deemed.Outcome, deemed.By));
        Assert.Equal("closedBecauseDeemed", deemed.State);
        var entry = view.Courses.Single().Entries.Single(e => e.Kind == "closedBecauseDeemed");
        Assert.Null(entry.Person);
        Assert.Equal(1, await OverdueAsync(office, "bqj.leader"));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task What_silence_means_is_changed_only_before_it_has_taken_effect(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 26);
        await office.DoControlAsync(26, ControlVerb.Change, o => o with { Silence = SilenceRule.DeemConcurrence });
        await office.DoControlAsync(26, ControlVerb.Change, o => o with { Silence = SilenceRule.StayOpen });
        await office.AdvanceAsync(TimeSpan.FromDays(30));
        await office.DoStepAsync("jxw.officer", 26, StepRules.Reply, null, ("outcome", "Concur"));
        var late = await office.ControlAsync(
            "office.clerk",
            26,
            ControlVerb.Change,
            o => o with { Silence = SilenceRule.DeemConcurrence }
        );
        Assert.IsType<ConsultationIsOver>(late.Refusal);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task The_third_journey_comes_to_its_end(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 42);
        var asked = await office.BodiesAsync(42, StepRules.Reply);
        Assert.Equal(6, asked.Length);
        var rest = asked.Where(a => a is not ("hg" or "gaj")).ToArray();
        foreach (var agency in rest[1..])
        {
            await office.DoStepAsync($"{agency}.officer", 42, StepRules.Reply, null, ("outcome", "Concur"));
        }
        await office.DoStepAsync(
            $"{rest[0]}.officer",
            42,
            StepRules.Reply,
            "请补充时限",
            ("outcome", "ConcurWithComments")
        );
        await office.DoStepAsync("hg.officer", 42, StepRules.Reply, "海关职责表述不当", ("outcome", "NonConcur"));
        await office.AdvanceAsync(TimeSpan.FromDays(20));
        Assert.Equal(1, await OverdueAsync(office, "gaj.leader"));
        await office.DoStepAsync("gaj.officer", 42, StepRules.Reply, null, ("outcome", "NotConcerned"));
        await office.DoStepAsync(
            "zscqj.officer",
            42,
            StepRules.AnswerNonConcur,
            null,
            ("decision.hg", "revise"),
            ("answer.hg", "已改为配合查处")
        );
        Assert.Equal(["hg"], await office.BodiesAsync(42, StepRules.Reply));
        await office.DoStepAsync("hg.officer", 42, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync("zscqj.officer", 42, StepRules.Consolidate, null, ("plan", "修改稿"));
        await office.TheItemAsync("zscqj.leader", 42, StepRules.LeaderSign);
    }

    private static Task<int> OverdueAsync(Office office, string leader)
    {
        var id = office.Person(leader).UserId;
        return office.ReadAsync(db => db.Inbox.CountAsync(m => m.RecipientId == id && m.Kind == MessageKind.Overdue));
    }

    private static Task<Outcome<WorkItemView>> DraftAsync(Office office, WorkItemView draft, string day) =>
        office.CompleteAsync("zscqj.officer", draft, null, ("plan", "方案"), ("replyDue.gsj", day));

    private static async Task<Office> TwoObjectAsync(TestDatabase database)
    {
        var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 46);
        await office.DoStepAsync("gsj.officer", 46, StepRules.Reply, "时限过紧", ("outcome", "NonConcur"));
        await office.DoStepAsync("bqj.officer", 46, StepRules.Reply, "分工不清", ("outcome", "NonConcur"));
        return office;
    }

    private static Task AnswerAsync(Office office, params ImmutableArray<(string Agency, string Decision)> answers) =>
        office.DoStepAsync(
            "zscqj.officer",
            46,
            StepRules.AnswerNonConcur,
            null,
            [
                .. answers.SelectMany(a =>
                    new[] { ($"decision.{a.Agency}", a.Decision), ($"answer.{a.Agency}", $"对{a.Agency}的答复") }
                ),
            ]
        );
}
