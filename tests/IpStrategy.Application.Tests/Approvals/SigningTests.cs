using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Signing;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Approvals;

public sealed class SigningTests
{
    private const string Officer = "zscqj.officer";
    private const string Second = "zscqj.second";
    private const string Leader = "zscqj.leader";

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task One_added_before_acts_first_and_the_step_goes_on_when_both_have(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);
        var added = await AddAsync(office, Officer, item, new([Leader], "before", null, "请先看"));
        Assert.False(added.IsRefused);
        Assert.Equal("waiting", added.Value.State);
        Assert.IsType<ItIsNotYourTurn>((await office.CompleteAsync(Officer, added.Value)).Refusal);

        await office.DoStepAsync(Leader, 26, StepRules.Acknowledge);
        await office.DoStepAsync(Officer, 26, StepRules.Acknowledge);

        await office.TheItemAsync(Officer, 26, StepRules.DraftPlan);
        Assert.Equal(2, await DoneAsync(office, StepRules.Acknowledge));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task One_added_after_confirms_what_was_answered_and_the_answers_are_not_lost(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.DoStepAsync(Officer, 26, StepRules.Acknowledge);
        var item = await office.TheItemAsync(Officer, 26, StepRules.DraftPlan);
        Assert.False((await AddAsync(office, Officer, item, new([Leader], "after", null, null))).IsRefused);
        var mine = await office.TheItemAsync(Officer, 26, StepRules.DraftPlan);
        Assert.False((await office.CompleteAsync(Officer, mine, null, ("plan", "分三步"))).IsRefused);
        Assert.Empty(await office.OpenItemsAsync(Officer, 26));

        await office.DoStepAsync(Leader, 26, StepRules.DraftPlan);

        Assert.Equal("分三步", await office.ReadAsync(db => db.Submissions.Select(s => s.Text).SingleAsync()));
        Assert.Equal(
            0,
            await office.ReadAsync(db =>
                db.WorkItems.CountAsync(w => w.Step == StepRules.DraftPlan && w.State == WorkItemState.Open)
            )
        );
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Beside_under_any_one_decides_and_the_other_shows_as_not_asked(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);
        Assert.IsType<OnlyTheOfficeActsAcrossAgencies>(
            (await AddAsync(office, Officer, item, new(["gsj.officer"], "beside", "any", null))).Refusal
        );
        Assert.IsType<SigningRuleIsUnknown>(
            (await AddAsync(office, Officer, item, new([Leader], "beside", "most", null))).Refusal
        );
        Assert.False((await AddAsync(office, Officer, item, new([Leader], "beside", "any", null))).IsRefused);

        await office.DoStepAsync(Leader, 26, StepRules.Acknowledge);

        var states = await office.ReadAsync(db =>
            db.WorkItems.Where(w => w.AssignmentNumber == 26 && w.Step == StepRules.Acknowledge)
                .OrderBy(w => w.Seat)
                .Select(w => w.State)
                .ToListAsync()
        );
        Assert.Equal([WorkItemState.ClosedBecauseDecided, WorkItemState.Completed], states);
        await office.TheItemAsync(Officer, 26, StepRules.DraftPlan);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task One_added_is_removed_again_only_by_who_added_him(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);
        item = (await AddAsync(office, Officer, item, new([Leader], "before", null, null))).Value;
        Assert.IsType<OnlyWhoAddedThisSignerMayRemoveHim>((await RemoveAsync(office, Second, item, Leader)).Refusal);

        var removed = await RemoveAsync(office, Officer, item, Leader);

        Assert.False(removed.IsRefused);
        Assert.Empty(await office.OpenItemsAsync(Leader, 26));
        await office.DoStepAsync(Officer, 26, StepRules.Acknowledge);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_delegated_item_comes_back_to_its_owner(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);
        var asked = await office.AskAsync<DelegateWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(item), Second, "请核实", office.Person(Officer), default)
        );
        Assert.False(asked.IsRefused);
        Assert.IsType<OnlyTheOwnerDecides>((await office.CompleteAsync(Second, asked.Value)).Refusal);
        Assert.True((await office.CompleteAsync(Officer, asked.Value)).IsRefused);

        var answered = await office.AskAsync<DelegateWorkItem, Outcome<WorkItemView>>(u =>
            u.ResolveAsync(RequestOf(asked.Value), "属实", office.Person(Second), default)
        );

        Assert.False(answered.IsRefused);
        Assert.False((await office.CompleteAsync(Officer, answered.Value)).IsRefused);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task What_went_on_is_taken_back_until_somebody_opens_it(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);
        var done = (await office.CompleteAsync(Officer, item)).Value;
        Assert.IsType<WorkItemIsNotYours>((await TakeBackAsync(office, Second, done)).Refusal);
        Assert.False((await TakeBackAsync(office, Officer, done)).IsRefused);

        var again = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);
        done = (await office.CompleteAsync(Officer, again)).Value;
        var next = await office.TheItemAsync(Second, 26, StepRules.DraftPlan);
        await office.AskAsync<WorkItemDetail, Outcome<WorkItemDetailView>>(d =>
            d.RunAsync(Opaque.Read(next.Id)!.Value, office.Person(Second), default)
        );

        Assert.IsType<ItWasOpenedAlready>((await TakeBackAsync(office, Officer, done)).Refusal);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_rejected_paper_walks_all_the_way_again(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 26);
        await office.DoStepAsync("jxw.officer", 26, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync(Officer, 26, StepRules.Consolidate, null, ("plan", "一稿"));
        var sign = await office.TheItemAsync(Leader, 26, StepRules.LeaderSign);
        Assert.IsType<ReasonsAreMissing>((await RejectAsync(office, sign, null)).Refusal);

        var rejected = await RejectAsync(office, sign, "目标不清");

        Assert.Equal("rejected", rejected.Value.State);
        await office.DoStepAsync(Officer, 26, StepRules.Consolidate, null, ("plan", "二稿"));
        await office.TheItemAsync(Leader, 26, StepRules.LeaderSign);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task The_office_takes_over_with_a_reason_and_acts_itself(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);
        Assert.IsType<OnlyTheOfficeMay>((await TakeOverAsync(office, Second, item, "急")).Refusal);
        Assert.IsType<ReasonsAreMissing>((await TakeOverAsync(office, "office.clerk", item, " ")).Refusal);

        var taken = await TakeOverAsync(office, "office.clerk", item, "承办人长期病假");

        Assert.False(taken.IsRefused);
        Assert.IsType<WorkItemIsClaimedBySomebodyElse>((await office.CompleteAsync(Officer, taken.Value)).Refusal);
        Assert.False((await office.CompleteAsync("office.clerk", taken.Value)).IsRefused);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Who_was_added_hands_on_his_own_desk_and_not_the_drawn_one(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await AddAsync(office, Officer, await ItemAsync(office), new([Leader], "beside", null, null));
        var guest = await office.TheItemAsync(Leader, 26, StepRules.Acknowledge);

        var handedOn = await TransferAsync(office, Leader, guest, Second);

        Assert.Equal(office.Person(Second).Name, handedOn.Value.Assignee);
        Assert.Empty(await office.OpenItemsAsync(Leader, 26));
        var drawn = await office.ReadAsync(db =>
            db.WorkItems.SingleAsync(w => w.AssignmentNumber == 26 && w.Seat == 1 && w.State == WorkItemState.Open)
        );
        Assert.Equal(office.Person(Officer).UserId, drawn.AssigneeId);
        await office.DoStepAsync(Officer, 26, StepRules.Acknowledge);
        await office.DoStepAsync(Second, 26, StepRules.Acknowledge);
        await office.TheItemAsync(Officer, 26, StepRules.DraftPlan);
    }

    [Fact]
    public async Task Who_was_asked_neither_hands_it_on_nor_urges_himself()
    {
        await using var office = await Office.OpenAsync();
        await office.IssueAsync();
        var asked = await office.AskAsync<DelegateWorkItem, Outcome<WorkItemView>>(async u =>
            await u.RunAsync(RequestOf(await ItemAsync(office)), Leader, null, office.Person(Officer), default)
        );

        Assert.IsType<OnlyTheOwnerDecides>((await TransferAsync(office, Leader, asked.Value, Second)).Refusal);
        var urged = await office.AskAsync<UrgeWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(asked.Value), null, office.Person(Leader), default)
        );
        Assert.IsType<WorkItemIsNotYours>(urged.Refusal);
    }

    [Fact]
    public async Task Who_was_added_gives_his_word_and_has_no_form_to_fill_in()
    {
        await using var office = await Office.OpenAsync();
        await office.IssueAsync();
        await office.DoStepAsync(Officer, 26, StepRules.Acknowledge);
        var draft = await office.TheItemAsync(Officer, 26, StepRules.DraftPlan);
        await AddAsync(office, Officer, draft, new([Leader], "before", null, null));
        var guest = await office.TheItemAsync(Leader, 26, StepRules.DraftPlan);

        var detail = await office.AskAsync<WorkItemDetail, Outcome<WorkItemDetailView>>(d =>
            d.RunAsync(Opaque.Read(guest.Id)!.Value, office.Person(Leader), default)
        );

        Assert.Empty(detail.Value.Fields);
        Assert.True(detail.Value.Allows("complete"));
    }

    private static Task<WorkItemView> ItemAsync(Office office) =>
        office.TheItemAsync(Officer, 26, StepRules.Acknowledge);

    private static Task<Outcome<WorkItemView>> TransferAsync(Office office, string by, WorkItemView item, string to) =>
        office.AskAsync<TransferWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(item), to, null, office.Person(by), default)
        );

    private static Task<int> DoneAsync(Office office, string step) =>
        office.ReadAsync(db => db.WorkItems.CountAsync(w => w.Step == step && w.State == WorkItemState.Completed));

    private static WorkItemRequest RequestOf(WorkItemView item) =>
        WorkItemRequest.Of(Opaque.Read(item.Id)!.Value, item.Version);

    private static Task<Outcome<WorkItemView>> AddAsync(
        Office office,
        string by,
        WorkItemView item,
        AddSigners.Choice choice
    ) =>
        office.AskAsync<AddSigners, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(item), choice, office.Person(by), default)
        );

    private static Task<Outcome<WorkItemView>> RemoveAsync(Office office, string by, WorkItemView item, string whom) =>
        office.AskAsync<AddSigners, Outcome<WorkItemView>>(u =>
            u.RemoveAsync(RequestOf(item), [whom], office.Person(by), default)
        );

    private static Task<Outcome<WorkItemView>> TakeBackAsync(Office office, string by, WorkItemView item) =>
        office.AskAsync<TakeBackWorkItem, Outcome<WorkItemView>>(u =>
            u.TakeBackAsync(RequestOf(item), office.Person(by), default)
        );

    private static Task<Outcome<WorkItemView>> RejectAsync(Office office, WorkItemView item, string? reasons) =>
        office.AskAsync<RejectWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(item), reasons, office.Person(Leader), default)
        );

    private static Task<Outcome<WorkItemView>> TakeOverAsync(
        Office office,
        string by,
        WorkItemView item,
        string reason
    ) =>
        office.AskAsync<TakeOverWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(item), reason, office.Person(by), default)
        );
}
