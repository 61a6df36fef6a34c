using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Processes;
using IpStrategy.Application.Proxies;
using IpStrategy.Application.Reports;
using IpStrategy.Application.Tests.Plans.Control;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Domain.Reports;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Reports;

/// <summary>进展报告: opened at the end of every period, once each, written, signed, checked, consolidated.</summary>
public abstract class ProgressReportTests
{
    private static readonly Actor Automatic = Actor.Automatic;

    protected abstract TestDatabase Database { get; }

    [Fact]
    public async Task Reports_open_every_month_of_a_year_over_holidays_and_a_restart_and_none_twice()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await SetCycleAsync(office, ReportCycle.Month, 20);
        await CarryOutAsync(office, 20, "gzw");
        // March is over at midnight in Beijing, which is 16:00 in London.
        office.Clock.SetTo(new DateTimeOffset(2010, 3, 31, 15, 59, 59, TimeSpan.Zero));
        await office.AdvanceAsync(TimeSpan.Zero);
        Assert.Empty(await PeriodsAsync(office));
        await office.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(["2010-03"], await PeriodsAsync(office));
        var item = await office.TheItemAsync("gzw.officer", 20, StepRules.WriteReport);
        // 1 April itself does not count, 3 to 5 April are off: five working days end on the 9th.
        Assert.Equal((new DateOnly(2010, 4, 9), "2010-03"), (item.DueOn, item.Period));
        for (var day = 0; day < 60; day++)
        {
            await office.AdvanceAsync(TimeSpan.FromDays(1));
        }
        Assert.Equal(["2010-03", "2010-04"], await PeriodsAsync(office));

