using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Processes;
using IpStrategy.Application.Reports;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Reports;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Agencies;

/// <summary>进展报告 over a reform: what is open becomes the successor's, what is over stays, and nothing is counted twice.</summary>
public abstract class ReformReportsTests
{
    protected abstract TestDatabase Database { get; }

    [Fact]
    public async Task The_successor_hands_in_the_report_that_its_predecessor_was_asked_for()
    {
        await using var office = await Office.OpenAsync(Database);
        await OpenReportOf21Async(office);
        await office.ReformedAsync(await office.ReformAsync(new DateOnly(2010, 4, 4)));

        // 市中小企业局's officer is of 市工业和信息化局 now, and so may write it.
        await WriteAsync(office, "zxqyj.officer", 21, 3, 40, 400);
        var report = await office.ReadAsync(db => db.ProgressReports.SingleAsync());
        Assert.Equal((ReportState.Reported, ReformOffice.Industry), (report.State, report.LeadCode));
        Assert.Equal("市工业和信息化局", report.LeadName);
        Assert.Equal([ReformOffice.Industry], await CountedByAsync(office));
        await office.DoStepAsync("jxw.leader", 21, StepRules.LeaderSign);
        await office.DoStepAsync("office.clerk", 21, StepRules.OfficeCheck);
        await office.DoStepAsync("office.director", 21, StepRules.DirectorSign);
        Assert.Equal(
            ReportState.SignedOff,
            await office.ReadAsync(db => db.ProgressReports.Select(r => r.State).SingleAsync())
        );
        Assert.Equal([3m, 40m, 400m], await TotalsAsync(office));
    }

    [Fact]
    public async Task Figures_handed_in_before_the_reform_and_mended_after_it_count_once()
    {
        await using var office = await Office.OpenAsync(Database);
        await OpenReportOf21Async(office);
        await WriteAsync(office, "jxw.officer", 21, 3, 40, 400);
        await office.ReformedAsync(await office.ReformAsync(new DateOnly(2010, 4, 4)));
        Assert.Equal([3m, 40m, 400m], await TotalsAsync(office));
        var check = await office.TheItemAsync("jxw.leader", 21, StepRules.LeaderSign);
        var returned = await office.ReturnAsync(
            "jxw.leader",
            check,
            new ReturnWorkItem.Choice(StepRules.WriteReport, ResumeMode.WalkAgain, "数据有误")
        );
        Assert.Null(returned.Refusal);
        await WriteAsync(office, "zxqyj.officer", 21, 4, 41, 401);
        Assert.Equal([4m, 41m, 401m], await TotalsAsync(office));
        // Who entered what was mended stands in the record; the row is the successor's alone.
        Assert.Equal([ReformOffice.Industry], await CountedByAsync(office));
    }

    [Fact]
    public async Task What_was_signed_off_stays_under_the_old_name_and_a_stand_is_not_counted_twice()
    {
        await using var office = await Office.OpenAsync(Database);
        await OpenReportOf21Async(office);
        await WriteAsync(office, "jxw.officer", 21, 3, 40, 400);
        await office.DoStepAsync("jxw.leader", 21, StepRules.LeaderSign);
        await office.DoStepAsync("office.clerk", 21, StepRules.OfficeCheck);
        await office.DoStepAsync("office.director", 21, StepRules.DirectorSign);
        await office.ReformedAsync(await office.ReformAsync(new DateOnly(2010, 4, 4)));
        Assert.Equal("jxw", await office.ReadAsync(db => db.ProgressReports.Select(r => r.LeadCode).SingleAsync()));

        await office.AdvanceAsync(TimeSpan.FromDays(30));
        await WriteAsync(office, "jxw.officer", 21, 5, 60, 600);
        Assert.Equal(["jxw", ReformOffice.Industry], await CountedByAsync(office));
        Assert.Equal([8m, 100m, 1000m], await TotalsAsync(office));
        // Where each figure is how it stood, the successor's says all of it.
        await AggregateAsync(office, Aggregation.Latest);
        Assert.Equal([5m, 60m, 600m], await TotalsAsync(office));
    }

    [Fact]
    public async Task A_new_name_stands_on_what_is_still_to_be_handed_in()
    {
        await using var office = await Office.OpenAsync(Database);
        await OpenReportOf21Async(office);
        var renaming = new IpStrategy.Application.Agencies.Reorganisations.ReorganisationDocument(
            "更名",
            "批复",
            [new("rename", new DateOnly(2010, 4, 4), ["jxw"], [], "市工信委", "天津市工业信息化委员会")]
        );
        await office.ReformedAsync(renaming);
        var report = await office.ReadAsync(db => db.ProgressReports.SingleAsync());
        Assert.Equal(("jxw", "市工信委"), (report.LeadCode, report.LeadName));
    }

    [Fact]
    public async Task Two_governments_that_become_one_give_the_figure_of_a_period_once()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await SetCycleAsync(office, 50);
        foreach (var lead in new[] { "hpq", "hdq" })
        {
            await office.BeginConsultationAsync(lead, 50);
            await SignAsync(office, 50, lead);
        }
        await office.InOneScopeAsync(async services =>
        {
            var db = (IpStrategy.Persistence.IpStrategyContext)
                services.GetService(typeof(IpStrategy.Persistence.IpStrategyContext))!;
            await using var transaction = await IpStrategy.Persistence.WriteTransaction.BeginAsync(db, default);
            var assignment = await db.Assignments.SingleAsync(a => a.Number == 50);
            var target = new IndicatorTarget("企业", "家", 100, 0, Aggregation.Sum);
            db.Indicators.Add(new Indicator(4711, assignment.Id, 1, target));
            await db.SaveChangesAsync();
            await transaction.CommitAsync(default);
        });
        await office.AdvanceAsync(TimeSpan.FromDays(20));
        await WriteAsync(office, "hpq.officer", 50, 7);
        await WriteAsync(office, "hdq.officer", 50, 5);
        await office.ReformedAsync(ReformOffice.Merging(new DateOnly(2010, 4, 4), "hpq", "hdq"));
        Assert.Equal([12m], await TotalsAsync(office, 50, "hpq.officer"));

