using IpStrategy.Application.Processes;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;
using Microsoft.EntityFrameworkCore;
using static IpStrategy.Application.Tests.Processes.ProcessOffice;

namespace IpStrategy.Application.Tests.Processes;

public sealed class EventsBetweenInstancesTests
{
    private const string Start = """<startEvent id="start"/>""";
    private const string End = """<endEvent id="end"/>""";

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_message_goes_to_exactly_one_unless_said_otherwise(TestDatabase database)
    {
        await using var office = await OpenAsync(database);
        Assert.IsType<NobodyWaitsForMessage>((await office.SendAsync("paid")).Refusal);
        var a = await office.StartAsync("wait", "A", ("order", FeelValue.From(1)));
        var b = await office.StartAsync("wait", "B", ("order", FeelValue.From(2)));
        var c = await office.StartAsync("wait", "C", ("order", FeelValue.From(2)));

        Assert.IsType<SeveralWaitForMessage>((await office.SendAsync("paid")).Refusal);
        Assert.All(
            await Task.WhenAll(new[] { a, b, c }.Select(i => office.LookAsync(i.Id))),
            i => Assert.Equal("active", i.Status)
        );
        Assert.IsType<SeveralWaitForMessage>(
            (await office.SendAsync("paid", correlation: ("order", FeelValue.From(2)))).Refusal
        );
        var one = await office.SendAsync("paid", correlation: ("order", FeelValue.From(1)));
        Assert.Equal(a.Id, Assert.Single(one.Value.Delivered).Instance);
        Assert.Equal(b.Id, Assert.Single((await office.SendAsync("paid", MessageReach.Any)).Value.Delivered).Instance);
        await office.StartAsync("wait", "D");
        Assert.Equal(2, (await office.SendAsync("paid", MessageReach.All)).Value.Delivered.Count);

        Assert.All(await office.InstancesAsync("wait"), i => Assert.Equal("completed", i.Status));
    }

