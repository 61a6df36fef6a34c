using System.Globalization;
using System.Text;
using IpStrategy.Application.Notices;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Reports;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Notices;

/// <summary>From the clerk's hand to the director's, and back; and the letters that go out with the issue.</summary>
public sealed class SubmitNoticeTests
{
    private static readonly DateOnly Due = new(2010, 11, 30);

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_settled_draft_goes_to_the_director_comes_back_and_is_issued_by_him(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        var id = await ImportAsync(office, Shipped.Notice);

        Assert.IsType<LeadsAreNotConfirmed>((await SubmitAsync(office, id)).Refusal);
        await MendAsync(office, id);
        Assert.IsType<TheDirectorIssues>((await IssueAsync(office, id, "office.clerk")).Refusal);
        var submitted = (await SubmitAsync(office, id, "期限按会议纪要")).Value;
        Assert.Equal(("submitted", "期限按会议纪要"), (submitted.State, submitted.Remark));
        Assert.Equal(1, await ToldAsync(office, "office.director", MessageKind.PlanSubmitted));
        Assert.IsType<NoticeLiesWithTheDirector>((await MendAsync(office, id)).Refusal);
        Assert.IsType<NoticeLiesWithTheDirector>((await SubmitAsync(office, id)).Refusal);

        Assert.IsType<OpinionIsMissing>((await SendBackAsync(office, id, "office.director", null)).Refusal);
        var back = (await SendBackAsync(office, id, "office.director", "第 5 项要先明确有关部门")).Value;
        Assert.Equal(("draft", "第 5 项要先明确有关部门"), (back.State, back.Remark));
        Assert.Equal(1, await ToldAsync(office, "office.clerk", MessageKind.PlanSentBack));

        await SubmitAsync(office, id);
        Assert.Equal("draft", (await SendBackAsync(office, id, "office.clerk", null)).Value.State);
        await SubmitAsync(office, id);
        Assert.Equal(114, (await IssueAsync(office, id, "office.director")).Value.Undertakings);
        Assert.Equal(3, await ToldAsync(office, "office.director", MessageKind.PlanSubmitted));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Letters_are_numbered_through_the_year_over_all_plans(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        var first = await ImportAsync(office, Shipped.Notice);
        var text = Encoding.UTF8.GetString(Shipped.Notice).Replace("市工商局", "市科委", StringComparison.Ordinal);
        var second = await ImportAsync(office, Encoding.UTF8.GetBytes(text));
        await MendAsync(office, first);
        await MendAsync(office, second);

        // At once: neither may number from where the other does.
        var both = await Task.WhenAll(
            Task.Run(() => IssueAsync(office, first, "office.director")),
            Task.Run(() => IssueAsync(office, second, "office.director"))
        );

        var count = both.Sum(b => b.Value.Undertakings);
        var letters = await office.ReadAsync(db => db.Undertakings.Select(u => u.LetterNumber).ToListAsync());
        Assert.Equal(
            Enumerable.Range(1, count).Select(n => string.Create(CultureInfo.InvariantCulture, $"交办〔2010〕{n}号")),
            letters.OrderBy(l => int.Parse(l[8..^1], CultureInfo.InvariantCulture))
        );
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_report_cycle_is_set_by_section_and_for_one_before_the_plan_goes_out(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        var id = await ImportAsync(office, Shipped.Notice);
        await MendAsync(office, id);
        var bySection = new NoticeMending(null, false, null, 4, []) { ReportCycle = ReportCycle.Quarter };
        Assert.False((await MendAsync(office, id, bySection)).IsRefused);
        var one = new NoticeMending(null, false, null, null, [new(21, ReportCycle: ReportCycle.Month)]);
        Assert.False((await MendAsync(office, id, one)).IsRefused);
        var nothing = new NoticeMending(null, false, null, 4, []);
        Assert.IsType<SectionNeedsDueDate>((await MendAsync(office, id, nothing)).Refusal);

        await IssueAsync(office, id, "office.director", new IssueTerms(null, null, ReportCycle: ReportCycle.Year));

        var cycles = await office.ReadAsync(db =>
            db.Assignments.OrderBy(a => a.Number).Select(a => new { a.Number, a.ReportCycle }).ToListAsync()
        );
        Assert.Equal([19, 20, 22], cycles.Where(c => c.ReportCycle == ReportCycle.Quarter).Select(c => c.Number));
        Assert.Equal([21], cycles.Where(c => c.ReportCycle == ReportCycle.Month).Select(c => c.Number));
        Assert.Equal(65, cycles.Count(c => c.ReportCycle == ReportCycle.Year));
    }

    [Fact]
    public async Task A_letter_names_its_leads_and_whom_to_consult()
    {
        await using var office = await Office.OpenAsync(TestDatabase.Sqlite);
        await office.IssueAsync();
        var id = await office.ReadAsync(db =>
            db.Assignments.Where(a => a.Number == 24).Select(a => a.Id).SingleAsync()
        );

        var letter = Assert.Single((await LettersAsync(office, id, "gsj.officer"))!.Letters);

        Assert.Equal(2, letter.To.Length);
        Assert.Equal("市工商局", letter.To[0]);
        Assert.Equal(new DateOnly(2010, 3, 15), letter.IssuedOn);
        Assert.Null(await LettersAsync(office, id, "hg.officer"));
    }

    private static Task<AssignmentLetters?> LettersAsync(Office office, long id, string who) =>
        office.AskAsync<IssueLetters, AssignmentLetters?>(u => u.RunAsync(id, office.Person(who), default));

    private static async Task<long> ImportAsync(Office office, byte[] file)
    {
        var notice = await office.AskAsync<ImportNotice, Outcome<NoticeView>>(u =>
            u.RunAsync(file, office.Person("office.clerk"), default)
        );
        return Opaque.Read(notice.Value.Id)!.Value;
    }

    private static Task<Outcome<NoticeView>> MendAsync(Office office, long id, NoticeMending? mending = null) =>
        office.AskAsync<MendNotice, Outcome<NoticeView>>(u =>
            u.RunAsync(
                id,
                mending ?? new NoticeMending(null, true, Due, null, []),
                office.Person("office.clerk"),
                default
            )
        );

    private static Task<Outcome<NoticeView>> SubmitAsync(Office office, long id, string? text = null) =>
        office.AskAsync<SubmitNotice, Outcome<NoticeView>>(u =>
            u.RunAsync(new DraftHandling(id, null, text), office.Person("office.clerk"), default)
        );

    private static Task<Outcome<NoticeView>> SendBackAsync(Office office, long id, string who, string? text) =>
        office.AskAsync<SubmitNotice, Outcome<NoticeView>>(u =>
            u.SendBackAsync(new DraftHandling(id, null, text), office.Person(who), default)
        );

    private static Task<Outcome<IssuedPlan>> IssueAsync(Office office, long id, string who, IssueTerms? terms = null) =>
        office.AskAsync<IssuePlan, Outcome<IssuedPlan>>(u =>
            u.RunAsync(id, terms ?? new IssueTerms(null, null), office.Person(who), default)
        );

    private static async Task<int> ToldAsync(Office office, string who, MessageKind kind)
    {
        var person = office.Person(who).UserId;
        return await office.ReadAsync(db => db.Inbox.CountAsync(m => m.RecipientId == person && m.Kind == kind));
    }
}
