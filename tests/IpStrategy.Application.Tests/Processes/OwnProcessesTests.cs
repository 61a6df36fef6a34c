using System.Collections.Immutable;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;
using Microsoft.EntityFrameworkCore;
using static IpStrategy.Application.Tests.Processes.ProcessOffice;

namespace IpStrategy.Application.Tests.Processes;

/// <summary>Processes that belong to no assignment: their user tasks are work items of the people they name, and of nobody else.</summary>
public sealed class OwnProcessesTests
{
    private const string Start = """<startEvent id="start"/>""";
    private const string End = """<endEvent id="end"/>""";
    private static readonly string[] Together =
    [
        .. Enumerable.Range(0, 16).Select(n => $"t{n.ToString(System.Globalization.CultureInfo.InvariantCulture)}"),
    ];

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task The_candidates_complete_it_and_the_answers_are_variables(TestDatabase database)
    {
        await using var office = await OpenAsync(database, User("check", "camunda:candidateGroups='agency:zscqj'"));
        var started = await office.StartAsync("job", "K-9");
        var item = Assert.Single(await office.OpenItemsAsync("zscqj.officer"));
        Assert.Equal(("check", "zscqj", null, "K-9"), (item.Step, item.Body, item.AssignmentId, item.Label));

        foreach (var stranger in (string[])["hg.officer", "office.clerk", "leadership", "admin.system", "worker"])
        {
            Assert.DoesNotContain(await ListAsync(office, stranger, WorkItemScope.All), i => i.Id == item.Id);
            Assert.IsType<WorkItemDoesNotExist>((await office.CompleteAsync(stranger, item)).Refusal);
        }
        // Of the same agency: sees it lie there, but it is not his.
        Assert.Contains(await ListAsync(office, "zscqj.leader", WorkItemScope.Agency), i => i.Id == item.Id);
        Assert.IsType<WorkItemIsNotYours>((await office.CompleteAsync("zscqj.leader", item)).Refusal);
        var answers = new Answers(
            ImmutableSortedDictionary<string, Answer>
                .Empty.Add("ok", new Answer.Other(FeelValue.From(true)))
                .Add("why", new Answer.Text("齐全")),
            "同意"
        );
        var done = await office.AskAsync<CompleteWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(
                WorkItemRequest.Of(Opaque.Read(item.Id)!.Value, item.Version),
                answers,
                office.Person("zscqj.officer"),
                default
            )
        );

