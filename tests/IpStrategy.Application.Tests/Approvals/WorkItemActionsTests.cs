using IpStrategy.Application.Approvals;
using IpStrategy.Application.Jobs;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Approvals;

public sealed class WorkItemActionsTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_claimed_item_is_no_longer_open_to_the_other_candidates_until_it_is_given_back(
        TestDatabase database
    )
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        var claimed = await ClaimAsync(office, "zscqj.officer", item);
        Assert.Equal(office.Person("zscqj.officer").Name, claimed.Value.Assignee);
        Assert.Empty(await office.OpenItemsAsync("zscqj.second", 26));
        Assert.IsType<WorkItemIsClaimedBySomebodyElse>(
            (await ClaimAsync(office, "zscqj.second", claimed.Value)).Refusal
        );
        var other = await office.CompleteAsync("zscqj.second", claimed.Value);
        Assert.IsType<WorkItemIsClaimedBySomebodyElse>(other.Refusal);
        var back = await office.AskAsync<ClaimWorkItem, Outcome<WorkItemView>>(u =>
            u.UndoAsync(RequestOf(claimed.Value), office.Person("zscqj.officer"), default)
        );
        Assert.Null(back.Value.Assignee);
        Assert.Single(await office.OpenItemsAsync("zscqj.second", 26));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task What_somebody_had_claimed_goes_back_to_the_others_when_the_account_is_disabled(
        TestDatabase database
    )
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        Assert.False((await ClaimAsync(office, "zscqj.officer", item)).IsRefused);
        var holder = office.Person("zscqj.officer").UserId;
        var administrator = new Actor(9, "张三", Post.SystemAdministrator, null);
        await office.DoAsync<ReleaseClaims>(u => u.RunAsync(holder, administrator, default));
        await office.DoStepAsync("zscqj.second", 26, StepRules.Acknowledge);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_transferred_item_is_the_colleagues(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        Assert.IsType<OnlyTheOfficeActsAcrossAgencies>((await TransferAsync(office, item, "gsj.officer")).Refusal);
        Assert.IsType<PersonIsUnknown>((await TransferAsync(office, item, "nobody")).Refusal);
        Assert.False((await TransferAsync(office, item, "zscqj.second")).IsRefused);
        Assert.Empty(await office.OpenItemsAsync("zscqj.officer", 26));
        await office.DoStepAsync("zscqj.second", 26, StepRules.Acknowledge);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task The_office_urges_once_and_not_again_within_the_cool_down(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        Assert.False((await UrgeAsync(office, "office.clerk", item)).IsRefused);
        Assert.IsType<UrgedTooRecently>((await UrgeAsync(office, "office.clerk", item)).Refusal);
        var officer = office.Person("zscqj.officer").UserId;
        int urged = await office.ReadAsync(db =>
            db.Inbox.CountAsync(m => m.RecipientId == officer && m.Kind == MessageKind.Urge)
        );
        Assert.Equal(1, urged);
        office.Clock.Advance(TimeSpan.FromHours(25));
        Assert.False((await UrgeAsync(office, "office.clerk", item)).IsRefused);
    }

    [Fact]
    public async Task A_lead_urges_those_it_consults_and_neither_its_own_people_nor_the_office()
    {
        await using var office = await Office.OpenAsync();
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 26);
        var reply = await office.TheItemAsync("jxw.officer", 26, StepRules.Reply);
        Assert.False((await UrgeAsync(office, "zscqj.leader", reply)).IsRefused);
        Assert.IsType<WorkItemIsNotYours>((await UrgeAsync(office, "jxw.leader", reply)).Refusal);
        await office.DoStepAsync("jxw.officer", 26, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync("zscqj.officer", 26, StepRules.Consolidate, null, ("plan", "方案"));
        var sign = await office.TheItemAsync("zscqj.leader", 26, StepRules.LeaderSign);
        Assert.IsType<WorkItemIsNotYours>((await UrgeAsync(office, "zscqj.officer", sign)).Refusal);
        await office.DoStepAsync("zscqj.leader", 26, StepRules.LeaderSign);
        var check = await office.TheItemAsync("office.clerk", 26, StepRules.OfficeCheck);
        Assert.IsType<WorkItemIsNotYours>((await UrgeAsync(office, "zscqj.officer", check)).Refusal);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task What_is_not_yours_stale_or_done_is_refused_each_by_its_name(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        Assert.IsType<WorkItemDoesNotExist>((await office.CompleteAsync("gsj.officer", item)).Refusal);
        Assert.IsType<WorkItemIsNotYours>((await office.CompleteAsync("jxw.officer", item)).Refusal);
        Assert.IsType<WorkItemHasChanged>(
            (await office.CompleteAsync("zscqj.officer", item with { Version = 7 })).Refusal
        );
        Assert.False((await office.CompleteAsync("zscqj.officer", item)).IsRefused);
        Assert.IsType<WorkItemIsAlreadyDone>((await office.CompleteAsync("zscqj.second", item)).Refusal);
        var doesNotExist = item with { Id = "12345" };
        Assert.IsType<WorkItemDoesNotExist>((await office.CompleteAsync("zscqj.officer", doesNotExist)).Refusal);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task The_same_key_gives_the_first_answer_again_and_another_body_is_refused(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        var request = RequestOf(item) with { Key = "k1", Fingerprint = "a" };
        var first = await CompleteAsync(office, request);
        Assert.Equal(first.Value, (await CompleteAsync(office, request)).Value);
        var other = await CompleteAsync(office, request with { Fingerprint = "b" });
        Assert.IsType<KeyWasUsedForSomethingElse>(other.Refusal);
        Assert.Equal(1, await office.ReadAsync(db => db.Opinions.CountAsync()));
        Assert.Equal(0, await office.AskAsync<Pollers, int>(p => p.ForgetAnsweredKeysAsync(default)));
        office.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, await office.AskAsync<Pollers, int>(p => p.ForgetAnsweredKeysAsync(default)));
        Assert.Equal(0, await office.ReadAsync(db => db.IdempotencyKeys.CountAsync()));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_refusal_is_the_first_answer_too(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        var stale = RequestOf(item with { Version = item.Version + 1 }) with { Key = "k1", Fingerprint = "a" };
        var first = await CompleteAsync(office, stale);
        Assert.IsType<WorkItemHasChanged>(first.Refusal);
        await office.AskAsync<ClaimWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(item), office.Person("zscqj.officer"), default)
        );
        // By now it would be accepted.
        Assert.Equal(first.Refusal, (await CompleteAsync(office, stale)).Refusal);
        Assert.Equal(0, await office.ReadAsync(db => db.Opinions.CountAsync()));
        Assert.IsType<KeyWasUsedForSomethingElse>(
            (await CompleteAsync(office, stale with { Fingerprint = "b" })).Refusal
        );
        Assert.False((await CompleteAsync(office, stale with { Key = "k2" })).IsRefused);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Of_two_who_complete_at_once_one_wins_and_the_other_is_told(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        var both = await Task.WhenAll(
            Task.Run(() => office.CompleteAsync("zscqj.officer", item)),
            Task.Run(() => office.CompleteAsync("zscqj.second", item))
        );
        Assert.Single(both, d => !d.IsRefused);
        Assert.IsType<WorkItemIsAlreadyDone>(both.Single(d => d.IsRefused).Refusal);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Clicks_at_once_with_one_key_all_get_the_first_answer(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        foreach (var item in (await office.OpenItemsAsync("zscqj.officer")).Take(5))
        {
            var request = RequestOf(item) with { Key = "k" + item.Id, Fingerprint = "a" };
            var clicks = await Task.WhenAll(
                Enumerable.Range(0, 4).Select(_ => Task.Run(() => CompleteAsync(office, request)))
            );
            Assert.All(clicks, c => Assert.Null(c.Refusal));
            Assert.Single(clicks.Select(c => c.Value).Distinct());
        }
    }

    [Fact]
    public async Task Urging_goes_by_the_version_that_was_seen()
    {
        await using var office = await Office.OpenAsync();
        await office.IssueAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        var old = RequestOf(item) with { Version = item.Version + 1 };
        var urged = await office.AskAsync<UrgeWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(old, "请尽快", office.Person("office.clerk"), default)
        );
        Assert.IsType<WorkItemHasChanged>(urged.Refusal);
    }

    private static WorkItemRequest RequestOf(WorkItemView item) =>
        WorkItemRequest.Of(Opaque.Read(item.Id)!.Value, item.Version);

    private static Task<Outcome<WorkItemView>> ClaimAsync(Office office, string userName, WorkItemView item) =>
        office.AskAsync<ClaimWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(item), office.Person(userName), default)
        );

    private static Task<Outcome<WorkItemView>> TransferAsync(Office office, WorkItemView item, string to) =>
        office.AskAsync<TransferWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(item), to, "请办理", office.Person("zscqj.officer"), default)
        );

    private static Task<Outcome<WorkItemView>> UrgeAsync(Office office, string userName, WorkItemView item) =>
        office.AskAsync<UrgeWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(WorkItemRequest.Of(Opaque.Read(item.Id)!.Value), "请尽快", office.Person(userName), default)
        );

    private static Task<Outcome<WorkItemView>> CompleteAsync(Office office, WorkItemRequest request) =>
        office.AskAsync<CompleteWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(request, Answers.None, office.Person("zscqj.officer"), default)
        );
}
