using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Approvals;

public sealed class CopyWorkItemTests
{
    private const string Officer = "zscqj.officer";
    private const string Leader = "zscqj.leader";
    private const string Stranger = "hg.officer";
    private const string Clerk = "office.clerk";

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Whom_it_is_copied_to_reads_the_item_and_its_assignment_and_does_nothing(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);
        Assert.IsType<WorkItemDoesNotExist>((await DetailAsync(office, Stranger, item)).Refusal);
        Assert.IsType<OnlyTheOfficeActsAcrossAgencies>((await CopyAsync(office, Officer, item, Stranger)).Refusal);

        var copied = await CopyAsync(office, Clerk, item, Stranger);

        Assert.Equal(item.Version, copied.Value.Version);
        Assert.Equal("copiedTo", (await InboxAsync(office, Stranger)).Single().Kind);
        var listed = Assert.Single(await CopiesAsync(office, Stranger));
        Assert.Equal(
            (office.Person(Clerk).Name, "请阅", null),
            (listed.Copy!.From, listed.Copy.Note, listed.Copy.ReadAt)
        );
        Assert.Empty(await office.OpenItemsAsync(Stranger, 26));

        var detail = (await DetailAsync(office, Stranger, item)).Value;
        Assert.NotNull(detail.Item.Copy!.ReadAt);
        Assert.DoesNotContain(detail.Actions, a => a.IsAllowed);
        Assert.NotNull(Assert.Single(await CopiesAsync(office, Stranger)).Copy!.ReadAt);
        var seen = await office.AskAsync<AssignmentDetail, AssignmentView?>(d =>
            d.RunAsync(Opaque.Read(item.AssignmentId!)!.Value, office.Person(Stranger), default)
        );
        Assert.Equal(26, seen!.Assignment.Number);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_reader_neither_acts_nor_copies_on_and_reads_again_what_is_copied_again(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);
        Assert.False((await CopyAsync(office, Clerk, item, Stranger, "hg.leader")).IsRefused);
        await DetailAsync(office, Stranger, item);

        Assert.IsType<WorkItemIsNotYours>((await office.CompleteAsync(Stranger, item)).Refusal);
        Assert.IsType<ReadersOnlyRead>((await CopyAsync(office, Stranger, item, "hg.leader")).Refusal);
        Assert.False((await CopyAsync(office, Clerk, item, Stranger)).IsRefused);

        Assert.Null(Assert.Single(await CopiesAsync(office, Stranger)).Copy!.ReadAt);
        var readers = (await DetailAsync(office, Clerk, item)).Value.Copies;
        Assert.Equal(2, readers.Length);
        Assert.All(readers, r => Assert.Null(r.ReadAt));
    }

    [Fact]
    public async Task To_nobody_to_oneself_to_strangers_and_to_administrators_nothing_is_copied()
    {
        await using var office = await Office.OpenAsync();
        await office.IssueAsync();
        var item = await office.TheItemAsync(Officer, 26, StepRules.Acknowledge);

        Assert.IsType<ReadersAreMissing>((await CopyAsync(office, Officer, item)).Refusal);
        Assert.IsType<CopyNeedsSomebodyElse>((await CopyAsync(office, Officer, item, Officer)).Refusal);
        Assert.IsType<PersonIsUnknown>((await CopyAsync(office, Officer, item, "nobody")).Refusal);
        Assert.IsType<ThisPostHasNoDesk>((await CopyAsync(office, Clerk, item, "admin.system")).Refusal);
        Assert.IsType<WorkItemHasChanged>(
            (await CopyAsync(office, Officer, item with { Version = item.Version + 1 }, Leader)).Refusal
        );
        // One wrong name and nobody gets it.
        Assert.IsType<PersonIsUnknown>((await CopyAsync(office, Officer, item, Leader, "nobody")).Refusal);
        Assert.Equal(0, await office.ReadAsync(db => db.WorkItemReaders.CountAsync()));
        // Its party sees the assignment anyway.
        Assert.False((await CopyAsync(office, Officer, item, "jxw.officer")).IsRefused);
    }

    private static Task<Outcome<WorkItemView>> CopyAsync(
        Office office,
        string by,
        WorkItemView item,
        params ImmutableArray<string> to
    ) =>
        office.AskAsync<CopyWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(
                WorkItemRequest.Of(Opaque.Read(item.Id)!.Value, item.Version),
                to,
                "请阅",
                office.Person(by),
                default
            )
        );

    private static Task<Outcome<WorkItemDetailView>> DetailAsync(Office office, string by, WorkItemView item) =>
        office.AskAsync<WorkItemDetail, Outcome<WorkItemDetailView>>(d =>
            d.RunAsync(Opaque.Read(item.Id)!.Value, office.Person(by), default)
        );

    private static async Task<IReadOnlyList<WorkItemView>> CopiesAsync(Office office, string of) =>
        (
            await office.AskAsync<MyWorkItems, Page<WorkItemView>>(u =>
                u.RunAsync(new(WorkItemScope.Copied, WorkItemListState.Open), office.Person(of), default)
            )
        ).Items;

    private static async Task<IReadOnlyList<InboxView>> InboxAsync(Office office, string of) =>
        [
            .. (
                await office.AskAsync<Inbox, Page<InboxView>>(i => i.RunAsync(null, 50, office.Person(of), default))
            ).Items.Where(m => m.Kind == "copiedTo"),
        ];
}