        Assert.False(done.IsRefused, done.Refusal?.ToString());
        var ended = await office.LookAsync(started.Id);
        Assert.Equal("completed", ended.Status);
        Assert.True(ended.Variables.GetProperty("ok").GetBoolean());
        Assert.Equal("齐全", ended.Variables.GetProperty("why").GetString());
        Assert.IsType<WorkItemIsAlreadyDone>((await office.CompleteAsync("zscqj.officer", item)).Refusal);
        var history = await office.ReadAsync(db =>
            db.History.Where(h => h.Kind == HistoryEntryKind.Completed && h.ActivityId == "check").ToListAsync()
        );
        Assert.Equal(office.Person("zscqj.officer").UserId, Assert.Single(history).ActorId);
    }

    [Fact]
    public async Task People_named_in_person_are_meant_alone()
    {
        await using var office = await OpenAsync(
            TestDatabase.Sqlite,
            User("mine", "camunda:assignee='zscqj.second'"),
            User("ours", "camunda:candidateUsers='hg.officer, zscqj.leader'")
        );
        await office.StartAsync("job");
        Assert.Empty(await office.OpenItemsAsync("zscqj.officer"));
        var mine = Assert.Single(await office.OpenItemsAsync("zscqj.second"));
        Assert.StartsWith("zscqj.second", mine.Assignee, StringComparison.Ordinal);
        Assert.IsType<WorkItemIsNotYours>((await office.CompleteAsync("zscqj.officer", mine)).Refusal);
        Assert.False((await office.CompleteAsync("zscqj.second", mine)).IsRefused);

        Assert.Empty(await office.OpenItemsAsync("hg.leader"));
        Assert.Single(await office.OpenItemsAsync("zscqj.leader"));
        var ours = Assert.Single(await office.OpenItemsAsync("hg.officer"));
        Assert.False((await office.CompleteAsync("hg.officer", ours)).IsRefused);
    }

    [Fact]
    public async Task A_task_that_names_nobody_there_is_falls_to_the_office()
    {
        await using var office = await OpenAsync(
            TestDatabase.Sqlite,
            User("anybody", ""),
            User("ghost", "camunda:assignee='nobody.known'")
        );
        await office.StartAsync("job");
        foreach (var step in (string[])["anybody", "ghost"])
        {
            var item = Assert.Single(await office.OpenItemsAsync("office.clerk"));
            Assert.Equal(step, item.Step);
            Assert.Empty(await office.OpenItemsAsync("zscqj.officer"));
            Assert.False((await office.CompleteAsync("office.clerk", item)).IsRefused);
        }
    }

    [Fact]
    public async Task Its_due_date_is_the_diagrams_and_without_one_it_stands_last()
    {
        await using var office = await Office.OpenAsync();
        await office.DeployAsync(Line("late", Start, User("a", "camunda:candidateGroups='agency:zscqj'"), End));
        await office.DeployAsync(
            Line(
                "soon",
                Start,
                User("b", "camunda:candidateGroups='agency:zscqj' camunda:dueDate='2010-03-20T10:00:00+08:00'"),
                End
            )
        );
        await office.StartAsync("late");
        await office.StartAsync("soon");

        var items = await office.OpenItemsAsync("zscqj.officer");

        Assert.Equal(["b", "a"], items.Select(i => i.Step));
        Assert.Equal([new DateOnly(2010, 3, 20), null], items.Select(i => i.DueOn));
        await office.AdvanceAsync(TimeSpan.FromDays(30));
        Assert.Equal(["red", null], (await office.OpenItemsAsync("zscqj.officer")).Select(i => i.Light));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Sixteen_people_who_complete_parallel_steps_at_once_are_all_served_once(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.DeployAsync(Bpmn(Parallel()));
        for (var round = 0; round < 3; round++)
        {
            var started = await office.StartAsync("parallel");
            var items = await office.OpenItemsAsync("zscqj.officer");
            Assert.Equal(16, items.Count);

            // Everybody presses twice.
            var done = await Task.WhenAll(
                items.Concat(items).Select(i => Task.Run(() => office.CompleteAsync("zscqj.officer", i)))
            );

            Assert.Equal(16, done.Count(d => !d.IsRefused));
            Assert.All(done.Where(d => d.IsRefused), d => Assert.IsType<WorkItemIsAlreadyDone>(d.Refusal));
            Assert.Equal("completed", (await office.LookAsync(started.Id)).Status);
            var id = Opaque.Read(started.Id);
            var ended = await office.ReadAsync(db =>
                db.History.CountAsync(h => h.InstanceId == id && h.Kind == HistoryEntryKind.InstanceCompleted)
            );
            Assert.Equal(1, ended);
        }
    }

    [Fact]
    public async Task An_instance_is_moved_cancelled_and_its_rows_go_with_it()
    {
        await using var office = await OpenAsync(
            TestDatabase.Sqlite,
            User("one", "camunda:candidateGroups='agency:zscqj'"),
            User("two", "camunda:candidateGroups='agency:hg'")
        );
        var started = await office.StartAsync("job");

        var moved = await office.ModifyAsync(
            started.Id,
            new Modification.CancelActivity("one"),
            new Modification.StartBefore("two")
        );
        Assert.Equal(["two"], moved.Value.Active);
        Assert.Empty(await office.OpenItemsAsync("zscqj.officer"));
        Assert.Single(await office.OpenItemsAsync("hg.officer"));
        Assert.IsType<NothingToCancelAt>(
            (await office.ModifyAsync(started.Id, new Modification.CancelActivity("one"))).Refusal
        );
        Assert.IsType<ModificationIsEmpty>((await office.ModifyAsync(started.Id)).Refusal);

        var cancelled = await office.ChangeAsync(
            started.Id,
            (u, id, actor) => u.CancelAsync(id, "不办了", WriteRequest.Plain, actor, default)
        );
        Assert.Equal("cancelled", cancelled.Value.Status);
        Assert.Empty(await office.OpenItemsAsync("hg.officer"));
        Assert.IsType<InstanceHasEnded>(
            (
                await office.ChangeAsync(
                    started.Id,
                    (u, id, actor) => u.CancelAsync(id, null, WriteRequest.Plain, actor, default)
                )
            ).Refusal
        );
        var history = await office.AskAsync<InstanceHistory, Outcome<Page<HistoryView>>>(u =>
            u.RunAsync(Opaque.Read(started.Id)!.Value, null, 200, office.Person("admin.system"), default)
        );
        var last = history.Value.Items[^1];
        Assert.Equal(("instanceCancelled", office.Person("admin.system").Name), (last.Entry, last.Actor));
        Assert.Equal("不办了", last.Facts!.Value.GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task An_instance_moves_to_a_new_version_with_its_work_item_or_says_what_stands_in_the_way(
        TestDatabase database
    )
    {
        await using var office = await OpenAsync(database, User("one", "camunda:candidateGroups='agency:zscqj'"));
        var started = await office.StartAsync("job");
        await office.DeployAsync(
            Line(
                "job",
                Start,
                User("uno", "camunda:candidateGroups='agency:zscqj'"),
                User("due", "camunda:candidateGroups='agency:hg'"),
                End
            )
        );
        var id = Opaque.Read(started.Id)!.Value;
        var admin = office.Person("admin.system");
        var plain = new MigrationOrder(null, null, Command.Migrate.SameIds);
        var mapped = plain with { Mapping = Command.Migrate.SameIds.Add("one", "uno") };

        var report = await office.AskAsync<MigrateInstance, Outcome<MigrationView>>(u =>
            u.TryAsync(id, plain, admin, default)
        );
        Assert.Equal(new ObstacleView("one", null, "hasNoTarget"), Assert.Single(report.Value.Obstacles));
        var refused = await MigrateAsync(office, id, plain);
        Assert.IsType<IpStrategy.Workflow.Execution.Migration.InstanceCannotMigrate>(refused.Refusal);
        var moved = await MigrateAsync(office, id, mapped);

        Assert.False(moved.IsRefused, moved.Refusal?.ToString());
        Assert.Equal((2, "uno"), (moved.Value.Version, Assert.Single(moved.Value.Active)));
        var item = Assert.Single(await office.OpenItemsAsync("zscqj.officer"));
        Assert.Equal(("uno", "uno"), (item.Step, item.StepName));
        Assert.False((await office.CompleteAsync("zscqj.officer", item)).IsRefused);
        Assert.Single(await office.OpenItemsAsync("hg.officer"));
    }

    [Fact]
    public async Task A_called_process_that_is_not_there_is_an_incident_on_a_timers_way_and_a_refusal_on_a_persons()
    {
        await using var office = await Office.OpenAsync();
        const string Call = """<callActivity id="call" calledElement="missing"/>""";
        await office.DeployAsync(Line("now", Start, Call, End));
        await office.DeployAsync(
            Line(
                "later",
                Start,
                """<intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>""",
                Call,
                End
            )
        );

        Assert.IsType<DefinitionIsUnknown>((await office.TryStartAsync("now")).Refusal);
        Assert.Empty(await office.InstancesAsync("now"));
        var later = await office.StartAsync("later");
        await office.AdvanceAsync(TimeSpan.FromHours(1));

        var incident = Assert.Single(await office.IncidentsAsync(later.Id));
        Assert.Equal(("CHILD_WAS_CANCELLED", "call"), (incident.Code, incident.ActivityId));
        await office.DeployAsync(Line("missing", Start, End));
        var retried = await office.AskAsync<RetryIncident, Outcome<IncidentView>>(u =>
            u.RunAsync(Opaque.Read(incident.Id)!.Value, WriteRequest.Plain, office.Person("admin.system"), default)
        );
        Assert.False(retried.IsRefused, retried.Refusal?.ToString());
        Assert.Equal("completed", (await office.LookAsync(later.Id)).Status);
    }

    private static Task<Outcome<InstanceView>> MigrateAsync(Office office, long id, MigrationOrder order) =>
        office.AskAsync<MigrateInstance, Outcome<InstanceView>>(u =>
            u.RunAsync(id, order, WriteRequest.Plain, office.Person("admin.system"), default)
        );

    private static async Task<IReadOnlyList<WorkItemView>> ListAsync(
        Office office,
        string userName,
        WorkItemScope scope
    ) =>
        (
            await office.AskAsync<MyWorkItems, Page<WorkItemView>>(u =>
                u.RunAsync(new(scope, WorkItemListState.Open, 200), office.Person(userName), default)
            )
        ).Items;

    private static async Task<Office> OpenAsync(TestDatabase database, params string[] tasks)
    {
        var office = await Office.OpenAsync(database);
        await office.DeployAsync(Line("job", [Start, .. tasks, End]));
        return office;
    }

    private static string Parallel() =>
        $"""
            <process id="parallel" isExecutable="true">
            <startEvent id="start"/><sequenceFlow id="in" sourceRef="start" targetRef="fork"/>
            <parallelGateway id="fork"/><parallelGateway id="join"/>
            {string.Concat(
                Together.Select(t =>
                    $"""
                    <userTask id="{t}" camunda:candidateGroups="agency:zscqj"/>
                    <sequenceFlow id="f-{t}" sourceRef="fork" targetRef="{t}"/>
                    <sequenceFlow id="j-{t}" sourceRef="{t}" targetRef="join"/>
                    """
                )
            )}
            <sequenceFlow id="out" sourceRef="join" targetRef="end"/><endEvent id="end"/>
            </process>
            """;
}
