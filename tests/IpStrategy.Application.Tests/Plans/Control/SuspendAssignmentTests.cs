using IpStrategy.Application.Approvals;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Plans.Control;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Extensions;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Plans.Control;

/// <summary>中止与恢复, with a consultation under way. 42: 市知识产权局 leads, six are asked.</summary>
public abstract class SuspendAssignmentTests
{
    private static readonly DateOnly DueOfReply = new(2010, 3, 29);

    protected abstract TestDatabase Database { get; }

    [Fact]
    public async Task While_it_stands_still_it_is_grey_nobody_acts_and_nobody_is_reminded()
    {
        await using var office = await AskedAsync();
        var done = await office.DoControlAsync(42, ControlVerb.Suspend);
        Assert.Equal(["undertakingSuspended", "itemHeld"], done.KindsOf());
        Assert.Equal(("suspended", "grey"), (done.Assignment.Status, done.Assignment.Light));

        var item = await office.TheItemAsync("hg.officer", 42, StepRules.Reply);
        Assert.Equal("grey", item.Light);
        var refused = await office.CompleteAsync("hg.officer", item, null, ("outcome", "Concur"));
        Assert.IsType<WorkItemIsSuspended>(refused.Refusal);
        var urged = await office.AskAsync<UrgeWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(WorkItemRequest.Of(Opaque.Read(item.Id)!.Value), null, office.Person("office.clerk"), default)
        );
        Assert.IsType<WorkItemIsSuspended>(urged.Refusal);
        var detail = await office.AskAsync<WorkItemDetail, Outcome<WorkItemDetailView>>(u =>
            u.RunAsync(Opaque.Read(item.Id)!.Value, office.Person("hg.officer"), default)
        );
        Assert.DoesNotContain(detail.Value.Actions, a => a.IsAllowed);