        // Down from 30 May to 2 October: what was missed opens once each, whichever host wakes first.
        office.Clock.SetTo(new DateTimeOffset(2010, 10, 2, 1, 0, 0, TimeSpan.Zero));
        await using var restarted = await office.BesideAsync();
        await Task.WhenAll(
            office.AskAsync<OpenProgressReports, int>(u => u.RunAsync(default)),
            restarted.AskAsync<OpenProgressReports, int>(u => u.RunAsync(default))
        );
        await restarted.AskAsync<OpenProgressReports, int>(u => u.RunAsync(default));
        Assert.Equal(
            ["2010-03", "2010-04", "2010-05", "2010-06", "2010-07", "2010-08", "2010-09"],
            await PeriodsAsync(office)
        );
        office.Clock.SetTo(new DateTimeOffset(2011, 3, 1, 1, 0, 0, TimeSpan.Zero));
        await office.AdvanceAsync(TimeSpan.Zero);
        Assert.Equal(12, (await PeriodsAsync(office)).Count);
        Assert.Equal(12, (await office.OpenItemsAsync("gzw.officer", 20)).Count(i => i.Step == StepRules.WriteReport));
    }

    [Fact]
    public async Task A_report_is_written_signed_returned_checked_and_signed_off_beside_the_course()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await SetCycleAsync(office, ReportCycle.Quarter, 20);
        await CarryOutAsync(office, 20, "gzw");
        await office.AdvanceAsync(TimeSpan.FromDays(20));
        await ReportAsync(office, "gzw", 20);
        // The completion is applied for meanwhile: two papers of one undertaking are on their way at once.
        await office.DoStepAsync(
            "gzw.officer",
            20,
            StepRules.ApplyForCompletion,
            null,
            ("summary", "完成"),
            ("evidence", "材料")
        );
        var signs = await office.OpenItemsAsync("gzw.leader", 20);
        Assert.Equal([null, "2010-Q1"], signs.Select(s => s.Period).Order());
        var ofReport = signs.Single(s => s.Period is not null);
        await CompleteAsync(office, "gzw.leader", ofReport);
        var check = (await office.OpenItemsAsync("office.clerk", 20)).Single();
        var returned = await office.ReturnAsync(
            "office.clerk",
            check,
            new ReturnWorkItem.Choice(StepRules.WriteReport, ResumeMode.WhereItWas, "数据有误")
        );
        Assert.Null(returned.Refusal);
        Assert.Equal(ReportState.Missing, await StateAsync(office));
        // The course is not touched by it: its own signature goes on along its own way.
        await CompleteAsync(office, "gzw.leader", signs.Single(s => s.Period is null));
        await ReportAsync(office, "gzw", 20);
        Assert.Equal(ReportState.Reported, await StateAsync(office));
        var checks = await office.OpenItemsAsync("office.clerk", 20);
        Assert.Equal([StepRules.OfficeCheck, StepRules.OfficeCheck], checks.Select(c => c.Step));
        await CompleteAsync(office, "office.clerk", checks.Single(c => c.Period is not null));
        Assert.Equal(ReportState.Checked, await StateAsync(office));
        await CompleteAsync(office, "office.director", (await office.OpenItemsAsync("office.director", 20)).Single());
        Assert.Equal(ReportState.SignedOff, await StateAsync(office));
        var undertaking = await office.ReadAsync(db => db.Undertakings.SingleAsync(u => u.AssignmentNumber == 20));
        Assert.Equal(UndertakingState.Running, undertaking.State);
    }

    [Fact]
    public async Task Whoever_has_checked_a_report_does_not_sign_it_off_as_somebodys_proxy()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await SetCycleAsync(office, ReportCycle.Quarter, 20);
        await CarryOutAsync(office, 20, "gzw");
        await office.AdvanceAsync(TimeSpan.FromDays(20));
        await ReportAsync(office, "gzw", 20);
        await CompleteAsync(office, "gzw.leader", (await office.OpenItemsAsync("gzw.leader", 20)).Single());
        await CompleteAsync(
            office,
            "office.clerk",
            (await office.OpenItemsAsync("office.clerk", 20)).Single(i => i.Step == StepRules.OfficeCheck)
        );
        var period = new ProxyPeriod(new DateOnly(2010, 4, 4), new DateOnly(2010, 4, 30));
        var named = await office.AskAsync<NameProxy, Outcome<ProxyView>>(u =>
            u.RunAsync(
                new ProxyRequest("office.clerk", null, period, "all", null, [], null),
                office.Person("office.director"),
                default
            )
        );
        Assert.Null(named.Refusal);
        var signature = (await office.OpenItemsAsync("office.director", 20)).Single();

        Assert.IsType<NobodyChecksWhatTheySigned>((await office.CompleteAsync("office.clerk", signature)).Refusal);
        await CompleteAsync(office, "office.director", signature);
        Assert.Equal(ReportState.SignedOff, await StateAsync(office));
    }

    [Fact]
    public async Task With_the_end_of_the_assignment_open_reports_end_and_no_more_are_asked_for()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await SetCycleAsync(office, ReportCycle.Month, 20);
        await CarryOutAsync(office, 20, "gzw");
        await office.AdvanceAsync(TimeSpan.FromDays(20));
        await office.DoStepAsync(
            "gzw.officer",
            20,
            StepRules.ApplyForCompletion,
            null,
            ("summary", "完成"),
            ("evidence", "材料")
        );
        await SignAsync(office, 20, "gzw");
        Assert.Equal(ReportState.Cancelled, await StateAsync(office));
        Assert.Empty(await office.OpenItemsAsync("gzw.officer", 20));
        await office.AdvanceAsync(TimeSpan.FromDays(100));
        Assert.Equal(["2010-03"], await PeriodsAsync(office));
        var undertaking = await office.ReadAsync(db => db.Undertakings.SingleAsync(u => u.AssignmentNumber == 20));
        Assert.Equal(UndertakingState.Completed, undertaking.State);
        Assert.Empty(await office.ReadAsync(db => db.ReportSchedules.ToListAsync()));
    }

    [Fact]
    public async Task After_a_pause_the_latest_period_is_asked_for_and_earlier_ones_are_passed_over_in_sight()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await SetCycleAsync(office, ReportCycle.Month, 20);
        await CarryOutAsync(office, 20, "gzw");
        await office.AdvanceAsync(TimeSpan.FromDays(20));
        var report = await office.TheItemAsync("gzw.officer", 20, StepRules.WriteReport);
        await office.DoControlAsync(20, ControlVerb.Suspend);
        var tried = await office.CompleteAsync("gzw.officer", report, null, ("progress", "一"), ("milestones", "二"));
        Assert.IsType<WorkItemIsSuspended>(tried.Refusal);
        // From 4 April to 5 July: April, May and June end meanwhile.
        office.Clock.Advance(TimeSpan.FromDays(92));
        Assert.Equal(0, await office.AskAsync<OpenProgressReports, int>(u => u.RunAsync(default)));
        Assert.Equal(["2010-03"], await PeriodsAsync(office));

        var resumed = await office.DoControlAsync(20, ControlVerb.Resume);

        Assert.Equal(
            ["2010-04", "2010-05"],
            resumed.Effects.Where(e => e.Kind == "reportPassedOver").Select(e => e.Before)
        );
        Assert.Equal("2010-06", Assert.Single(resumed.Effects, e => e.Kind == "reportAskedFor").After);
        await office.AdvanceAsync(TimeSpan.Zero);
        var shown = (await office.ViewAsync("gzw.officer", 20)).Reports;
        Assert.Equal(
            [("2010-03", "missing"), ("2010-04", "passedOver"), ("2010-05", "passedOver"), ("2010-06", "missing")],
            shown.OrderBy(r => r.Period).Select(r => (r.Period, r.State))
        );
        var asked = (await office.OpenItemsAsync("gzw.officer", 20)).Single(i => i.Period == "2010-06");
        // Five working days from the day it went on, 5 July.
        Assert.Equal((new DateOnly(2010, 7, 12), "yellow"), (asked.DueOn, asked.Light));
        var april = await ReportOfAsync(office, new ReportPeriod(ReportCycle.Month, 2010, 4));
        Assert.Equal((0, 0, "passedOver"), (april.Asked, april.Reported, april.Assignments[0].Reports[0].State));
        Assert.Equal(2, await office.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Verb == "pass-over-report")));
        await ReportAsync(office, "gzw", 20, "2010-06");
        await ReportAsync(office, "gzw", 20, "2010-03");
        await office.AdvanceAsync(TimeSpan.FromDays(30));
        Assert.Equal(5, (await PeriodsAsync(office)).Count);
    }

    [Fact]
    public async Task What_stands_still_for_long_keeps_nobody_elses_report_waiting()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await SetCycleAsync(office, ReportCycle.Month, 20);
        await CarryOutAsync(office, 20, "gzw");
        await office.DoControlAsync(20, ControlVerb.Suspend);
        await office.AdvanceAsync(TimeSpan.FromDays(20));
        Assert.Empty(await PeriodsAsync(office));
        // It is due, and is not looked after in vain in every round.
        Assert.Equal(0, await office.AskAsync<OpenProgressReports, int>(u => u.RunAsync(default)));
        await office.DoControlAsync(20, ControlVerb.Resume);
        await office.AdvanceAsync(TimeSpan.Zero);
        Assert.Equal(["2010-03"], await PeriodsAsync(office));
    }

    [Fact]
    public async Task Another_cycle_set_while_the_work_goes_on_holds_from_then_on()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await CarryOutAsync(office, 20, "gzw");
        await office.AdvanceAsync(TimeSpan.FromDays(40));
        Assert.Empty(await PeriodsAsync(office));
        await SetCycleAsync(office, ReportCycle.Quarter, 20);
        await office.AdvanceAsync(TimeSpan.FromDays(80));
        Assert.Equal(["2010-Q2"], await PeriodsAsync(office));
        await SetCycleAsync(office, ReportCycle.None, 20);
        await office.AdvanceAsync(TimeSpan.FromDays(200));
        Assert.Equal(["2010-Q2"], await PeriodsAsync(office));
        var refused = await TrySetAsync(office, "gzw.officer", ReportCycle.Month, 20);
        Assert.IsType<OnlyTheOfficeMay>(refused.Refusal);
        Assert.IsType<AssignmentIsNotInPlan>(
            (await TrySetAsync(office, "office.clerk", ReportCycle.Month, 99)).Refusal
        );
    }

    [Fact]
    public async Task Fifteen_of_sixteen_governments_have_reported()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await SetCycleAsync(office, ReportCycle.Quarter, 50);
        var leads = await office.ReadAsync(db =>
            db.Undertakings.Where(u => u.AssignmentNumber == 50)
                .OrderBy(u => u.Id)
                .Select(u => u.LeadCode)
                .ToListAsync()
        );
        foreach (var lead in leads)
        {
            await CarryOutAsync(office, 50, lead);
        }
        await office.AdvanceAsync(TimeSpan.FromDays(20));
        foreach (var lead in leads.Skip(1))
        {
            await ReportAsync(office, lead, 50);
        }
        var plan = await office.ReadAsync(db => db.Plans.Select(p => p.Id).SingleAsync());
        var period = ReportPeriod.FromText("2010-Q1")!.Value;
        var report = await office.AskAsync<PlanReports, PlanReport?>(u =>
            u.RunAsync(plan, period, office.Person("leadership"), default)
        );
        var part = Assert.Single(report!.Assignments);
        Assert.Equal((16, 15, 0), (part.Asked, part.Reported, part.Checked));
        Assert.Equal("missing", part.Reports[0].State);
        Assert.NotNull(part.Reports[0].DueOn);
        var own = await office.AskAsync<PlanReports, PlanReport?>(u =>
            u.RunAsync(plan, period, office.Person($"{leads[3]}.leader"), default)
        );
        Assert.Equal(leads[3], Assert.Single(Assert.Single(own!.Assignments).Reports).LeadCode);
        Assert.Null(await office.AskAsync<PlanReports, PlanReport?>(u => u.RunAsync(plan, period, Automatic, default)));
    }

    [Fact]
    public async Task The_figures_of_21_come_with_its_reports_and_are_added_up()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var assignment = await AssignmentAsync(office, 21);
        var issued = await IndicatorsAsync(office, assignment, "jxw.officer");
        Assert.Equal(
            [(10m, "家", 10m), (100m, "家", 10m), (1000m, "家", 10m)],
            issued.Indicators.Select(i => (i.Target, i.Unit, i.TolerancePercent))
        );
        Assert.All(issued.Indicators, i => Assert.Null(i.Light));
        await SetCycleAsync(office, ReportCycle.Month, 21);
        await ConsultAndSignAsync(office, 21, "jxw", "gzw", "zscqj", "gsj");
        await office.AdvanceAsync(TimeSpan.FromDays(20));
        var item = await office.TheItemAsync("jxw.officer", 21, StepRules.WriteReport);
        var without = await office.CompleteAsync("jxw.officer", item, null, ("progress", "一"), ("milestones", "二"));
        Assert.Equal(new AnswerIsMissing("indicator-1"), without.Refusal);
        var wrong = await office.CompleteAsync(
            "jxw.officer",
            item,
            null,
            ("progress", "一"),
            ("milestones", "二"),
            ("indicator-1", "三"),
            ("indicator-2", "40"),
            ("indicator-3", "400")
        );
        Assert.Equal(new AnswerIsNotAllowed("indicator-1", "三"), wrong.Refusal);
        await ReportAsync(office, "jxw", 21, null, ("indicator-1", "3"), ("indicator-2", "40"), ("indicator-3", "400"));
        var saved = await SaveAsync(
            office,
            "jxw.officer",
            assignment,
            [
                .. Values(issued, 0, ("gzw", "2010-03", 4), ("zscqj", "2010-03", 2)),
                .. Values(issued, 1, ("gzw", "2010-03", 60)),
                .. Values(issued, 2, ("gsj", "2010-03", 499.5m)),
            ]
        );
        Assert.Null(saved.Refusal);
        Assert.Equal(
            [(9m, "withinTolerance"), (100m, "reached"), (899.5m, "short")],
            saved.Value.Indicators.Select(i => (i.Total!.Value, i.Light!))
        );
        var submission = await office.ReadAsync(db => db.Submissions.SingleAsync(s => s.Kind == PaperKind.Report));
        Assert.Contains("400", submission.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_figures_of_23_are_added_up_over_districts_and_the_office_changes_targets_on_record()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var assignment = await AssignmentAsync(office, 23);
        var issued = await IndicatorsAsync(office, assignment, "zscqj.officer");
        Assert.Equal([300m, 500m, 100m, 10m], issued.Indicators.Select(i => i.Target));
        Assert.All(issued.Indicators, i => Assert.Equal(0m, i.TolerancePercent));
        var entered = await SaveAsync(
            office,
            "zscqj.officer",
            assignment,
            Values(
                issued,
                1,
                ("hpq", "2010-Q1", 120),
                ("hdq", "2010-Q1", 130),
                ("hpq", "2010-Q2", 250),
                ("hdq", "2010-Q2", 1)
            )
        );
        Assert.Equal((501m, "reached"), (entered.Value.Indicators[1].Total, entered.Value.Indicators[1].Light));
        // Entered again it is mended, not added.
        entered = await SaveAsync(office, "zscqj.leader", assignment, Values(issued, 1, ("hdq", "2010-Q2", 0)));
        Assert.Equal((500m, "reached"), (entered.Value.Indicators[1].Total, entered.Value.Indicators[1].Light));

        var change = new IndicatorOrder(
            [new TargetChange(issued.Indicators[1].Id, 400, null, Aggregation.Latest)],
            [],
            null
        );
        Assert.IsType<TargetChangeNeedsReason>((await SaveAsync(office, "office.clerk", assignment, change)).Refusal);
        Assert.IsType<OnlyTheOfficeChangesTargets>(
            (await SaveAsync(office, "zscqj.officer", assignment, change with { Reason = "调整" })).Refusal
        );
        var changed = await SaveAsync(office, "office.clerk", assignment, change with { Reason = "市里调整" });
        Assert.Equal(
            (400m, 250m, "short"),
            (changed.Value.Indicators[1].Target, changed.Value.Indicators[1].Total, changed.Value.Indicators[1].Light)
        );
        Assert.Equal(1, await office.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Verb == "change-target")));
        Assert.Equal(5, await office.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Verb == "enter-figure")));

        Assert.IsType<OnlyTheLeadEntersFigures>(
            (await SaveAsync(office, "office.clerk", assignment, Values(issued, 0, ("zscqj", "2010-Q1", 1)))).Refusal
        );
        Assert.IsType<PeriodIsNotUnderstood>(
            (await SaveAsync(office, "zscqj.officer", assignment, Values(issued, 0, ("zscqj", "2010-Q5", 1)))).Refusal
        );
        Assert.IsType<AgencyIsUnknown>(
            (await SaveAsync(office, "zscqj.officer", assignment, Values(issued, 0, ("nobody", "2010-Q1", 1)))).Refusal
        );
        Assert.IsType<IndicatorFigureIsOutOfRange>(
            (await SaveAsync(office, "zscqj.officer", assignment, Values(issued, 0, ("zscqj", "2010-Q1", -1)))).Refusal
        );
        Assert.Null(
            await office.AskAsync<IndicatorsOfAssignment, IndicatorsView?>(u =>
                u.RunAsync(assignment, office.Person("hg.officer"), default)
            )
        );
    }

    private static ImmutableArray<FigureEntry> Values(
        IndicatorsView view,
        int indicator,
        params (string Agency, string Period, decimal Value)[] values
    ) => [.. values.Select(v => new FigureEntry(view.Indicators[indicator].Id, v.Agency, v.Period, v.Value))];

    private static Task<Outcome<IndicatorsView>> SaveAsync(
        Office office,
        string who,
        long assignment,
        ImmutableArray<FigureEntry> values
    ) => SaveAsync(office, who, assignment, new IndicatorOrder([], values, null));

    private static Task<Outcome<IndicatorsView>> SaveAsync(
        Office office,
        string who,
        long assignment,
        IndicatorOrder order
    ) =>
        office.AskAsync<SaveIndicators, Outcome<IndicatorsView>>(u =>
            u.RunAsync(assignment, order, WriteRequest.Plain, office.Person(who), default)
        );

    private static async Task<IndicatorsView> IndicatorsAsync(Office office, long assignment, string who) =>
        (
            await office.AskAsync<IndicatorsOfAssignment, IndicatorsView?>(u =>
                u.RunAsync(assignment, office.Person(who), default)
            )
        )!;

    private static Task<long> AssignmentAsync(Office office, int number) =>
        office.ReadAsync(db => db.Assignments.Where(a => a.Number == number).Select(a => a.Id).SingleAsync());

    private static async Task SetCycleAsync(Office office, ReportCycle cycle, int number) =>
        Assert.Null((await TrySetAsync(office, "office.clerk", cycle, number)).Refusal);

    private static async Task<Outcome<CycleChange>> TrySetAsync(
        Office office,
        string who,
        ReportCycle cycle,
        int number
    )
    {
        var plan = await office.ReadAsync(db => db.Plans.Select(p => p.Id).SingleAsync());
        return await office.AskAsync<SetReportCycle, Outcome<CycleChange>>(u =>
            u.RunAsync(plan, new CycleOrder(cycle, [number]), WriteRequest.Plain, office.Person(who), default)
        );
    }

    /// <summary>For an assignment that nobody is consulted upon.</summary>
    private static async Task CarryOutAsync(Office office, int number, string lead)
    {
        await office.BeginConsultationAsync(lead, number);
        await SignAsync(office, number, lead);
    }

    private static async Task ConsultAndSignAsync(Office office, int number, string lead, params string[] parties)
    {
        await office.BeginConsultationAsync(lead, number);
        foreach (var party in parties)
        {
            await office.DoStepAsync($"{party}.officer", number, StepRules.Reply, null, ("outcome", "Concur"));
        }
        await office.DoStepAsync($"{lead}.officer", number, StepRules.Consolidate, null, ("plan", "方案"));
        await SignAsync(office, number, lead);
    }

    private static async Task SignAsync(Office office, int number, string lead)
    {
        await office.DoStepAsync($"{lead}.leader", number, StepRules.LeaderSign);
        await office.DoStepAsync("office.clerk", number, StepRules.OfficeCheck);
        await office.DoStepAsync("office.director", number, StepRules.DirectorSign);
    }

    private static async Task ReportAsync(
        Office office,
        string lead,
        int number,
        string? period = null,
        params (string Field, string Value)[] figures
    )
    {
        var items = await office.OpenItemsAsync($"{lead}.officer", number);
        var item = items.First(i => i.Step == StepRules.WriteReport && (period is null || i.Period == period));
        var done = await office.CompleteAsync(
            $"{lead}.officer",
            item,
            null,
            [("progress", "按计划推进"), ("milestones", "第一步已完成"), .. figures]
        );
        Assert.Null(done.Refusal);
    }

    private static async Task CompleteAsync(Office office, string who, WorkItemView item)
    {
        var done = await office.CompleteAsync(who, item);
        Assert.True(done.Refusal is null, $"{who} {item.Step}: {done.Refusal}");
    }

    private static async Task<PlanReport> ReportOfAsync(Office office, ReportPeriod period)
    {
        var plan = await office.ReadAsync(db => db.Plans.Select(p => p.Id).SingleAsync());
        var report = await office.AskAsync<PlanReports, PlanReport?>(u =>
            u.RunAsync(plan, period, office.Person("office.clerk"), default)
        );
        return report!;
    }

    private static Task<ReportState> StateAsync(Office office) =>
        office.ReadAsync(db => db.ProgressReports.Select(r => r.State).SingleAsync());

    private static async Task<IReadOnlyList<string>> PeriodsAsync(Office office) =>
        await office.ReadAsync(db => db.ProgressReports.OrderBy(r => r.Period).Select(r => r.Period).ToListAsync());
}

public sealed class SqliteProgressReportTests : ProgressReportTests
{
    protected override TestDatabase Database => TestDatabase.Sqlite;
}

public sealed class PostgreSqlProgressReportTests : ProgressReportTests
{
    protected override TestDatabase Database => TestDatabase.PostgreSql;
}
