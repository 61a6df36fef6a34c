using IpStrategy.Application.Approvals;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Proxies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Proxies;

public sealed class ProxyTests
{
    private const string Officer = "zscqj.officer";
    private const string Second = "zscqj.second";
    private const string Leader = "zscqj.leader";
    private const string Clerk = "office.clerk";

    private static readonly ProxyPeriod ThisWeek = new(new DateOnly(2010, 3, 15), new DateOnly(2010, 3, 19));

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_proxy_sees_the_principals_work_and_does_it_in_both_names(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await ClaimAsync(office, Officer, 26);
        Assert.DoesNotContain(await office.OpenItemsAsync(Second), i => i.AssignmentNumber == 26);
        Assert.False((await NameAsync(office, Officer, Second)).IsRefused);

        var item = await office.TheItemAsync(Second, 26, StepRules.Acknowledge);
        Assert.Equal(office.Person(Officer).Name, item.ActingFor);
        var done = await office.DoStepAsync(Second, 26, StepRules.Acknowledge);

        Assert.Equal($"{Second} 张三(代{Officer} 张三)", done.ClosedBy);
        Assert.Equal($"{Officer} 张三", done.ClosedFor);
        var opinion = await office.ReadAsync(db => db.Opinions.SingleAsync(o => o.Verdict == "complete"));
        Assert.Equal(
            (office.Person(Second).UserId, office.Person(Officer).UserId),
            (opinion.GivenById, opinion.GivenForId)
        );
        var history = await office.ReadAsync(db =>
            db.History.Where(h => h.ActorForId != null).Select(h => new { h.ActorId, h.ActorForName }).ToListAsync()
        );
        Assert.NotEmpty(history);
        Assert.All(
            history,
            h => Assert.Equal((office.Person(Second).UserId, $"{Officer} 张三"), (h.ActorId, h.ActorForName))
        );
        var audit = await office.ReadAsync(db =>
            db.AuditEntries.Where(e => e.OnBehalfOfId != null).Select(e => e.OnBehalfOfId).ToListAsync()
        );
        Assert.Contains(office.Person(Officer).UserId, audit);
        await AssertCourseAsync(office, item);
    }

