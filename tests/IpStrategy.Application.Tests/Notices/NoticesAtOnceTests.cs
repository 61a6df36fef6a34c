using IpStrategy.Application.Notices;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Plans;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Tests.Notices;

/// <summary>Two clerks at one notice: one wins and the other is told why, on both databases.</summary>
public sealed class NoticesAtOnceTests
{
    private const int Rounds = 5;

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_text_sent_twice_at_once_is_imported_once(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        var both = await TwiceAsync(() => ImportAsync(office));
        Assert.Single(both, o => !o.IsRefused);
        Assert.IsType<NoticeWasImportedBefore>(both.Single(o => o.IsRefused).Refusal);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Two_who_mend_the_same_version_do_not_overwrite_each_other(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        var notice = (await ImportAsync(office)).Value;
        for (var version = notice.Version; version < notice.Version + Rounds; version++)
        {
            var due = new DateOnly(2010, 11, 30).AddDays(version);
            var mending = new NoticeMending(version, false, due, null, []);
            var both = await TwiceAsync(() =>
                office.AskAsync<MendNotice, Outcome<NoticeView>>(u =>
                    u.RunAsync(IdOf(notice), mending, office.Person("office.clerk"), default)
                )
            );
            Assert.Single(both, o => !o.IsRefused);
            Assert.IsType<NoticeHasChanged>(both.Single(o => o.IsRefused).Refusal);
        }
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Two_who_issue_at_once_issue_once(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        var notice = (await ImportAsync(office)).Value;
        var terms = new IssueTerms(null, new DateOnly(2010, 11, 30), InferredLeads.ConfirmedByIssue);
        var both = await TwiceAsync(() =>
            office.AskAsync<IssuePlan, Outcome<IssuedPlan>>(u =>
                u.RunAsync(IdOf(notice), terms, office.Person("office.director"), default)
            )
        );
        Assert.Single(both, o => !o.IsRefused);
        Assert.IsType<NoticeIsAlreadyIssued>(both.Single(o => o.IsRefused).Refusal);
    }

    private static long IdOf(NoticeView notice) => Opaque.Read(notice.Id)!.Value;

    private static Task<Outcome<NoticeView>> ImportAsync(Office office) =>
        office.AskAsync<ImportNotice, Outcome<NoticeView>>(u =>
            u.RunAsync(Shipped.Notice, office.Person("office.clerk"), default)
        );

    private static Task<T[]> TwiceAsync<T>(Func<Task<T>> act) => Task.WhenAll(Task.Run(act), Task.Run(act));
}
