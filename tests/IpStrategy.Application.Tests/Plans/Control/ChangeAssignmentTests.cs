using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Plans.Control;

/// <summary>移交、明确有关部门、调整、终止、作废 while work is under way. 46: 市知识产权局 leads, 市工商局 and 市版权局 are asked.</summary>
public abstract class ChangeAssignmentTests
{
    protected abstract TestDatabase Database { get; }

    [Fact]
    public async Task Whoever_becomes_lead_is_not_asked_for_its_own_opinion_and_goes_on_where_the_other_stood()
    {
        await using var office = await AskedAsync();
        var done = await office.DoControlAsync(46, ControlVerb.HandOver, o => o with { To = "gsj" });
        Assert.Contains(done.Effects, e => e is { Kind: "agencyNotAsked", Body: "gsj" });
        Assert.Equal(["bqj"], await office.BodiesAsync(46, StepRules.Reply));
        await office.DoStepAsync("bqj.officer", 46, StepRules.Reply, null, ("outcome", "Concur"));

        await office.DoStepAsync("gsj.officer", 46, StepRules.Consolidate, null, ("plan", "方案"));
        await office.DoStepAsync("gsj.leader", 46, StepRules.LeaderSign);
        Assert.Empty(await office.OpenItemsAsync("zscqj.officer", 46));
        var view = await office.ViewAsync("zscqj.officer", 46);
        // What it did stays under its name, and it may look it up.
        Assert.Contains(view.Courses[0].Entries, e => e is { Kind: "actionPlan", BodyName: "市知识产权局" });
        Assert.Equal(("市工商局", "gsj"), (view.Assignment.LeadNames, view.Courses[0].LeadCode));
    }

    [Fact]
    public async Task What_the_old_lead_has_before_it_opens_at_the_new_one_with_its_date()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await office.DoStepAsync("zscqj.officer", 46, StepRules.Acknowledge);
        var old = await office.TheItemAsync("zscqj.officer", 46, StepRules.DraftPlan);
        await office.AdvanceAsync(TimeSpan.FromDays(3));

        await office.DoControlAsync(46, ControlVerb.HandOver, o => o with { To = "kw" });