        await office.AdvanceAsync(TimeSpan.FromDays(40));
        var reminded = await office.ReadAsync(db =>
            db.Inbox.CountAsync(m => m.Kind == MessageKind.Reminder && m.Facts.Contains("\"assignmentNumber\":42,"))
        );
        Assert.Equal(0, reminded);
        Assert.Equal(0, await OverdueAsync(office));
        Assert.Equal("grey", (await office.ViewAsync("leadership", 42)).Courses[0].Light);
    }

    [Fact]
    public async Task Dates_timers_and_reminders_move_on_by_the_working_days_of_the_pause()
    {
        await using var office = await AskedAsync();
        await office.DoControlAsync(42, ControlVerb.Suspend);
        // From Monday 15 March to Friday 26 March: nine working days.
        await office.AdvanceAsync(TimeSpan.FromDays(11));

        var done = await office.DoControlAsync(42, ControlVerb.Resume);

        var moved = done.Effects.Single(e => e is { Kind: "dueMoves", Lead: null });
        Assert.Equal((new DateOnly(2010, 11, 30), new DateOnly(2010, 12, 13), 9), (moved.From, moved.To, moved.Days));
        var item = await office.TheItemAsync("hg.officer", 42, StepRules.Reply);
        Assert.Equal((new DateOnly(2010, 4, 12), "green"), (item.DueOn, item.Light));
        var stored = await office.ReadAsync(db => db.WorkItems.SingleAsync(w => w.Id == Opaque.Read(item.Id)));
        Assert.Equal("working:19", stored.DueRule);
        // The old date passes and nothing happens; the new one passes and the leader is told once.
        await office.AdvanceAsync(TimeSpan.FromDays(12));
        Assert.Equal(0, await OverdueAsync(office));
        await office.AdvanceAsync(TimeSpan.FromDays(8));
        Assert.Equal(6, await OverdueAsync(office));
        await office.DoStepAsync("hg.officer", 42, StepRules.Reply, null, ("outcome", "Concur"));
    }

    [Fact]
    public async Task Where_the_plan_says_so_dates_stay_and_what_fell_due_fires_in_its_order()
    {
        await using var office = await AskedAsync();
        await ChooseAsync(office, moves: false);
        await office.DoControlAsync(42, ControlVerb.Suspend);
        await office.AdvanceAsync(TimeSpan.FromDays(30));
        Assert.Equal(0, await OverdueAsync(office));

        var done = await office.DoControlAsync(42, ControlVerb.Resume);

        Assert.Equal(["undertakingResumed", "itemFreed"], done.KindsOf());
        await office.AdvanceAsync(TimeSpan.Zero);
        Assert.Equal(6, await OverdueAsync(office));
        var item = await office.TheItemAsync("hg.officer", 42, StepRules.Reply);
        Assert.Equal((DueOfReply, "red"), (item.DueOn, item.Light));
    }

    [Fact]
    public async Task One_undertaking_of_several_stands_still_and_the_others_go_on()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var one = await office.ReadAsync(db =>
            db.Undertakings.Where(u => u.AssignmentNumber == 50 && u.LeadCode == "hpq").Select(u => u.Id).SingleAsync()
        );
        var done = await office.DoControlAsync(50, ControlVerb.Suspend, o => o with { UndertakingId = one });
        Assert.Equal("running", done.Assignment.Status);
        await office.DoStepAsync("hdq.officer", 50, StepRules.Acknowledge);
        var held = await office.TheItemAsync("hpq.officer", 50, StepRules.Acknowledge);
        Assert.IsType<WorkItemIsSuspended>((await office.CompleteAsync("hpq.officer", held)).Refusal);
        await office.AdvanceAsync(TimeSpan.FromDays(4));

        var resumed = await office.DoControlAsync(50, ControlVerb.Resume);

        // The assignment's own date stays: fifteen went on meanwhile.
        Assert.DoesNotContain(resumed.Effects, e => e is { Kind: "dueMoves", Lead: null });
        var due = await office.ReadAsync(db =>
            db.Undertakings.Where(u => u.Id == one).Select(u => u.DueOn).SingleAsync()
        );
        Assert.Equal(new DateOnly(2010, 12, 6), due);
        Assert.Equal(new DateOnly(2010, 11, 30), resumed.Assignment.DueOn);
        await office.DoStepAsync("hpq.officer", 50, StepRules.Acknowledge);
    }

    [Fact]
    public async Task What_runs_is_not_resumed_what_stands_still_is_not_suspended_again_and_reasons_are_asked()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        Assert.IsType<NothingIsSuspended>((await office.ControlAsync("office.clerk", 26, ControlVerb.Resume)).Refusal);
        Assert.IsType<ReasonsAreMissing>(
            (await office.ControlAsync("office.clerk", 26, ControlVerb.Suspend, o => o with { Reason = " " })).Refusal
        );
        await office.DoControlAsync(26, ControlVerb.Suspend);
        Assert.IsType<NothingToSuspend>((await office.ControlAsync("office.clerk", 26, ControlVerb.Suspend)).Refusal);
    }

    [Fact]
    public async Task Only_the_office_may_and_strangers_are_told_of_nothing()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        Assert.IsType<OnlyTheOfficeMay>((await office.ControlAsync("zscqj.officer", 26, ControlVerb.Suspend)).Refusal);
        Assert.IsType<OnlyTheOfficeMay>((await office.ControlAsync("leadership", 26, ControlVerb.Void)).Refusal);
        Assert.IsType<AssignmentDoesNotExist>(
            (await office.ControlAsync("fl.officer", 26, ControlVerb.Suspend)).Refusal
        );
        Assert.IsType<AssignmentDoesNotExist>(
            (await office.ControlAsync("admin.system", 26, ControlVerb.Suspend)).Refusal
        );
    }

    [Fact]
    public async Task A_preview_changes_nothing_and_an_old_one_is_not_carried_out()
    {
        await using var office = await AskedAsync();
        var seen = await office.ControlAsync("office.clerk", 42, ControlVerb.Suspend, o => o with { IsPreview = true });
        Assert.Equal(0, await office.ReadAsync(db => db.ControlRecords.CountAsync()));
        await office.DoStepAsync("hg.officer", 42, StepRules.Reply, null, ("outcome", "Concur"));

        var stale = await office.ControlAsync(
            "office.clerk",
            42,
            ControlVerb.Suspend,
            o => o with { Mark = seen.Value.Mark }
        );

        Assert.IsType<EffectsHaveChanged>(stale.Refusal);
        Assert.Equal("running", (await office.ViewAsync("leadership", 42)).Assignment.Status);
    }

    private async Task<Office> AskedAsync()
    {
        var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 42);
        Assert.Equal(6, (await office.BodiesAsync(42, StepRules.Reply)).Length);
        return office;
    }

    private static async Task ChooseAsync(Office office, bool moves)
    {
        var plan = await office.ReadAsync(db => db.Plans.Select(p => p.Id).SingleAsync());
        var chosen = await office.AskAsync<ChoosePlan, Outcome<PlanView>>(u =>
            u.RunAsync(plan, new PlanChoices(moves), office.Person("office.clerk"), default)
        );
        Assert.Equal(moves, chosen.Value.SuspensionMovesDueDates);
    }

    private static Task<int> OverdueAsync(Office office) =>
        office.ReadAsync(db => db.Inbox.CountAsync(m => m.Kind == MessageKind.Overdue));
}

public sealed class SqliteSuspendAssignmentTests : SuspendAssignmentTests
{
    protected override TestDatabase Database => TestDatabase.Sqlite;
}

public sealed class PostgreSqlSuspendAssignmentTests : SuspendAssignmentTests
{
    protected override TestDatabase Database => TestDatabase.PostgreSql;
}
