using IpStrategy.Application.Approvals;
using IpStrategy.Application.Delivery;
using IpStrategy.Domain.Approvals;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Tests.Approvals;

/// <summary>Whose turn comes, or whose work is sent back, answered or taken away, hears of it without looking at the list.</summary>
public sealed class ToldTests
{
    private const string Officer = "zscqj.officer";
    private const string Second = "zscqj.second";
    private const string Leader = "zscqj.leader";
    private const string Clerk = "office.clerk";

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Who_is_asked_for_a_reply_or_a_signature_is_told_at_once_and_nobody_of_his_own_step(
        TestDatabase database
    )
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 26);
        var reply = await office.TheItemAsync("jxw.officer", 26, StepRules.Reply);

        Assert.Equal([("arrived", reply.Id)], await ToldAsync(office, "jxw.officer", 26));
        // He has made the step himself; his colleague has not.
        Assert.DoesNotContain(await ToldAsync(office, Officer, 26), m => m.Kind == "arrived");
        Assert.Contains(await ToldAsync(office, Second, 26), m => m.Kind == "arrived");

        await office.DoStepAsync("jxw.officer", 26, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync(Officer, 26, StepRules.Consolidate, null, ("plan", "方案"));
        var sign = await office.TheItemAsync(Leader, 26, StepRules.LeaderSign);
        Assert.Equal([("arrived", sign.Id)], await ToldAsync(office, Leader, 26));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_paper_that_comes_back_is_told_once_with_the_reasons(TestDatabase database)
    {
        await using var office = await SignedByTheLeaderAsync(database);
        var check = await office.TheItemAsync(Clerk, 26, StepRules.OfficeCheck);

        var rejected = await office.AskAsync<RejectWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(RequestOf(check), "没有经费", office.Person(Clerk), default)
        );

        Assert.False(rejected.IsRefused, rejected.Refusal?.ToString());
        var paper = await office.TheItemAsync(Officer, 26, StepRules.Consolidate);
        var message = Assert.Single(await InboxAsync(office, Officer), m => m.WorkItemId == paper.Id);
        Assert.Equal(("rejected", "没有经费"), (message.Kind, message.Facts.Text));

        await office.DoStepAsync(Officer, 26, StepRules.Consolidate, null, ("plan", "改正"));
        var sign = await office.TheItemAsync(Leader, 26, StepRules.LeaderSign);
        var choice = new ReturnWorkItem.Choice(StepRules.Consolidate, ResumeMode.WalkAgain, "缺时间表");
        Assert.False((await office.ReturnAsync(Leader, sign, choice)).IsRefused);
        paper = await office.TheItemAsync(Officer, 26, StepRules.Consolidate);
        Assert.Equal("returned", Assert.Single(await InboxAsync(office, Officer), m => m.WorkItemId == paper.Id).Kind);
    }

    [Fact]
    public async Task History_names_the_people_work_was_passed_to()
    {
        await using var office = await Office.OpenAsync();
        await office.IssueAsync();
        var item = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);
        var (second, leader) = (office.Person(Second).Name, office.Person(Leader).Name);

        item = (
            await office.AskAsync<TransferWorkItem, Outcome<WorkItemView>>(u =>
                u.RunAsync(RequestOf(item), Second, "请办", office.Person(Officer), default)
            )
        ).Value;
        item = (
            await office.AskAsync<AddSigners, Outcome<WorkItemView>>(u =>
                u.RunAsync(
                    RequestOf(item),
                    new AddSigners.Choice([Leader], "beside", null, null),
                    office.Person(Second),
                    default
                )
            )
        ).Value;

        var course = (
            await office.AskAsync<WorkItemDetail, Outcome<WorkItemDetailView>>(d =>
                d.RunAsync(Opaque.Read(item.Id)!.Value, office.Person(Officer), default)
            )
        )
            .Value
            .Course!;
        Assert.Contains(course.Entries, e => e.Kind == "transfer" && e.Text == $"→ {second}\n请办");
        Assert.Contains(course.Entries, e => e.Kind == "add-signers" && e.Text == $"→ {leader}");
    }

    private static async Task<Office> SignedByTheLeaderAsync(TestDatabase database)
    {
        var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 26);
        await office.DoStepAsync("jxw.officer", 26, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync(Officer, 26, StepRules.Consolidate, null, ("plan", "方案"));
        await office.DoStepAsync(Leader, 26, StepRules.LeaderSign);
        return office;
    }

    private static WorkItemRequest RequestOf(WorkItemView item) =>
        WorkItemRequest.Of(Opaque.Read(item.Id)!.Value, item.Version);

    private static async Task<IEnumerable<(string Kind, string? Item)>> ToldAsync(
        Office office,
        string of,
        int number
    ) =>
        (await InboxAsync(office, of))
            .Where(m => m.Facts.AssignmentNumber == number && m.Kind != "issued")
            .Select(m => (m.Kind, m.WorkItemId));

    private static async Task<IReadOnlyList<InboxView>> InboxAsync(Office office, string of) =>
        (await office.AskAsync<Inbox, Page<InboxView>>(i => i.RunAsync(null, 50, office.Person(of), default))).Items;
}