        var opened = await office.TheItemAsync("kw.officer", 46, StepRules.DraftPlan);
        Assert.Equal((old.DueOn, "市科委"), (opened.DueOn, opened.LeadName));
        var closed = await office.ReadAsync(db => db.WorkItems.SingleAsync(w => w.Id == Opaque.Read(old.Id)));
        Assert.Equal(WorkItemState.ClosedBecauseHandedOver, closed.State);
        var reminders = await office.ReadAsync(db => db.ReminderSchedules.CountAsync(r => r.WorkItemId == closed.Id));
        Assert.Equal(0, reminders);
        await office.DoStepAsync("kw.officer", 46, StepRules.DraftPlan, null, ("plan", "方案"));
        Assert.Equal(["bqj", "gsj"], await office.BodiesAsync(46, StepRules.Reply));
    }

    [Fact]
    public async Task A_paper_that_is_being_signed_is_signed_anew_by_the_new_lead()
    {
        await using var office = await AskedAsync();
        await office.DoStepAsync("gsj.officer", 46, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync("bqj.officer", 46, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync("zscqj.officer", 46, StepRules.Consolidate, null, ("plan", "方案"));
        await office.DoStepAsync("zscqj.leader", 46, StepRules.LeaderSign);

        var done = await office.DoControlAsync(46, ControlVerb.HandOver, o => o with { To = "kw" });

        Assert.Contains("signOffBeginsAgain", done.KindsOf());
        Assert.Empty(await office.BodiesAsync(46, StepRules.OfficeCheck));
        await office.DoStepAsync("kw.leader", 46, StepRules.LeaderSign);
        await office.DoStepAsync("office.clerk", 46, StepRules.OfficeCheck);
        await office.DoStepAsync("office.director", 46, StepRules.DirectorSign);
        await office.TheItemAsync("kw.officer", 46, StepRules.ApplyForCompletion);
    }

    [Fact]
    public async Task Nobody_takes_over_what_he_leads_already_and_of_sixteen_one_is_chosen()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        Assert.IsType<AgencyLeadsAlready>(
            (await office.ControlAsync("office.clerk", 46, ControlVerb.HandOver, o => o with { To = "zscqj" })).Refusal
        );
        Assert.IsType<UndertakingIsNotChosen>(
            (await office.ControlAsync("office.clerk", 50, ControlVerb.HandOver, o => o with { To = "kw" })).Refusal
        );
        Assert.IsType<AgencyIsUnknown>(
            (await office.ControlAsync("office.clerk", 46, ControlVerb.HandOver, o => o with { To = "nobody" })).Refusal
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_office_names_an_open_group_before_or_when_the_step_is_reached(bool isReached)
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await office.DoStepAsync("bhxq.officer", 5, StepRules.Acknowledge);
        if (isReached)
        {
            await office.DoStepAsync("bhxq.officer", 5, StepRules.DraftPlan, null, ("plan", "方案"));
        }

        await office.DoControlAsync(5, ControlVerb.NameAgencies, o => o with { Agencies = ["kw", "fgw", "bhxq"] });

        if (!isReached)
        {
            await office.DoStepAsync("bhxq.officer", 5, StepRules.DraftPlan, null, ("plan", "方案"));
        }
        Assert.Equal(["fgw", "kw"], await office.BodiesAsync(5, StepRules.Reply));
        Assert.IsType<ConsultationHasBegun>(
            (
                await office.ControlAsync(
                    "office.clerk",
                    5,
                    ControlVerb.NameAgencies,
                    o => o with { Agencies = ["gsj"] }
                )
            ).Refusal
        );
        Assert.IsType<AssignmentHasNoOpenGroup>(
            (
                await office.ControlAsync(
                    "office.clerk",
                    46,
                    ControlVerb.NameAgencies,
                    o => o with { Agencies = ["kw"] }
                )
            ).Refusal
        );
    }

    [Fact]
    public async Task Where_nobody_is_left_to_ask_the_paper_goes_on_to_be_signed()
    {
        await using var office = await AskedAsync();
        var done = await office.DoControlAsync(46, ControlVerb.Change, o => o with { CoResponsible = [] });
        Assert.Contains("consultationIsLeftOut", done.KindsOf());
        Assert.Empty(await office.BodiesAsync(46, StepRules.Reply));
        await office.DoStepAsync("zscqj.leader", 46, StepRules.LeaderSign);
        Assert.Equal(0, await office.ReadAsync(db => db.Incidents.CountAsync()));
    }

    [Fact]
    public async Task Who_has_replied_and_leaves_may_look_it_up_and_who_joins_is_asked_with_the_others()
    {
        await using var office = await AskedAsync();
        await office.DoStepAsync("gsj.officer", 46, StepRules.Reply, "同意", ("outcome", "Concur"));
        var done = await office.DoControlAsync(46, ControlVerb.Change, o => o with { CoResponsible = ["bqj", "wgj"] });
        Assert.Contains(done.Effects, e => e is { Kind: "replyStays", Body: "gsj" });
        Assert.Equal(["bqj", "wgj"], await office.BodiesAsync(46, StepRules.Reply));
        await office.DoStepAsync("wgj.officer", 46, StepRules.Reply, "分工不清", ("outcome", "NonConcur"));
        await office.DoStepAsync("bqj.officer", 46, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync("zscqj.officer", 46, StepRules.AnswerNonConcur, "已修改", ("decision", "askAgain"));
        Assert.Equal(["wgj"], await office.BodiesAsync(46, StepRules.Reply));
        Assert.Contains(
            (await office.ViewAsync("gsj.officer", 46)).Courses[0].Entries,
            e => e is { Kind: "reply", BodyName: "市工商局", Text: "同意" }
        );
    }

    [Fact]
    public async Task Date_and_text_reach_every_open_desk_that_follows_them()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var due = new DueRule.On(new DateOnly(2010, 12, 31));
        var done = await office.DoControlAsync(
            46,
            ControlVerb.Change,
            o => o with { Due = due, Text = "修订后的任务内容。" }
        );
        Assert.Equal(["textChanges", "dueMoves"], done.KindsOf());
        Assert.Equal(new DateOnly(2010, 12, 31), done.Assignment.DueOn);
        var item = await office.TheItemAsync("zscqj.officer", 46, StepRules.Acknowledge);
        Assert.Equal("修订后的任务内容。", item.Subject);
        // Its own three days do not follow.
        Assert.Equal(new DateOnly(2010, 3, 18), item.DueOn);
        var told = await office.ReadAsync(db => db.Inbox.CountAsync(m => m.Kind == MessageKind.Changed));
        // Officers and leaders of the three; 市知识产权局 has two officers.
        Assert.Equal(7, told);
        Assert.IsType<NothingWouldChange>(
            (await office.ControlAsync("office.clerk", 46, ControlVerb.Change, o => o with { Due = due })).Refusal
        );
        Assert.IsType<DueDateIsPast>(
            (
                await office.ControlAsync(
                    "office.clerk",
                    46,
                    ControlVerb.Change,
                    o => o with { Due = new DueRule.On(new DateOnly(2010, 3, 1)) }
                )
            ).Refusal
        );
    }

    [Fact]
    public async Task A_lead_more_countersigns_and_a_group_less_one_is_ended_there()
    {
        await using var office = await AskedAsync();
        await office.DoControlAsync(46, ControlVerb.Change, o => o with { Leads = ["zscqj", "kw"] });
        await office.DoStepAsync("gsj.officer", 46, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync("bqj.officer", 46, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync("zscqj.officer", 46, StepRules.Consolidate, null, ("plan", "方案"));
        Assert.Equal(["kw"], await office.BodiesAsync(46, StepRules.Countersign));
        // And leaves again in the midst of it: the paper goes to the leader.
        await office.DoControlAsync(46, ControlVerb.Change, o => o with { Leads = ["zscqj"] });
        await office.DoStepAsync("zscqj.leader", 46, StepRules.LeaderSign);
        Assert.Equal(0, await office.ReadAsync(db => db.Incidents.CountAsync()));

        var done = await office.DoControlAsync(50, ControlVerb.Change, o => o with { Leads = ["hpq", "hdq"] });
        // Two that are named lead jointly, as everywhere: one undertaking is left.
        Assert.Equal(15, done.Effects.Count(e => e.Kind == "undertakingTerminated"));
        Assert.Equal("running", done.Assignment.Status);
    }

    [Fact]
    public async Task Terminated_or_void_everything_closes_with_the_word_why_and_no_timer_is_left()
    {
        await using var office = await AskedAsync();
        await office.DoControlAsync(46, ControlVerb.Terminate);
        var states = await office.ReadAsync(db =>
            db.WorkItems.Where(w => w.AssignmentNumber == 46 && w.Step == StepRules.Reply)
                .Select(w => w.State)
                .ToListAsync()
        );
        Assert.Equal([WorkItemState.ClosedBecauseTerminated, WorkItemState.ClosedBecauseTerminated], states);
        var roots = await office.ReadAsync(db =>
            db.Instances.CountAsync(i => i.Status == InstanceStatus.Active && i.ProcessId == "consultation")
        );
        Assert.Equal((0, 0), (roots, await office.ReadAsync(db => db.Timers.CountAsync())));
        // Terminated first, found void afterwards.
        var done = await office.DoControlAsync(46, ControlVerb.Void);
        Assert.Equal("voided", done.Assignment.Status);
        Assert.IsType<NothingToVoid>((await office.ControlAsync("office.clerk", 46, ControlVerb.Void)).Refusal);
        Assert.IsType<AssignmentHasEnded>(
            (await office.ControlAsync("office.clerk", 46, ControlVerb.Change, o => o with { Text = "x" })).Refusal
        );
    }

    [Fact]
    public async Task What_is_suspended_can_be_terminated_and_is_resumed_before_it_is_changed()
    {
        await using var office = await AskedAsync();
        await office.DoControlAsync(46, ControlVerb.Suspend);
        Assert.IsType<AssignmentIsSuspended>(
            (await office.ControlAsync("office.clerk", 46, ControlVerb.HandOver, o => o with { To = "kw" })).Refusal
        );
        Assert.IsType<AssignmentIsSuspended>(
            (
                await office.ControlAsync("office.clerk", 46, ControlVerb.Change, o => o with { CoResponsible = [] })
            ).Refusal
        );
        var done = await office.DoControlAsync(46, ControlVerb.Terminate);
        Assert.Equal("terminated", done.Assignment.Status);
    }

    private async Task<Office> AskedAsync()
    {
        var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 46);
        return office;
    }
}

public sealed class SqliteChangeAssignmentTests : ChangeAssignmentTests
{
    protected override TestDatabase Database => TestDatabase.Sqlite;
}

public sealed class PostgreSqlChangeAssignmentTests : ChangeAssignmentTests
{
    protected override TestDatabase Database => TestDatabase.PostgreSql;
}
