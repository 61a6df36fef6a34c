using System.Text;
using IpStrategy.Application.Notices;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Plans;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Plans;

/// <summary>From a notice to a plan in force: imported once, mended, issued once.</summary>
public abstract class IssuePlanTests
{
    private static readonly DateOnly Due = new(2010, 11, 30);
    private static readonly IssueTerms Terms = new(null, Due, InferredLeads.ConfirmedByIssue);

    protected abstract TestDatabase Database { get; }

    [Fact]
    public async Task The_model_notice_becomes_rows_that_count()
    {
        await using var office = await Office.OpenAsync(Database);
        var plan = await office.IssueAsync();
        Assert.Equal((69, 114), (plan.Assignments, plan.Undertakings));
        Assert.Equal(10, await office.ReadAsync(db => db.PlanSections.CountAsync()));
        Assert.Equal(69, await office.ReadAsync(db => db.Assignments.CountAsync()));
        Assert.Equal(114, await office.ReadAsync(db => db.Undertakings.CountAsync()));
        Assert.Equal(114, await office.ReadAsync(db => db.Instances.CountAsync()));
        Assert.Equal(114, await office.ReadAsync(db => db.WorkItems.CountAsync()));
        Assert.Equal(114, await office.ReadAsync(db => db.ReminderSchedules.CountAsync()));
        Assert.Equal(114, await office.ReadAsync(db => db.Inbox.Select(m => m.UndertakingId).Distinct().CountAsync()));
        Assert.Equal(Due, await office.ReadAsync(db => db.Assignments.Select(a => a.DueOn).Distinct().SingleAsync()));
    }

    [Fact]
    public async Task The_same_text_is_imported_once_also_in_another_wrapping()
    {
        await using var office = await Office.OpenAsync(Database);
        var first = await ImportAsync(office, Shipped.Notice);
        var wrapped = Encoding.UTF8.GetBytes(
            "\n" + Encoding.UTF8.GetString(Shipped.Notice).Replace("。", "。 \n", StringComparison.Ordinal)
        );
        foreach (var again in new[] { Shipped.Notice, wrapped })
        {
            var second = await ImportAsync(office, again);
            var refusal = Assert.IsType<NoticeWasImportedBefore>(second.Refusal);
            Assert.Contains(first.Value.Id, refusal.ToString(), StringComparison.Ordinal);
        }
        Assert.Equal(1, await office.ReadAsync(db => db.Notices.CountAsync()));
    }