        await office.AdvanceAsync(TimeSpan.FromDays(30));
        var open = (await office.OpenItemsAsync("hdq.officer", 50))
            .Where(i => i.Step == StepRules.WriteReport)
            .ToList();
        Assert.Equal(2, open.Count);
        var asking = 0;
        foreach (var item in open)
        {
            var plain = await office.CompleteAsync("hdq.officer", item, null, ("progress", "一"), ("milestones", "二"));
            if (plain.Refusal is AnswerIsMissing { Field: "indicator-1" })
            {
                asking++;
                var full = await office.CompleteAsync(
                    "hdq.officer",
                    item,
                    null,
                    ("progress", "一"),
                    ("milestones", "二"),
                    ("indicator-1", "20")
                );
                Assert.Null(full.Refusal);
            }
            else
            {
                Assert.Null(plain.Refusal);
            }
        }
        Assert.Equal(1, asking);
        Assert.Equal([32m], await TotalsAsync(office, 50, "hpq.officer"));
    }

    /// <summary>21: led by 市经信委 and reported every month; March is over and nobody has reported yet.</summary>
    private static async Task OpenReportOf21Async(Office office)
    {
        await office.IssueAsync();
        await SetCycleAsync(office, 21);
        await office.BeginConsultationAsync("jxw", 21);
        foreach (var party in new[] { "gzw", "zscqj", "gsj" })
        {
            await office.ReplyAsync($"{party}.officer", 21, ReplyOutcome.Concur);
        }
        await office.DoStepAsync("jxw.officer", 21, StepRules.Consolidate, null, ("plan", "方案"));
        await SignAsync(office, 21, "jxw");
        await office.AdvanceAsync(TimeSpan.FromDays(20));
    }

    private static async Task SignAsync(Office office, int number, string lead)
    {
        await office.DoStepAsync($"{lead}.leader", number, StepRules.LeaderSign);
        await office.DoStepAsync("office.clerk", number, StepRules.OfficeCheck);
        await office.DoStepAsync("office.director", number, StepRules.DirectorSign);
    }

    private static async Task WriteAsync(Office office, string who, int number, params decimal[] figures)
    {
        var item = (await office.OpenItemsAsync(who, number)).First(i => i.Step == StepRules.WriteReport);
        var done = await office.CompleteAsync(
            who,
            item,
            null,
            [
                ("progress", "按计划推进"),
                ("milestones", "第一步已完成"),
                .. figures.Select((f, i) => ($"indicator-{i + 1}", Figures.TextOf(f))),
            ]
        );
        Assert.Null(done.Refusal);
    }

    private static async Task SetCycleAsync(Office office, int number)
    {
        var plan = await office.ReadAsync(db => db.Plans.Select(p => p.Id).SingleAsync());
        var set = await office.AskAsync<SetReportCycle, Outcome<CycleChange>>(u =>
            u.RunAsync(
                plan,
                new CycleOrder(ReportCycle.Month, [number]),
                WriteRequest.Plain,
                office.Person("office.clerk"),
                default
            )
        );
        Assert.Null(set.Refusal);
    }

    private static async Task AggregateAsync(Office office, Aggregation aggregation)
    {
        var view = await ViewAsync(office, 21, "jxw.officer");
        var order = new IndicatorOrder(
            [.. view.Indicators.Select(i => new TargetChange(i.Id, null, null, aggregation))],
            [],
            "口径调整"
        );
        var saved = await office.AskAsync<SaveIndicators, Outcome<IndicatorsView>>(u =>
            u.RunAsync(
                Opaque.Read(view.AssignmentId)!.Value,
                order,
                WriteRequest.Plain,
                office.Person("office.clerk"),
                default
            )
        );
        Assert.Null(saved.Refusal);
    }

    private static async Task<ImmutableArray<decimal>> TotalsAsync(
        Office office,
        int number = 21,
        string who = "jxw.officer"
    ) => [.. (await ViewAsync(office, number, who)).Indicators.Select(i => i.Total ?? -1)];

    private static async Task<IndicatorsView> ViewAsync(Office office, int number, string who)
    {
        var id = await office.ReadAsync(db =>
            db.Assignments.Where(a => a.Number == number).Select(a => a.Id).SingleAsync()
        );
        return (
            await office.AskAsync<IndicatorsOfAssignment, IndicatorsView?>(u =>
                u.RunAsync(id, office.Person(who), default)
            )
        )!;
    }

    private static Task<List<string>> CountedByAsync(Office office) =>
        office.ReadAsync(db => db.IndicatorValues.Select(v => v.AgencyCode).Distinct().OrderBy(c => c).ToListAsync());
}

public sealed class SqliteReformReportsTests : ReformReportsTests
{
    protected override TestDatabase Database => TestDatabase.Sqlite;
}

public sealed class PostgreSqlReformReportsTests : ReformReportsTests
{
    protected override TestDatabase Database => TestDatabase.PostgreSql;
}
