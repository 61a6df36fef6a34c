using IpStrategy.Application.Processes;
using IpStrategy.Application.Tests.Plans.Control;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence.Outbox;
using Microsoft.EntityFrameworkCore;
using static IpStrategy.Application.Tests.Processes.ProcessOffice;

namespace IpStrategy.Application.Tests.Processes;

/// <summary>Suspended through the administration of processes: an own process as a whole, an assignment's never.</summary>
public abstract class SuspendedInstanceTests
{
    protected abstract TestDatabase Database { get; }

    [Fact]
    public async Task Its_work_items_are_grey_nobody_is_reminded_and_both_go_on_afterwards()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.DeployAsync(
            Line(
                "job",
                """<startEvent id="start"/>""",
                User("check", "camunda:candidateGroups='agency:zscqj' camunda:dueDate='2010-03-19T18:00:00+08:00'"),
                """<endEvent id="end"/>"""
            )
        );
        var started = await office.StartAsync("job");
        var open = Assert.Single(await office.OpenItemsAsync("zscqj.officer"));
        Assert.Equal((new DateOnly(2010, 3, 19), "yellow"), (open.DueOn, open.Light));

        Assert.Equal("suspended", (await office.SuspendAsync(started.Id)).Value.Status);

        var held = Assert.Single(await office.OpenItemsAsync("zscqj.officer"));
        Assert.Equal(("grey", "suspended"), (held.Light, held.LightReason));
        Assert.IsType<WorkItemIsSuspended>((await office.CompleteAsync("zscqj.officer", held)).Refusal);
        var before = await RemindedAsync(office);
        await office.AdvanceAsync(TimeSpan.FromDays(7));
        Assert.Equal(before, await RemindedAsync(office));

        Assert.Equal("active", (await office.ResumeAsync(started.Id)).Value.Status);

        var freed = Assert.Single(await office.OpenItemsAsync("zscqj.officer"));
        Assert.Equal(("red", null), (freed.Light, freed.LightReason));
        await office.AdvanceAsync(TimeSpan.FromDays(10));
        Assert.True(await RemindedAsync(office) > before, "reminders have stopped for ever");
        Assert.Null((await office.CompleteAsync("zscqj.officer", freed)).Refusal);
    }

    [Fact]
    public async Task What_a_suspended_process_has_called_stands_still_with_it()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.DeployAsync(
            Bpmn(
                Process("outer", """<startEvent id="s"/>""", """<callActivity id="call" calledElement="inner"/>""")
                    + Process(
                        "inner",
                        """<startEvent id="s2"/>""",
                        User("check", "camunda:candidateGroups='agency:zscqj'")
                    )
            )
        );
        var started = await office.StartAsync("outer");
        Assert.Null((await office.SuspendAsync(started.Id)).Refusal);
        var stored = await office.ReadAsync(db => db.WorkItems.SingleAsync());
        Assert.NotNull(stored.SuspendedAt);
        Assert.Null((await office.ResumeAsync(started.Id)).Refusal);
        var item = Assert.Single(await office.OpenItemsAsync("zscqj.officer"));
        Assert.Null((await office.CompleteAsync("zscqj.officer", item)).Refusal);
    }

    [Fact]
    public async Task What_belongs_to_an_assignment_is_suspended_and_resumed_on_the_assignment_only()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 42);
        var undertaking = await office.ReadAsync(db => db.Undertakings.SingleAsync(u => u.AssignmentNumber == 42));
        var tree = await office.ReadAsync(db =>
            db.Instances.Where(i => i.RootId == undertaking.InstanceId).Select(i => i.Id).ToListAsync()
        );
        Assert.True(tree.Count > 1, "the consultation is called");
        foreach (var instance in tree)
        {
            var refused = (await office.SuspendAsync(Opaque.Of(instance))).Refusal;
            Assert.Equal(
                Opaque.Of(undertaking.AssignmentId),
                Assert.IsType<InstanceBelongsToAssignment>(refused).AssignmentId
            );
        }
        Assert.Equal("running", (await office.ViewAsync("office.clerk", 42)).Assignment.Status);

        await office.DoControlAsync(42, ControlVerb.Suspend);
        Assert.IsType<InstanceBelongsToAssignment>(
            (await office.ResumeAsync(Opaque.Of(undertaking.InstanceId))).Refusal
        );
        Assert.Equal("suspended", (await office.ViewAsync("office.clerk", 42)).Assignment.Status);
    }

    private static Task<int> RemindedAsync(Office office) =>
        office.ReadAsync(db => db.Inbox.CountAsync(m => m.Kind == MessageKind.Reminder));
}

public sealed class SqliteSuspendedInstanceTests : SuspendedInstanceTests
{
    protected override TestDatabase Database => TestDatabase.Sqlite;
}

public sealed class PostgreSqlSuspendedInstanceTests : SuspendedInstanceTests
{
    protected override TestDatabase Database => TestDatabase.PostgreSql;
}