    [Fact]
    public async Task Two_who_import_it_at_once_have_one_notice()
    {
        await using var office = await Office.OpenAsync(Database);
        var both = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => Task.Run(() => ImportAsync(office, Shipped.Notice)))
        );
        Assert.Single(both, b => b.IsRefused);
        Assert.Equal(1, await office.ReadAsync(db => db.Notices.CountAsync()));
    }

    [Fact]
    public async Task Two_who_issue_it_at_once_have_one_plan()
    {
        await using var office = await Office.OpenAsync(Database);
        var id = Opaque.Read((await ImportAsync(office, Shipped.Notice)).Value.Id)!.Value;
        var both = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => Task.Run(() => IssueAsync(office, id, Terms)))
        );
        Assert.IsType<NoticeIsAlreadyIssued>(Assert.Single(both, b => b.IsRefused).Refusal);
        Assert.Equal(114, await office.ReadAsync(db => db.Instances.CountAsync()));
    }

    [Fact]
    public async Task An_issued_notice_is_neither_issued_again_nor_mended()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var id = await office.ReadAsync(db => db.Notices.Select(n => n.Id).SingleAsync());
        Assert.IsType<NoticeIsAlreadyIssued>((await IssueAsync(office, id, Terms)).Refusal);
        Assert.IsType<NoticeIsAlreadyIssued>((await MendAsync(office, id, Bulk(Due))).Refusal);
        Assert.Equal(1, await office.ReadAsync(db => db.Plans.CountAsync()));
        Assert.Equal(114, await office.ReadAsync(db => db.Instances.CountAsync()));
    }

    [Fact]
    public async Task A_refused_issue_leaves_nothing_behind_and_mending_makes_it_possible()
    {
        await using var office = await Office.OpenAsync(Database);
        var notice = (await ImportAsync(office, Shipped.Notice)).Value;
        var id = Opaque.Read(notice.Id)!.Value;
        Assert.IsType<LeadsAreNotConfirmed>((await IssueAsync(office, id, new IssueTerms(null, Due))).Refusal);
        Assert.Equal(0, await office.ReadAsync(db => db.Plans.CountAsync()));
        Assert.Equal(0, await office.ReadAsync(db => db.Instances.CountAsync()));
        var mended = await MendAsync(office, id, Bulk(Due));
        Assert.Equal(notice.Version + 1, mended.Value.Version);
        Assert.IsType<NoticeHasChanged>((await IssueAsync(office, id, new IssueTerms(notice.Version, null))).Refusal);
        Assert.Equal(
            114,
            (await IssueAsync(office, id, new IssueTerms(mended.Value.Version, null))).Value.Undertakings
        );
    }

    [Fact]
    public async Task An_agency_nobody_knows_holds_up_the_issue_until_it_is_mended()
    {
        await using var office = await Office.OpenAsync(Database);
        var text = Encoding.UTF8.GetString(Shipped.Notice).Replace("市工商局", "市风筝局", StringComparison.Ordinal);
        var notice = (await ImportAsync(office, Encoding.UTF8.GetBytes(text))).Value;
        var id = Opaque.Read(notice.Id)!.Value;
        var doubtful = notice.Assignments.Where(a => a.Leads.Concat(a.CoResponsible).Any(p => p.Code is null)).ToList();
        Assert.NotEmpty(doubtful);
        Assert.Contains(
            doubtful[0].Leads.Concat(doubtful[0].CoResponsible),
            p => p.Name.Contains("风筝", StringComparison.Ordinal)
        );
        var refusal = Assert.IsType<AssignmentPartyIsUnknown>((await IssueAsync(office, id, Terms)).Refusal);
        Assert.Contains("风筝", refusal.ToString(), StringComparison.Ordinal);
        var mendings = doubtful.Select(a => new AssignmentMending(
            a.Number,
            [.. a.Leads.Select(p => p.Code ?? "gsj")],
            [.. a.CoResponsible.Select(p => p.Code ?? "gsj")],
            null,
            null,
            null
        ));
        var mended = await MendAsync(office, id, new NoticeMending(null, false, null, null, [.. mendings]));
        Assert.False(mended.IsRefused, mended.Refusal?.ToString());
        Assert.False((await IssueAsync(office, id, Terms)).IsRefused);
    }

    private static NoticeMending Bulk(DateOnly due) => new(null, true, due, null, []);

    private static Task<Outcome<NoticeView>> ImportAsync(Office office, byte[] file) =>
        office.AskAsync<ImportNotice, Outcome<NoticeView>>(u =>
            u.RunAsync(file, office.Person("office.clerk"), default)
        );

    private static Task<Outcome<NoticeView>> MendAsync(Office office, long id, NoticeMending mending) =>
        office.AskAsync<MendNotice, Outcome<NoticeView>>(u =>
            u.RunAsync(id, mending, office.Person("office.clerk"), default)
        );

    private static Task<Outcome<IssuedPlan>> IssueAsync(Office office, long id, IssueTerms terms) =>
        office.AskAsync<IssuePlan, Outcome<IssuedPlan>>(u =>
            u.RunAsync(id, terms, office.Person("office.director"), default)
        );
}

public sealed class SqliteIssuePlanTests : IssuePlanTests
{
    protected override TestDatabase Database => TestDatabase.Sqlite;
}

public sealed class PostgreSqlIssuePlanTests : IssuePlanTests
{
    protected override TestDatabase Database => TestDatabase.PostgreSql;
}
