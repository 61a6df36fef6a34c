using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Processes;
using IpStrategy.Application.Tests.Plans.Control;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Approvals;

/// <summary>6, 50 and 51 are led by sixteen governments severally; in 6 and 51 each asks 市知识产权局.</summary>
public sealed class SixteenGovernmentsTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task One_agency_sees_sixteen_requests_as_one_and_answers_them_together(TestDatabase database)
    {
        await using var office = await AskedBySixteenAsync(database);
        var row = Assert.Single(await BundledAsync(office));
        Assert.Equal(16, row.Bundle);
        var items = await office.OpenItemsAsync("zscqj.officer", 6);
        var replies = items.Select(i => Reply(i, i == items[0] ? "ConcurWithComments" : "Concur")).ToList();
        var done = await TogetherAsync(office, "zscqj.officer", [.. replies]);
        Assert.Equal(16, done.Value.Replies);
        Assert.Empty(await BundledAsync(office));
        var kept = await office.ReadAsync(db => db.Replies.Where(r => r.AgencyCode == "zscqj").ToListAsync());
        Assert.Equal(16, kept.Select(r => r.UndertakingId).Distinct().Count());
        Assert.Equal(1, kept.Count(r => r.Outcome == ReplyOutcome.ConcurWithComments));
        Assert.Equal(
            16,
            await office.ReadAsync(db =>
                db.WorkItems.CountAsync(w => w.AssignmentNumber == 6 && w.Step == StepRules.Consolidate)
            )
        );
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Of_replies_given_together_all_are_kept_or_none(TestDatabase database)
    {
        await using var office = await AskedBySixteenAsync(database);
        var items = await office.OpenItemsAsync("zscqj.officer", 6);
        // The last does not concur and gives no reasons.
        var replies = items.Select(i => Reply(i, i == items[^1] ? "NonConcur" : "Concur")).ToList();
        Assert.IsType<NonConcurNeedsReasons>((await TogetherAsync(office, "zscqj.officer", [.. replies])).Refusal);
        Assert.Equal(0, await office.ReadAsync(db => db.Replies.CountAsync()));
        Assert.Equal(16, (await office.OpenItemsAsync("zscqj.officer", 6)).Count);
        Assert.IsType<WorkItemDoesNotExist>(
            (await TogetherAsync(office, "gsj.officer", [Reply(items[0], "Concur")])).Refusal
        );
        Assert.IsType<RequestsAreMissing>((await TogetherAsync(office, "zscqj.officer", [])).Refusal);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task The_sixth_journey_rolls_up_to_fifteen_of_sixteen(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var leads = await LeadsAsync(office, 50);
        foreach (var lead in leads[..15])
        {
            await CarryOutAsync(office, lead);
        }
        var before = (await office.ViewAsync("office.clerk", 50)).Assignment;
        Assert.Equal(("running", 15, 16, 16), (before.Status, before.Completed, before.Undertakings, before.Quorum));
        var tooMany = await office.ControlAsync("office.clerk", 50, ControlVerb.Change, o => o with { Quorum = 17 });
        Assert.Equal(new QuorumIsNotAllowed(17, 16), tooMany.Refusal);
        await office.DoControlAsync(50, ControlVerb.Change, o => o with { Quorum = 15 });
        var after = await office.ViewAsync("office.clerk", 50);
        Assert.Equal(("completed", 15), (after.Assignment.Status, after.Assignment.Quorum));
        // The rest goes on, with its own light, and may be closed by the office with a reason.
        var left = after.Courses.Single(c => c.State == "running");
        Assert.NotNull(left.Light);
        await office.DoStepAsync($"{leads[15]}.officer", 50, StepRules.Acknowledge);
        await office.DoControlAsync(
            50,
            ControlVerb.Terminate,
            o => o with { UndertakingId = Opaque.Read(left.UndertakingId) }
        );
        var closed = (await office.ViewAsync("office.clerk", 50)).Assignment;
        Assert.Equal(("completed", 15, 15), (closed.Status, closed.Completed, closed.Undertakings));
    }

    private static Task<string[]> LeadsAsync(Office office, int number) =>
        office.ReadAsync(db =>
            db.Undertakings.Where(u => u.AssignmentNumber == number)
                .OrderBy(u => u.Id)
                .Select(u => u.LeadCode)
                .ToArrayAsync()
        );

    private static async Task CarryOutAsync(Office office, string lead)
    {
        await office.BeginConsultationAsync(lead, 50);
        await SignAsync(office, lead);
        await office.DoStepAsync(
            $"{lead}.officer",
            50,
            StepRules.ApplyForCompletion,
            null,
            ("summary", "已完成"),
            ("evidence", "材料")
        );
        await SignAsync(office, lead);
    }

    private static async Task SignAsync(Office office, string lead)
    {
        await office.DoStepAsync($"{lead}.leader", 50, StepRules.LeaderSign);
        await office.DoStepAsync("office.clerk", 50, StepRules.OfficeCheck);
        await office.DoStepAsync("office.director", 50, StepRules.DirectorSign);
    }

    private static async Task<Office> AskedBySixteenAsync(TestDatabase database)
    {
        var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        foreach (var lead in await LeadsAsync(office, 6))
        {
            await office.BeginConsultationAsync(lead, 6);
        }
        return office;
    }

    private static BundledReply Reply(WorkItemView item, string outcome) =>
        new(Opaque.Read(item.Id)!.Value, item.Version, outcome, outcome == "ConcurWithComments" ? "请统一口径" : null);

    private static async Task<IReadOnlyList<WorkItemView>> BundledAsync(Office office)
    {
        var filter = new WorkItemFilter(WorkItemScope.Mine, WorkItemListState.Open, Step: StepRules.Reply)
        {
            IsBundled = true,
        };
        return (
            await office.AskAsync<MyWorkItems, Page<WorkItemView>>(u =>
                u.RunAsync(filter, office.Person("zscqj.officer"), default)
            )
        ).Items;
    }

    private static Task<Outcome<RepliedTogether>> TogetherAsync(
        Office office,
        string person,
        ImmutableArray<BundledReply> replies
    ) =>
        office.AskAsync<ReplyTogether, Outcome<RepliedTogether>>(u =>
            u.RunAsync(replies, WriteRequest.Plain, office.Person(person), default)
        );
}