    private static async Task AssertCourseAsync(Office office, WorkItemView item)
    {
        var detail = await office.AskAsync<WorkItemDetail, Outcome<WorkItemDetailView>>(d =>
            d.RunAsync(Opaque.Read(item.Id)!.Value, office.Person(Clerk), default)
        );
        Assert.Contains(detail.Value.Course!.Entries, e => e.Person == $"{Second} 张三(代{Officer} 张三)");
        var ofPrincipal = await ListAsync(office, Officer, new(WorkItemScope.Mine, WorkItemListState.Done));
        Assert.Contains(ofPrincipal, i => i.Id == item.Id);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Only_within_the_days_and_the_scope_and_never_a_proxys_proxy(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await ClaimAsync(office, Officer, 26);
        var steps = new ProxyRequest(Second, null, ThisWeek, "steps", null, [StepRules.DraftPlan], null);
        Assert.False((await NameAsync(office, Officer, steps)).IsRefused);
        var later = new ProxyPeriod(new DateOnly(2010, 3, 22), new DateOnly(2010, 3, 26));
        Assert.False(
            (await NameAsync(office, Officer, new ProxyRequest(Second, null, later, "all", null, [], null))).IsRefused
        );
        Assert.False(
            (await NameAsync(office, Second, new ProxyRequest(Leader, null, later, "all", null, [], null))).IsRefused
        );
        // Acknowledging is none of the steps named.
        Assert.DoesNotContain(await office.OpenItemsAsync(Second), i => i.AssignmentNumber == 26);

        await office.AdvanceAsync(TimeSpan.FromDays(7));
        Assert.Contains(await office.OpenItemsAsync(Second), i => i.AssignmentNumber == 26);
        // The second officer stands in for the first, and the leader for the second only.
        Assert.DoesNotContain(await office.OpenItemsAsync(Leader), i => i.AssignmentNumber == 26);

        await office.AdvanceAsync(TimeSpan.FromDays(5));
        Assert.DoesNotContain(await office.OpenItemsAsync(Second), i => i.AssignmentNumber == 26);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Of_one_plan_only_where_the_proxy_is_for_a_plan(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        var plan = await office.IssueAsync();
        await ClaimAsync(office, Officer, 26);
        var other = new ProxyRequest(Second, null, ThisWeek, "plan", 12345, [], null);
        Assert.IsType<ProxyScopeIsUnknown>((await NameAsync(office, Officer, other)).Refusal);

        var named = await NameAsync(office, Officer, other with { PlanId = Opaque.Read(plan.PlanId) });

        Assert.Equal(plan.PlanId, named.Value.PlanId);
        Assert.NotNull(named.Value.PlanTitle);
        Assert.Contains(await office.OpenItemsAsync(Second), i => i.AssignmentNumber == 26);
    }

    [Fact]
    public async Task Neither_signs_what_the_other_of_the_two_has_submitted()
    {
        await using var office = await Office.OpenAsync();
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 26);
        await office.DoStepAsync("jxw.officer", 26, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync(Officer, 26, StepRules.Consolidate, null, ("plan", "方案"));
        Assert.False((await NameAsync(office, Leader, Officer)).IsRefused);

        var item = await office.TheItemAsync(Officer, 26, StepRules.LeaderSign);
        Assert.IsType<NobodySignsOffTheirOwnSubmission>((await office.CompleteAsync(Officer, item)).Refusal);

        Assert.False((await NameAsync(office, Leader, Second)).IsRefused);
        Assert.False((await office.CompleteAsync(Second, item)).IsRefused);
    }

    [Fact]
    public async Task What_a_proxy_submits_his_principal_does_not_sign_either()
    {
        await using var office = await Office.OpenAsync();
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 26);
        await office.DoStepAsync("jxw.officer", 26, StepRules.Reply, null, ("outcome", "Concur"));
        // The leader holds the consolidation and has his officer do it; then it comes to the leader's own signature.
        Assert.False((await NameAsync(office, Leader, Second)).IsRefused);
        await HandToLeaderAsync(office, StepRules.Consolidate);
        var mine = await office.TheItemAsync(Second, 26, StepRules.Consolidate);
        Assert.False((await office.CompleteAsync(Second, mine, null, ("plan", "方案"))).IsRefused);
        var paper = await office.ReadAsync(db => db.Submissions.OrderBy(s => s.Id).LastAsync());
        Assert.Equal(
            (office.Person(Second).UserId, office.Person(Leader).UserId),
            (paper.SubmittedById, paper.SubmittedForId)
        );

        var sign = await office.TheItemAsync(Leader, 26, StepRules.LeaderSign);

        Assert.IsType<NobodySignsOffTheirOwnSubmission>((await office.CompleteAsync(Leader, sign)).Refusal);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_proxy_ends_at_once_also_in_a_second_host(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await ClaimAsync(office, Officer, 26);
        var named = await NameAsync(office, Officer, Second);
        await using var beside = await office.BesideAsync();
        Assert.Contains(await beside.OpenItemsAsync(Second), i => i.AssignmentNumber == 26);
        Assert.IsType<ProxyDoesNotExist>((await EndAsync(office, "gsj.officer", named.Value)).Refusal);

        var ended = await EndAsync(office, Officer, named.Value);

        Assert.False(ended.Value.IsInForce);
        Assert.IsType<ProxyIsOver>((await EndAsync(office, Officer, named.Value)).Refusal);
        Assert.DoesNotContain(await office.OpenItemsAsync(Second), i => i.AssignmentNumber == 26);
        // The other host reads its tables anew with the next sign of life of anybody.
        await beside.DoAsync<HeldTables>(h => beside.DoAsync<IpStrategyContext>(db => h.FollowAsync(db, default)));
        Assert.DoesNotContain(await beside.OpenItemsAsync(Second), i => i.AssignmentNumber == 26);
    }

    [Fact]
    public async Task The_office_names_one_for_an_absent_person_with_a_reason_and_those_concerned_are_told()
    {
        await using var office = await Office.OpenAsync();
        var request = new ProxyRequest(Second, Officer, ThisWeek, "all", null, [], null);
        Assert.IsType<OnlyForOneselfOrByTheOffice>((await NameAsync(office, Leader, request)).Refusal);
        Assert.IsType<ReasonsAreMissing>((await NameAsync(office, Clerk, request)).Refusal);

        var named = await NameAsync(office, Clerk, request with { Reason = "病假" });

        Assert.Equal(office.Person(Clerk).Name, named.Value.NamedBy);
        foreach (var told in new[] { Officer, Second })
        {
            var inbox = await InboxAsync(office, told);
            Assert.Contains(inbox, m => m is { Kind: "proxyNamed", Facts.Text: "病假" });
        }
        Assert.Contains(await ProxiesAsync(office, Officer), p => p.Id == named.Value.Id && p.MayEnd);
        Assert.Empty(await ProxiesAsync(office, "gsj.officer"));
        Assert.Equal(1, await office.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Verb == "name-proxy")));
    }

