using IpStrategy.Application.Approvals;
using IpStrategy.Application.Delivery;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Approvals;

/// <summary>Across agencies, several at once, and what those hear from whose desk something went.</summary>
public sealed class HandingOverTests
{
    private const string Officer = "zscqj.officer";
    private const string Second = "zscqj.second";
    private const string Leader = "zscqj.leader";
    private const string Stranger = "hg.officer";
    private const string Clerk = "office.clerk";

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task The_office_hands_an_item_to_another_agency_with_a_reason_and_nobody_else_does(
        TestDatabase database
    )
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);
        Assert.IsType<OnlyTheOfficeActsAcrossAgencies>(
            (await HandAsync(office, Officer, item, Stranger, "请办")).Refusal
        );
        Assert.IsType<ReasonsAreMissing>((await HandAsync(office, Clerk, item, Stranger, " ")).Refusal);
        Assert.IsType<ThisPostHasNoDesk>((await HandAsync(office, Clerk, item, "admin.system", "请办")).Refusal);
        Assert.IsType<WorkItemHasChanged>(
            (await HandAsync(office, Clerk, item with { Version = item.Version + 1 }, Stranger, "请办")).Refusal
        );

        var handed = await HandAsync(office, Clerk, item, Stranger, "职责已划转");

        Assert.False(handed.IsRefused, handed.Refusal?.ToString());
        Assert.Equal(office.Person(Stranger).Name, handed.Value.Assignee);
        Assert.Contains(
            await InboxAsync(office, Stranger),
            m => m is { Kind: "transferred", Facts.Text: "职责已划转" }
        );
        Assert.IsType<WorkItemIsClaimedBySomebodyElse>((await office.CompleteAsync(Officer, handed.Value)).Refusal);
        await office.DoStepAsync(Stranger, 26, StepRules.Acknowledge);
        // He had it in hand and may look it up afterwards; the next step is the lead's again.
        Assert.False((await DetailAsync(office, Stranger, item)).IsRefused);
        await office.TheItemAsync(Officer, 26, StepRules.DraftPlan);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Several_who_were_added_are_taken_out_at_once_all_or_none(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);
        var choice = new AddSigners.Choice([Leader, Second], "beside", null, null);
        item = (await AddAsync(office, item, choice)).Value;
        Assert.IsType<PersonIsUnknown>((await RemoveAsync(office, Officer, item, Leader, Stranger)).Refusal);
        Assert.Single(await office.OpenItemsAsync(Leader, 26));
        Assert.IsType<OnlyWhoAddedThisSignerMayRemoveHim>(
            (await RemoveAsync(office, Leader, item, Leader, Second)).Refusal
        );

        Assert.False((await RemoveAsync(office, Officer, item, Leader, Second)).IsRefused);

        Assert.Empty(await office.OpenItemsAsync(Leader, 26));
        await office.DoStepAsync(Officer, 26, StepRules.Acknowledge);
        await office.TheItemAsync(Officer, 26, StepRules.DraftPlan);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task From_whose_desk_a_return_takes_something_is_told_why(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 26);
        await office.DoStepAsync("jxw.officer", 26, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync(Officer, 26, StepRules.Consolidate, null, ("plan", "方案"));
        var sign = await office.TheItemAsync(Leader, 26, StepRules.LeaderSign);
        Assert.False((await AddAsync(office, sign, new([Second], "beside", null, null), Leader)).IsRefused);
        var mine = await office.TheItemAsync(Leader, 26, StepRules.LeaderSign);

        var returned = await office.ReturnAsync(
            Leader,
            mine,
            new ReturnWorkItem.Choice(StepRules.Consolidate, ResumeMode.WalkAgain, "缺时间表")
        );

        Assert.False(returned.IsRefused, returned.Refusal?.ToString());
        Assert.Contains(
            await InboxAsync(office, Second),
            m => m is { Kind: "closedBecauseReturned", Facts.Text: "缺时间表" }
        );
        Assert.DoesNotContain(await InboxAsync(office, Leader), m => m.Kind == "closedBecauseReturned");
    }

    [Fact]
    public async Task From_whose_desk_a_withdrawal_takes_something_is_told()
    {
        await using var office = await Office.OpenAsync();
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 26);
        await office.DoStepAsync("jxw.officer", 26, StepRules.Reply, null, ("outcome", "Concur"));
        var paper = await office.DoStepAsync(Officer, 26, StepRules.Consolidate, null, ("plan", "方案"));

        var back = await office.AskAsync<TakeBackWorkItem, Outcome<WorkItemView>>(u =>
            u.WithdrawAsync(RequestOf(paper), office.Person(Officer), default)
        );

        Assert.False(back.IsRefused, back.Refusal?.ToString());
        Assert.Contains(await InboxAsync(office, Leader), m => m.Kind == "closedBecauseWithdrawn");
    }

    [Fact]
    public async Task Every_verb_of_the_contract_is_answered_for_with_a_reason_where_it_is_not_open()
    {
        await using var office = await Office.OpenAsync();
        await office.IssueAsync();
        var item = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);
        foreach (var who in new[] { Officer, Second, Leader, Clerk, "leadership", "jxw.officer" })
        {
            var actions = (await DetailAsync(office, who, item)).Value.Actions;

            Assert.Equal(
                Verbs.Order(StringComparer.Ordinal),
                actions.Select(a => a.Name).Intersect(Verbs).Order(StringComparer.Ordinal)
            );
            Assert.Equal(actions.Length, actions.DistinctBy(a => a.Name).Count());
        }
        var added = (await AddAsync(office, item, new([Leader], "beside", null, null))).Value;
        var own = (await DetailAsync(office, Officer, added)).Value;
        Assert.True(own.Allows("remove-signers"));
        Assert.Equal(Leader, Assert.Single(own.Added).UserName);
        await office.CompleteAsync(Officer, added);
        // The other is still at it, and has not opened it: the word can be taken back.
        Assert.True((await DetailAsync(office, Officer, added)).Value.Allows("take-back"));
        Assert.True(
            (await DetailAsync(office, Clerk, added)).Value.Actions.Single(a => a.Name == "transfer").Refusal
                is WorkItemIsAlreadyDone
        );
    }

    /// <summary>Those of the contract; extensions come with their own slice.</summary>
    private static readonly string[] Verbs =
    [
        "claim",
        "unclaim",
        "complete",
        "return",
        "reject",
        "withdraw",
        "take-back",
        "transfer",
        "delegate",
        "resolve",
        "add-signers",
        "remove-signers",
        "urge",
        "copy-to",
        "take-over",
    ];

    private static WorkItemRequest RequestOf(WorkItemView item) =>
        WorkItemRequest.Of(Opaque.Read(item.Id)!.Value, item.Version);

    private static Task<Outcome<WorkItemView>> HandAsync(
        Office office,
        string by,
        WorkItemView item,
        string to,
        string reason
    ) =>
        office.AskAsync<TransferWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(item), to, reason, office.Person(by), default)
        );

    private static Task<Outcome<WorkItemView>> AddAsync(
        Office office,
        WorkItemView item,
        AddSigners.Choice choice,
        string by = Officer
    ) =>
        office.AskAsync<AddSigners, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(item), choice, office.Person(by), default)
        );

    private static Task<Outcome<WorkItemView>> RemoveAsync(
        Office office,
        string by,
        WorkItemView item,
        params System.Collections.Immutable.ImmutableArray<string> people
    ) =>
        office.AskAsync<AddSigners, Outcome<WorkItemView>>(u =>
            u.RemoveAsync(RequestOf(item), people, office.Person(by), default)
        );

    private static Task<Outcome<WorkItemDetailView>> DetailAsync(Office office, string by, WorkItemView item) =>
        office.AskAsync<WorkItemDetail, Outcome<WorkItemDetailView>>(d =>
            d.RunAsync(Opaque.Read(item.Id)!.Value, office.Person(by), default)
        );

    private static async Task<IReadOnlyList<InboxView>> InboxAsync(Office office, string of) =>
        (await office.AskAsync<Inbox, Page<InboxView>>(i => i.RunAsync(null, 50, office.Person(of), default))).Items;
}