    [Fact]
    public async Task A_message_starts_a_process_only_where_that_is_asked_for()
    {
        await using var office = await Office.OpenAsync();
        await office.DeployAsync(Bpmn($"{Paid}{Process("begin", Caught("startEvent", "start"), End)}"));

        Assert.IsType<NobodyWaitsForMessage>((await office.SendAsync("paid")).Refusal);
        Assert.IsType<NoProcessStartsByMessage>((await office.SendAsync("other", MessageReach.Start)).Refusal);
        var started = await office.SendAsync("paid", MessageReach.Start, "K");

        var instance = await office.LookAsync(started.Value.Started!);
        Assert.Equal(("begin", "K", "completed"), (instance.ProcessId, instance.BusinessKey, instance.Status));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_signal_reaches_everybody_who_waits_and_starts_what_begins_with_it(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        const string Signal = """<signal id="s" name="rain"/>""";
        const string Definition = """<signalEventDefinition signalRef="s"/>""";
        await office.DeployAsync(
            Bpmn(
                $"{Signal}{Process("wait", Start, $"<intermediateCatchEvent id=\"c\">{Definition}</intermediateCatchEvent>", End)}"
            )
        );
        await office.DeployAsync(
            Bpmn($"{Signal}{Process("begin", $"<startEvent id=\"start\">{Definition}</startEvent>", End)}")
        );
        var waiting = new[] { await office.StartAsync("wait"), await office.StartAsync("wait") };

        var result = (await office.SignalAsync("rain")).Value;

        Assert.Equal((2, 1), (result.Instances, result.Starts));
        foreach (var instance in waiting)
        {
            Assert.Equal("completed", (await office.LookAsync(instance.Id)).Status);
        }
        Assert.Single(await office.InstancesAsync("begin"));
        Assert.Equal((0, 1), ((await office.SignalAsync("rain")).Value.Instances, 1));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task What_instances_send_each_other_arrives_in_order_and_answers_find_their_partner(
        TestDatabase database
    )
    {
        await using var office = await Office.OpenAsync(database);
        await office.DeployAsync(
            Bpmn($"{Asked}{Answered}{Process("asker", Start, Throw("asked"), Catch("answered"), End)}")
        );
        await office.DeployAsync(
            Bpmn(
                $"{Asked}{Answered}{Process("answerer", "<startEvent id=\"start\"><messageEventDefinition messageRef=\"asked\"/></startEvent>", User("think", "camunda:candidateGroups='agency:zscqj'"), Throw("answered"), End)}"
            )
        );
        var first = await office.StartAsync("asker");
        var second = await office.StartAsync("asker");
        await office.PollAsync();
        Assert.Equal(2, (await office.InstancesAsync("answerer")).Count);

        // The second is answered first, and only it goes on.
        var items = (await office.OpenItemsAsync("zscqj.officer")).OrderBy(i => i.OpenedAt).ThenBy(i => i.Id).ToList();
        await office.CompleteAsync("zscqj.officer", items[1]);
        await office.PollAsync();

        Assert.Equal("active", (await office.LookAsync(first.Id)).Status);
        Assert.Equal("completed", (await office.LookAsync(second.Id)).Status);
        Assert.Equal(0, await office.ReadAsync(db => db.Deliveries.CountAsync()));
    }

    [Fact]
    public async Task What_nobody_can_take_stays_on_record_and_keeps_nothing_else_waiting()
    {
        await using var office = await Office.OpenAsync();
        await office.DeployAsync(
            Bpmn($"{Asked}{Answered}{Process("job", Start, Throw("asked"), Throw("answered"), End)}")
        );
        await office.DeployAsync(Bpmn($"{Answered}{Process("hears", Start, Catch("answered"), End)}"));
        var hears = await office.StartAsync("hears");
        await office.StartAsync("job");

        await office.PollAsync();

        Assert.Equal("completed", (await office.LookAsync(hears.Id)).Status);
        var left = Assert.Single(await office.ReadAsync(db => db.Deliveries.AsNoTracking().ToListAsync()));
        Assert.Equal((DeliveryState.Undeliverable, "NOBODY_WAITS_FOR_MESSAGE"), (left.State, left.Error));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_suspended_instance_gets_its_messages_and_timers_when_it_is_resumed(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.DeployAsync(Bpmn($"{Asked}{Process("sender", Start, Throw("asked"), End)}"));
        await office.DeployAsync(
            Bpmn(
                $"{Asked}{Process("hears", Start, Catch("asked"), """<intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>""", End)}"
            )
        );
        var hears = await office.StartAsync("hears");
        await office.SuspendAsync(hears.Id);
        await office.StartAsync("sender");
        await office.PollAsync();
        Assert.Equal(["catch-asked"], (await office.LookAsync(hears.Id)).Active);
        Assert.IsType<InstanceIsSuspended>((await office.SendAsync("asked")).Refusal);

        await office.ResumeAsync(hears.Id);
        await office.PollAsync();
        Assert.Equal(["t"], (await office.LookAsync(hears.Id)).Active);

        await office.SuspendAsync(hears.Id);
        await office.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal("suspended", (await office.LookAsync(hears.Id)).Status);
        await office.ResumeAsync(hears.Id);
        await office.PollAsync();
        Assert.Equal("completed", (await office.LookAsync(hears.Id)).Status);
    }

    private const string Paid = """<message id="paid" name="paid"/>""";
    private const string Asked = """<message id="asked" name="asked"/>""";
    private const string Answered = """<message id="answered" name="answered"/>""";

    private static string Caught(string element, string id) =>
        $"""<{element} id="{id}"><messageEventDefinition messageRef="paid"/></{element}>""";

    private static string Throw(string message) =>
        $"""<intermediateThrowEvent id="throw-{message}"><messageEventDefinition messageRef="{message}"/></intermediateThrowEvent>""";

    private static string Catch(string message) =>
        $"""<intermediateCatchEvent id="catch-{message}"><messageEventDefinition messageRef="{message}"/></intermediateCatchEvent>""";

    private static async Task<Office> OpenAsync(TestDatabase database)
    {
        var office = await Office.OpenAsync(database);
        await office.DeployAsync(Bpmn($"{Paid}{Process("wait", Start, Caught("intermediateCatchEvent", "c"), End)}"));
        return office;
    }
}