    [Fact]
    public async Task Who_stands_in_hears_what_the_principal_hears()
    {
        await using var office = await Office.OpenAsync();
        await office.IssueAsync();
        await ClaimAsync(office, Officer, 26);
        Assert.False((await NameAsync(office, Officer, Leader)).IsRefused);
        var item = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);

        await office.AskAsync<UrgeWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(item), "抓紧", office.Person(Clerk), default)
        );

        Assert.Contains(await InboxAsync(office, Officer), m => m is { Kind: "urge", Facts.For: null });
        Assert.Contains(
            await InboxAsync(office, Leader),
            m => m.Kind == "urge" && m.Facts.For == office.Person(Officer).Name
        );
        Assert.DoesNotContain(await InboxAsync(office, Second), m => m.Kind == "urge");
    }

    private static async Task HandToLeaderAsync(Office office, string step)
    {
        var item = await office.TheItemAsync(Officer, 26, step);
        var handed = await office.AskAsync<TransferWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(item), Leader, "由领导统稿", office.Person(Clerk), default)
        );
        Assert.False(handed.IsRefused, handed.Refusal?.ToString());
    }

    private static WorkItemRequest RequestOf(WorkItemView item) =>
        WorkItemRequest.Of(Opaque.Read(item.Id)!.Value, item.Version);

    private static async Task ClaimAsync(Office office, string by, int assignment)
    {
        var item = await office.TheItemAsync(by, assignment, StepRules.Acknowledge);
        var claimed = await office.AskAsync<ClaimWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(item), office.Person(by), default)
        );
        Assert.False(claimed.IsRefused);
    }

    private static Task<Outcome<ProxyView>> NameAsync(Office office, string by, string deputy) =>
        NameAsync(office, by, new ProxyRequest(deputy, null, ThisWeek, "all", null, [], null));

    private static Task<Outcome<ProxyView>> NameAsync(Office office, string by, ProxyRequest request) =>
        office.AskAsync<NameProxy, Outcome<ProxyView>>(u => u.RunAsync(request, office.Person(by), default));

    private static Task<Outcome<ProxyView>> EndAsync(Office office, string by, ProxyView proxy) =>
        office.AskAsync<EndProxy, Outcome<ProxyView>>(u =>
            u.RunAsync(Opaque.Read(proxy.Id)!.Value, office.Person(by), default)
        );

    private static async Task<IReadOnlyList<ProxyView>> ProxiesAsync(Office office, string of) =>
        (
            await office.AskAsync<ProxyList, Page<ProxyView>>(l =>
                l.RunAsync(ProxyListScope.Own, null, 50, office.Person(of), default)
            )
        ).Items;

    private static async Task<IReadOnlyList<WorkItemView>> ListAsync(Office office, string of, WorkItemFilter filter) =>
        (
            await office.AskAsync<MyWorkItems, Page<WorkItemView>>(u => u.RunAsync(filter, office.Person(of), default))
        ).Items;

    private static async Task<IReadOnlyList<InboxView>> InboxAsync(Office office, string of) =>
        (await office.AskAsync<Inbox, Page<InboxView>>(i => i.RunAsync(null, 50, office.Person(of), default))).Items;
}
