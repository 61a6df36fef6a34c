using System.Globalization;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Extensions;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Extensions;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Extensions;

/// <summary>延期 from the request to the new date: light, timers, reminders, record.</summary>
public abstract class ExtensionTests
{
    private static readonly DateOnly Asked = new(2010, 4, 30);

    protected abstract TestDatabase Database { get; }

    [Fact]
    public async Task A_step_is_given_longer_by_the_office_and_its_reminders_follow()
    {
        await using var office = await Office.OpenAsync(Database);
        var item = await DraftingAsync(office);
        var grey = await AskAsync(office, "zscqj.officer", item, Asked);
        Assert.Equal(("grey", "extendedPending"), (grey.Value.Light, grey.Value.LightReason));
        Assert.Contains(await WithLightAsync(office, StatusLight.Grey), i => i.Id == item.Id);
        Assert.DoesNotContain(await WithLightAsync(office, StatusLight.Green), i => i.Id == item.Id);

        var decided = await DecideAsync(office, "office.clerk", item, new("approve", null, "同意"));

        Assert.Null(decided.Refusal);
        var now = await office.TheItemAsync("zscqj.officer", 26, StepRules.DraftPlan);
        Assert.Equal((Asked, "green", null), (now.DueOn, now.Light, now.LightReason));
        // Five working days before 30 April.
        var id = Opaque.Read(item.Id);
        var row = await office.ReadAsync(db => db.ReminderSchedules.SingleAsync(r => r.WorkItemId == id));
        Assert.Equal((-5, "2010-04-23"), (row.NextOffset, Day(row.NextAt)));
        var extension = await office.ReadAsync(db => db.Extensions.SingleAsync());
        Assert.Equal(
            (ExtensionState.Approved, "working:15", "on:2010-04-30"),
            (extension.State, extension.OldRule, extension.NewRule)
        );
        Assert.Equal((new DateOnly(2010, 4, 6), Asked), (extension.OldDueOn, extension.NewDueOn));
        Assert.Equal(1, await ToldAsync(office, MessageKind.ExtensionApproved, "zscqj.officer"));
        Assert.Equal(1, await office.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Verb == "decide-extension")));
    }

    [Fact]
    public async Task After_an_extension_the_same_points_are_reminded_of_again()
    {
        await using var office = await Office.OpenAsync(Database);
        var item = await DraftingAsync(office);
        office.Clock.SetTo(new DateTimeOffset(2010, 3, 30, 1, 0, 0, TimeSpan.Zero));
        await office.AdvanceAsync(TimeSpan.Zero);
        Assert.Equal(1, await ToldAsync(office, MessageKind.Reminder, "zscqj.officer", item));
        await AskAsync(office, "zscqj.officer", item, Asked);
        await DecideAsync(office, "office.director", item, new("approve", null, null));
        await office.AdvanceAsync(TimeSpan.FromDays(24));
        Assert.Equal(2, await ToldAsync(office, MessageKind.Reminder, "zscqj.officer", item));
    }

    [Fact]
    public async Task The_date_of_the_assignment_moves_with_everything_that_hangs_on_it()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var assignment = await AssignmentAsync(office, 20);
        var asked = await office.AskAsync<RequestExtension, Outcome<ExtensionView>>(u =>
            u.ForAssignmentAsync(
                assignment.Id,
                new ExtensionOrder(new DateOnly(2011, 3, 31), "企业改制未完"),
                WriteRequest.Plain,
                office.Person("gzw.leader"),
                default
            )
        );
        Assert.Null(asked.Refusal);
        Assert.NotNull((await AssignmentAsync(office, 20)).ExtensionAskedAt);
        await SignOffPlanAsync(office, 20, "gzw");
        var apply = await office.TheItemAsync("gzw.officer", 20, StepRules.ApplyForCompletion);
        Assert.Equal("grey", apply.Light);

        // On the work item that has this date the office decides as well, and sets another one.
        await DecideAsync(office, "office.clerk", apply, new("approve", new DateOnly(2010, 12, 31), "先延到年底"));

        apply = await office.TheItemAsync("gzw.officer", 20, StepRules.ApplyForCompletion);
        Assert.Equal((new DateOnly(2010, 12, 31), "green"), (apply.DueOn, apply.Light));
        assignment = await AssignmentAsync(office, 20);
        Assert.Equal((new DateOnly(2010, 12, 31), null), (assignment.DueOn, assignment.ExtensionAskedAt));
        var undertaking = await office.ReadAsync(db => db.Undertakings.SingleAsync(u => u.AssignmentNumber == 20));
        Assert.Equal(("on:2010-12-31", UndertakingState.Running), (undertaking.DueRule, undertaking.State));
    }

    [Fact]
    public async Task One_of_sixteen_that_was_given_longer_hides_nobody_who_is_late()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var item = await ApplyingAsync(office, 50, "hpq");
        await AskAsync(office, "hpq.officer", item, new DateOnly(2011, 6, 30));
        await DecideAsync(office, "office.clerk", item, new("approve", null, null));
        var own = await office.ReadAsync(db =>
            db.Undertakings.SingleAsync(u => u.AssignmentNumber == 50 && u.LeadCode == "hpq")
        );
        Assert.Equal(new DateOnly(2011, 6, 30), own.DueOn);
        var assignment = await AssignmentAsync(office, 50);
        Assert.Equal((new DateOnly(2010, 11, 30), null), (assignment.DueOn, assignment.ExtensionAskedAt));
    }

    [Fact]
    public async Task The_lead_gives_an_agency_longer_to_reply_and_its_timer_waits_with_it()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 42);
        var item = await office.TheItemAsync("hg.officer", 42, StepRules.Reply);
        await AskAsync(office, "hg.officer", item, Asked);
        Assert.IsType<WorkItemIsNotYours>(
            (await DecideAsync(office, "office.clerk", item, new("approve", null, null))).Refusal
        );
        await DecideAsync(office, "zscqj.officer", item, new("approve", null, null));
        var due = (await office.ReadAsync(db => db.Timers.Select(t => t.DueAt).ToListAsync())).Select(Day);
        Assert.Equal(1, due.Count(d => d == "2010-04-30"));
        // The others' date passes: five leaders are reminded, that of the agency given longer is not.
        await office.AdvanceAsync(TimeSpan.FromDays(20));
        Assert.Equal(0, await ToldAsync(office, MessageKind.Overdue, "hg.leader"));
        Assert.Equal(1, await ToldAsync(office, MessageKind.Overdue, "gaj.leader"));
        await office.AdvanceAsync(TimeSpan.FromDays(40));
        Assert.Equal(1, await ToldAsync(office, MessageKind.Overdue, "hg.leader"));
    }

    [Fact]
    public async Task A_refusal_needs_reasons_leaves_the_date_and_is_told()
    {
        await using var office = await Office.OpenAsync(Database);
        var item = await DraftingAsync(office);
        await AskAsync(office, "zscqj.leader", item, Asked);
        Assert.IsType<ExtensionIsPending>((await AskAsync(office, "zscqj.officer", item, Asked)).Refusal);
        Assert.IsType<OpinionIsMissing>(
            (await DecideAsync(office, "office.clerk", item, new("refuse", null, " "))).Refusal
        );
        Assert.IsType<ExtensionDateIsNotLater>(
            (await DecideAsync(office, "office.clerk", item, new("approve", new DateOnly(2010, 4, 6), null))).Refusal
        );
        Assert.Null((await DecideAsync(office, "office.clerk", item, new("refuse", null, "按期完成"))).Refusal);
        var now = await office.TheItemAsync("zscqj.officer", 26, StepRules.DraftPlan);
        Assert.Equal((item.DueOn, "green"), (now.DueOn, now.Light));
        Assert.Equal(1, await ToldAsync(office, MessageKind.ExtensionRefused, "zscqj.leader"));
        Assert.IsType<NoExtensionIsPending>(
            (await DecideAsync(office, "office.clerk", item, new("approve", null, null))).Refusal
        );
    }

    [Fact]
    public async Task What_is_done_before_the_decision_makes_the_request_moot()
    {
        await using var office = await Office.OpenAsync(Database);
        var item = await DraftingAsync(office);
        await AskAsync(office, "zscqj.officer", item, Asked);
        await office.DoStepAsync("zscqj.officer", 26, StepRules.DraftPlan, null, ("plan", "方案"));
        Assert.Equal(ExtensionState.Moot, (await office.ReadAsync(db => db.Extensions.SingleAsync())).State);
        Assert.DoesNotContain(
            await office.OpenItemsAsync("office.clerk", 26),
            i => i.Step == StepRules.DecideExtension
        );
        Assert.Equal(
            UndertakingState.Running,
            (await office.ReadAsync(db => db.Undertakings.SingleAsync(u => u.AssignmentNumber == 26))).State
        );
    }

    [Fact]
    public async Task A_request_does_not_stand_in_the_way_of_taking_a_paper_back()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await office.DoStepAsync("gzw.officer", 20, StepRules.Acknowledge);
        var drafted = await office.DoStepAsync("gzw.officer", 20, StepRules.DraftPlan, null, ("plan", "方案"));
        var assignment = await AssignmentAsync(office, 20);
        await office.AskAsync<RequestExtension, Outcome<ExtensionView>>(u =>
            u.ForAssignmentAsync(
                assignment.Id,
                new(new DateOnly(2011, 3, 31), "未完"),
                WriteRequest.Plain,
                office.Person("gzw.officer"),
                default
            )
        );
        var back = await office.AskAsync<TakeBackWorkItem, Outcome<WorkItemView>>(u =>
            u.WithdrawAsync(WorkItemRequest.Of(Opaque.Read(drafted.Id)!.Value), office.Person("gzw.officer"), default)
        );
        Assert.Null(back.Refusal);
        Assert.Single(await office.OpenItemsAsync("gzw.officer", 20), i => i.Step == StepRules.DraftPlan);
        Assert.Single(await office.OpenItemsAsync("office.clerk", 20), i => i.Step == StepRules.DecideExtension);
    }

    [Fact]
    public async Task Where_the_office_itself_leads_the_deputy_head_decides()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var item = await office.TheItemAsync("office.clerk", 66, StepRules.Acknowledge);
        await AskAsync(office, "office.clerk", item, new DateOnly(2010, 3, 31));
        Assert.IsType<WorkItemIsNotYours>(
            (await DecideAsync(office, "office.director", item, new("approve", null, null))).Refusal
        );
        Assert.Null((await DecideAsync(office, "group.deputy", item, new("approve", null, null))).Refusal);
        Assert.Equal(
            new DateOnly(2010, 3, 31),
            (await office.TheItemAsync("office.clerk", 66, StepRules.Acknowledge)).DueOn
        );
    }

    [Fact]
    public async Task Nobody_asks_for_what_he_may_not_see()
    {
        await using var office = await Office.OpenAsync(Database);
        var item = await DraftingAsync(office);
        Assert.IsType<WorkItemDoesNotExist>((await AskAsync(office, "hg.officer", item, Asked)).Refusal);
        Assert.IsType<WorkItemDoesNotExist>(
            (await DecideAsync(office, "hg.officer", item, new("approve", null, null))).Refusal
        );
        var assignment = await AssignmentAsync(office, 26);
        var asked = await office.AskAsync<RequestExtension, Outcome<ExtensionView>>(u =>
            u.ForAssignmentAsync(
                assignment.Id,
                new(Asked, "理由"),
                WriteRequest.Plain,
                office.Person("hg.officer"),
                default
            )
        );
        Assert.IsType<AssignmentDoesNotExist>(asked.Refusal);
    }

    private static async Task<WorkItemView> DraftingAsync(Office office)
    {
        await office.IssueAsync();
        await office.DoStepAsync("zscqj.officer", 26, StepRules.Acknowledge);
        return await office.TheItemAsync("zscqj.officer", 26, StepRules.DraftPlan);
    }

    private static async Task<WorkItemView> ApplyingAsync(Office office, int number, string lead)
    {
        await SignOffPlanAsync(office, number, lead);
        return await office.TheItemAsync($"{lead}.officer", number, StepRules.ApplyForCompletion);
    }

    /// <summary>For an assignment that nobody is consulted upon.</summary>
    private static async Task SignOffPlanAsync(Office office, int number, string lead)
    {
        await office.BeginConsultationAsync(lead, number);
        await office.DoStepAsync($"{lead}.leader", number, StepRules.LeaderSign);
        await office.DoStepAsync("office.clerk", number, StepRules.OfficeCheck);
        await office.DoStepAsync("office.director", number, StepRules.DirectorSign);
    }

    private static Task<Assignment> AssignmentAsync(Office office, int number) =>
        office.ReadAsync(db => db.Assignments.AsNoTracking().SingleAsync(a => a.Number == number));

    private static async Task<IReadOnlyList<WorkItemView>> WithLightAsync(Office office, StatusLight light)
    {
        var filter = new WorkItemFilter(WorkItemScope.Mine, WorkItemListState.Open, 200, Light: light);
        var page = await office.AskAsync<MyWorkItems, Page<WorkItemView>>(u =>
            u.RunAsync(filter, office.Person("zscqj.officer"), default)
        );
        return page.Items;
    }

    private static Task<Outcome<WorkItemView>> AskAsync(
        Office office,
        string who,
        WorkItemView item,
        DateOnly wanted
    ) =>
        office.AskAsync<RequestExtension, Outcome<WorkItemView>>(u =>
            u.RunAsync(
                WorkItemRequest.Of(Opaque.Read(item.Id)!.Value),
                new ExtensionOrder(wanted, "资料尚未齐全"),
                office.Person(who),
                default
            )
        );

    private static Task<Outcome<WorkItemView>> DecideAsync(
        Office office,
        string who,
        WorkItemView item,
        ExtensionDecision decision
    ) =>
        office.AskAsync<DecideExtension, Outcome<WorkItemView>>(u =>
            u.RunAsync(WorkItemRequest.Of(Opaque.Read(item.Id)!.Value), decision, office.Person(who), default)
        );

    private static Task<int> ToldAsync(Office office, MessageKind kind, string who, WorkItemView? item = null)
    {
        var (id, about) = (office.Person(who).UserId, item is null ? null : Opaque.Read(item.Id));
        return office.ReadAsync(db =>
            db.Inbox.CountAsync(m => m.Kind == kind && m.RecipientId == id && (about == null || m.WorkItemId == about))
        );
    }

    private static string Day(DateTimeOffset at) =>
        at.ToOffset(TimeSpan.FromHours(8)).AddTicks(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

public sealed class SqliteExtensionTests : ExtensionTests
{
    protected override TestDatabase Database => TestDatabase.Sqlite;
}

public sealed class PostgreSqlExtensionTests : ExtensionTests
{
    protected override TestDatabase Database => TestDatabase.PostgreSql;
}
