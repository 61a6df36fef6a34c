using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Outbox;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Approvals;

public sealed class SignOffTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_returned_paper_resumes_where_it_was(TestDatabase database)
    {
        await using var office = await AtOfficeCheckAsync(database);
        var check = await office.TheItemAsync("office.clerk", 26, StepRules.OfficeCheck);
        var choice = new ReturnWorkItem.Choice(StepRules.Consolidate, ResumeMode.WhereItWas, "数据有误");
        Assert.False((await office.ReturnAsync("office.clerk", check, choice)).IsRefused);
        await office.DoStepAsync("zscqj.officer", 26, StepRules.Consolidate, null, ("plan", "改正"));
        await office.TheItemAsync("office.clerk", 26, StepRules.OfficeCheck);
        Assert.Empty(await office.OpenItemsAsync("zscqj.leader", 26));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_returned_paper_walks_again_when_the_returner_says_so(TestDatabase database)
    {
        await using var office = await AtOfficeCheckAsync(database);
        var check = await office.TheItemAsync("office.clerk", 26, StepRules.OfficeCheck);
        var choice = new ReturnWorkItem.Choice(StepRules.DraftPlan, ResumeMode.WalkAgain, "重新起草");
        Assert.False((await office.ReturnAsync("office.clerk", check, choice)).IsRefused);
        await office.DoStepAsync("zscqj.officer", 26, StepRules.DraftPlan, null, ("plan", "新方案"));
        await office.TheItemAsync("jxw.officer", 26, StepRules.Reply);
        Assert.Empty(await office.OpenItemsAsync("office.clerk", 26));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_paper_goes_back_one_signature_within_the_same_round(TestDatabase database)
    {
        await using var office = await AtOfficeCheckAsync(database);
        var check = await office.TheItemAsync("office.clerk", 26, StepRules.OfficeCheck);
        var choice = new ReturnWorkItem.Choice(StepRules.LeaderSign, ResumeMode.WalkAgain, "请补签");
        Assert.False((await office.ReturnAsync("office.clerk", check, choice)).IsRefused);
        await office.DoStepAsync("zscqj.leader", 26, StepRules.LeaderSign);
        await office.DoStepAsync("office.clerk", 26, StepRules.OfficeCheck);
        await office.TheItemAsync("office.director", 26, StepRules.DirectorSign);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_signature_asked_for_again_resumes_at_the_signer_who_asked(TestDatabase database)
    {
        await using var office = await AtOfficeCheckAsync(database);
        await office.DoStepAsync("office.clerk", 26, StepRules.OfficeCheck);
        await ReturnToLeaderAsync(office, ResumeMode.WhereItWas);
        await office.DoStepAsync("zscqj.leader", 26, StepRules.LeaderSign);
        Assert.Empty(await office.OpenItemsAsync("office.clerk", 26));
        await office.DoStepAsync("office.director", 26, StepRules.DirectorSign);
        await office.TheItemAsync("zscqj.officer", 26, StepRules.ApplyForCompletion);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_later_return_replaces_what_an_earlier_one_left_to_be_resumed(TestDatabase database)
    {
        await using var office = await AtOfficeCheckAsync(database);
        await office.DoStepAsync("office.clerk", 26, StepRules.OfficeCheck);
        await ReturnToLeaderAsync(office, ResumeMode.WhereItWas);
        var leader = await office.TheItemAsync("zscqj.leader", 26, StepRules.LeaderSign);
        var choice = new ReturnWorkItem.Choice(StepRules.Consolidate, ResumeMode.WalkAgain, "重写");
        Assert.False((await office.ReturnAsync("zscqj.leader", leader, choice)).IsRefused);
        await office.DoStepAsync("zscqj.officer", 26, StepRules.Consolidate, null, ("plan", "改正"));
        await office.DoStepAsync("zscqj.leader", 26, StepRules.LeaderSign);
        await office.TheItemAsync("office.clerk", 26, StepRules.OfficeCheck);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Signatures_given_before_a_paper_resumed_may_be_asked_for_again(TestDatabase database)
    {
        await using var office = await AtOfficeCheckAsync(database);
        var check = await office.TheItemAsync("office.clerk", 26, StepRules.OfficeCheck);
        var back = new ReturnWorkItem.Choice(StepRules.Consolidate, ResumeMode.WhereItWas, "数据有误");
        Assert.False((await office.ReturnAsync("office.clerk", check, back)).IsRefused);
        await office.DoStepAsync("zscqj.officer", 26, StepRules.Consolidate, null, ("plan", "改正"));
        await office.DoStepAsync("office.clerk", 26, StepRules.OfficeCheck);
        await ReturnToLeaderAsync(office, ResumeMode.WalkAgain);
        await office.DoStepAsync("zscqj.leader", 26, StepRules.LeaderSign);
        await office.TheItemAsync("office.clerk", 26, StepRules.OfficeCheck);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_return_needs_reasons_and_an_earlier_step(TestDatabase database)
    {
        await using var office = await AtOfficeCheckAsync(database);
        var check = await office.TheItemAsync("office.clerk", 26, StepRules.OfficeCheck);
        var silent = await office.ReturnAsync(
            "office.clerk",
            check,
            new(StepRules.DraftPlan, ResumeMode.WalkAgain, " ")
        );
        Assert.IsType<ReturnNeedsReasons>(silent.Refusal);
        var later = await office.ReturnAsync(
            "office.clerk",
            check,
            new(StepRules.DirectorSign, ResumeMode.WalkAgain, "x")
        );
        Assert.IsType<ReturnTargetIsNotEarlier>(later.Refusal);
        await office.TheItemAsync("office.clerk", 26, StepRules.OfficeCheck);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Joint_leads_countersign_before_the_leader_signs(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.DoStepAsync("zscqj.officer", 48, StepRules.Acknowledge);
        await office.DoStepAsync("zscqj.officer", 48, StepRules.DraftPlan, null, ("plan", "方案"));
        await office.DoStepAsync("gsj.leader", 48, StepRules.Countersign);
        Assert.Empty(await office.OpenItemsAsync("zscqj.leader", 48));
        await office.DoStepAsync("bqj.leader", 48, StepRules.Countersign);
        await office.TheItemAsync("zscqj.leader", 48, StepRules.LeaderSign);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Where_the_office_leads_another_signer_signs_off(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.DoStepAsync("office.clerk", 66, StepRules.Acknowledge);
        await office.DoStepAsync("office.clerk", 66, StepRules.DraftPlan, null, ("plan", "方案"));
        await office.DoStepAsync("office.director", 66, StepRules.LeaderSign);
        Assert.Empty(await office.OpenItemsAsync("office.clerk", 66));
        await office.DoStepAsync("group.deputy", 66, StepRules.DeputySign);
        await office.TheItemAsync("office.clerk", 66, StepRules.ApplyForCompletion);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_paper_returned_to_those_who_countersign_resumes_when_all_of_them_have_signed_again(
        TestDatabase database
    )
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 48);
        await CountersignAsync(office);
        await office.DoStepAsync("zscqj.leader", 48, StepRules.LeaderSign);
        var check = await office.TheItemAsync("office.clerk", 48, StepRules.OfficeCheck);
        var choice = new ReturnWorkItem.Choice(StepRules.Countersign, ResumeMode.WhereItWas, "请重新会签");
        var returned = await office.ReturnAsync("office.clerk", check, choice);
        Assert.False(returned.IsRefused, returned.Refusal?.ToString());

        await office.DoStepAsync("gsj.leader", 48, StepRules.Countersign);
        Assert.Empty(await office.OpenItemsAsync("office.clerk", 48));
        await office.DoStepAsync("bqj.leader", 48, StepRules.Countersign);

        Assert.Empty(await office.OpenItemsAsync("zscqj.leader", 48));
        await office.DoStepAsync("office.clerk", 48, StepRules.OfficeCheck);
        await office.TheItemAsync("office.director", 48, StepRules.DirectorSign);
    }

    [Fact]
    public async Task A_paper_returned_to_those_who_countersign_walks_again_by_the_leader()
    {
        await using var office = await Office.OpenAsync();
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 48);
        await CountersignAsync(office);
        var sign = await office.TheItemAsync("zscqj.leader", 48, StepRules.LeaderSign);
        var choice = new ReturnWorkItem.Choice(StepRules.Countersign, ResumeMode.WalkAgain, "请重新会签");
        Assert.False((await office.ReturnAsync("zscqj.leader", sign, choice)).IsRefused);

        await CountersignAsync(office);

        await office.DoStepAsync("zscqj.leader", 48, StepRules.LeaderSign);
        await office.TheItemAsync("office.clerk", 48, StepRules.OfficeCheck);
    }

    private static async Task CountersignAsync(Office office)
    {
        await office.DoStepAsync("gsj.leader", 48, StepRules.Countersign);
        await office.DoStepAsync("bqj.leader", 48, StepRules.Countersign);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Promised_papers_need_evidence_before_completion(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.DoStepAsync("office.clerk", 66, StepRules.Acknowledge);
        await office.DoStepAsync("office.clerk", 66, StepRules.DraftPlan, null, ("plan", "方案"));
        await office.DoStepAsync("office.director", 66, StepRules.LeaderSign);
        await office.DoStepAsync("group.deputy", 66, StepRules.DeputySign);
        var item = await office.TheItemAsync("office.clerk", 66, StepRules.ApplyForCompletion);
        var refused = await office.CompleteAsync("office.clerk", item, null, ("summary", "完成"));
        Assert.IsType<DeliverablesNeedEvidence>(refused.Refusal);
        Assert.False(
            (
                await office.CompleteAsync("office.clerk", item, null, ("summary", "完成"), ("evidence", "文号"))
            ).IsRefused
        );
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_return_is_told_to_who_holds_the_step_and_to_who_submitted(TestDatabase database)
    {
        await using var office = await AtOfficeCheckAsync(database);
        await office.DoStepAsync("office.clerk", 26, StepRules.OfficeCheck);
        await ReturnToLeaderAsync(office, ResumeMode.WalkAgain);
        var sign = await office.TheItemAsync("zscqj.leader", 26, StepRules.LeaderSign);
        Assert.Equal(["zscqj.leader", "zscqj.officer"], await ToldAsync(office, sign));

        var choice = new ReturnWorkItem.Choice(StepRules.Consolidate, ResumeMode.WalkAgain, "请改正");
        Assert.False((await office.ReturnAsync("zscqj.leader", sign, choice)).IsRefused);
        var paper = await office.TheItemAsync("zscqj.officer", 26, StepRules.Consolidate);
        Assert.Equal(["zscqj.officer", "zscqj.second"], await ToldAsync(office, paper));
        Assert.Contains(
            "请改正",
            (await office.ReadAsync(db => MessagesAbout(db, paper).ToListAsync()))[0].Facts,
            StringComparison.Ordinal
        );
    }

    private static IQueryable<InboxMessage> MessagesAbout(IpStrategyContext db, WorkItemView item)
    {
        var id = Opaque.Read(item.Id);
        return db.Inbox.Where(m => m.Kind == MessageKind.Returned && m.WorkItemId == id);
    }

    private static async Task<IEnumerable<string>> ToldAsync(Office office, WorkItemView item)
    {
        var names = await office.ReadAsync(db =>
            MessagesAbout(db, item).Join(db.Users, m => m.RecipientId, u => u.Id, (_, u) => u.UserName!).ToListAsync()
        );
        return names.Order(StringComparer.Ordinal);
    }

    private static async Task ReturnToLeaderAsync(Office office, ResumeMode resume)
    {
        var item = await office.TheItemAsync("office.director", 26, StepRules.DirectorSign);
        var choice = new ReturnWorkItem.Choice(StepRules.LeaderSign, resume, "请再签");
        var returned = await office.ReturnAsync("office.director", item, choice);
        Assert.False(returned.IsRefused, returned.Refusal?.ToString());
    }

    private static async Task<Office> AtOfficeCheckAsync(TestDatabase database)
    {
        var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 26);
        await office.DoStepAsync("jxw.officer", 26, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync("zscqj.officer", 26, StepRules.Consolidate, null, ("plan", "方案"));
        await office.DoStepAsync("zscqj.leader", 26, StepRules.LeaderSign);
        return office;
    }
}
