using IpStrategy.Application.Processes;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;
using Microsoft.EntityFrameworkCore;
using static IpStrategy.Application.Tests.Processes.ProcessOffice;

namespace IpStrategy.Application.Tests.Processes;

public sealed class ExternalWorkTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Work_is_fetched_done_and_the_process_goes_on(TestDatabase database)
    {
        await using var office = await OpenAsync(database);
        var started = await office.StartAsync("job", "A-1", ("amount", FeelValue.From(7)));

        var work = Assert.Single(await office.FetchAsync("print"));
        Assert.Empty(await office.FetchAsync("print", worker: "w2"));
        Assert.Equal(("A-1", started.Id, 1), (work.BusinessKey, work.Instance, work.Attempt));
        Assert.Equal(7, work.Variables.GetProperty("amount").GetInt32());
        var done = await office.DoneAsync(work, "w1", ("pages", FeelValue.From(3)));

        Assert.Equal("done", done.Value.State);
        var ended = await office.LookAsync(started.Id);
        Assert.Equal("completed", ended.Status);
        Assert.Equal(3, ended.Variables.GetProperty("pages").GetInt32());
        Assert.IsType<WorkIsOver>((await office.DoneAsync(work)).Refusal);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_lock_that_has_run_out_gives_the_same_work_to_another_and_refuses_the_first(
        TestDatabase database
    )
    {
        await using var office = await OpenAsync(database);
        await office.StartAsync("job");
        var first = Assert.Single(await office.FetchAsync("print"));

        office.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.IsType<WorkLockHasExpired>((await office.DoneAsync(first)).Refusal);
        var second = Assert.Single(await office.FetchAsync("print", worker: "w2"));

        Assert.Equal((first.Id, 2), (second.Id, second.Attempt));
        Assert.IsType<WorkIsLockedBySomebodyElse>((await office.DoneAsync(first)).Refusal);
        Assert.False((await office.DoneAsync(second, "w2")).IsRefused);
    }

    [Fact]
    public async Task A_renewed_lock_lasts_as_long_as_the_work()
    {
        await using var office = await OpenAsync(TestDatabase.Sqlite);
        await office.StartAsync("job");
        var work = Assert.Single(await office.FetchAsync("print"));

        for (var minute = 0; minute < 12; minute += 4)
        {
            office.Clock.Advance(TimeSpan.FromMinutes(4));
            var extended = await office.FinishAsync(
                work,
                (u, r, actor) => u.ExtendAsync(r, TimeSpan.FromMinutes(5), actor, default)
            );
            Assert.Equal(office.Clock.Now + TimeSpan.FromMinutes(5), extended.Value.LockedUntil);
            Assert.Empty(await office.FetchAsync("print", worker: "w2"));
        }

        Assert.False((await office.DoneAsync(work)).IsRefused);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Failed_work_waits_longer_each_time_then_is_an_incident_that_a_person_can_retry(
        TestDatabase database
    )
    {
        await using var office = await OpenAsync(database);
        var started = await office.StartAsync("job");
        var waits = new List<TimeSpan>();
        for (var attempt = 1; attempt < 3; attempt++)
        {
            var work = Assert.Single(await office.FetchAsync("print"));
            var failed = (await office.FailAsync(work)).Value;
            Assert.Equal(("waiting", 3 - attempt), (failed.State, failed.RetriesLeft));
            waits.Add(failed.AvailableAt!.Value - office.Clock.Now);
            Assert.Empty(await office.FetchAsync("print"));
            office.Clock.Advance(waits[^1]);
        }
        var last = Assert.Single(await office.FetchAsync("print"));
        Assert.Equal("closed", last.LastError);
        Assert.Equal("failed", (await office.FailAsync(last)).Value.State);

        Assert.Equal([TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1)], waits);
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await office.FetchAsync("print"));
        var incident = Assert.Single(await office.IncidentsAsync(started.Id));
        Assert.Equal(("WORK_FAILED", "closed", "print-it"), (incident.Code, incident.Message, incident.ActivityId));

        var retried = await RetryAsync(office, incident.Id);
        Assert.False(retried.IsRefused, retried.Refusal?.ToString());
        Assert.Empty(await office.IncidentsAsync(started.Id));
        Assert.IsType<IncidentIsClosed>((await RetryAsync(office, incident.Id)).Refusal);
        var again = Assert.Single(await office.FetchAsync("print"));
        Assert.Equal((last.Id, 3), (again.Id, again.RetriesLeft));
        Assert.False((await office.DoneAsync(again)).IsRefused);
        Assert.Equal("completed", (await office.LookAsync(started.Id)).Status);
    }

    [Fact]
    public async Task An_error_of_the_work_goes_to_the_boundary_event_that_catches_it()
    {
        await using var office = await Office.OpenAsync();
        await office.DeployAsync(
            Bpmn(
                """
                <error id="e" errorCode="NO_PAPER"/>
                <process id="job" isExecutable="true">
                <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="print-it"/>
                <serviceTask id="print-it" camunda:type="external" camunda:topic="print"/>
                <boundaryEvent id="caught" attachedToRef="print-it"><errorEventDefinition errorRef="e"/></boundaryEvent>
                <sequenceFlow id="f2" sourceRef="caught" targetRef="refill"/>
                <userTask id="refill" camunda:candidateGroups="agency:zscqj"/>
                </process>
                """
            )
        );
        var started = await office.StartAsync("job");
        var work = Assert.Single(await office.FetchAsync("print"));

        var thrown = await office.FinishAsync(
            work,
            (u, r, actor) =>
                u.ThrowErrorAsync(r, new WorkError("NO_PAPER", "empty", Command.NoVariables), actor, default)
        );

        Assert.False(thrown.IsRefused, thrown.Refusal?.ToString());
        Assert.Equal(["refill"], (await office.LookAsync(started.Id)).Active);
        Assert.Empty(await office.FetchAsync("print"));
    }

    [Fact]
    public async Task Work_of_a_cancelled_or_suspended_instance_is_not_given_out()
    {
        await using var office = await OpenAsync(TestDatabase.Sqlite);
        var (one, other) = (await office.StartAsync("job"), await office.StartAsync("job"));
        await office.ChangeAsync(one.Id, (u, id, a) => u.CancelAsync(id, "误发", WriteRequest.Plain, a, default));
        await office.SuspendAsync(other.Id);

        Assert.Empty(await office.FetchAsync("print"));
        await office.ResumeAsync(other.Id);
        Assert.Equal(other.Id, Assert.Single(await office.FetchAsync("print")).Instance);
        Assert.Equal(1, await office.ReadAsync(db => db.ExternalWork.CountAsync()));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Sixteen_workers_that_fetch_at_once_never_get_the_same_work(TestDatabase database)
    {
        await using var office = await OpenAsync(database);
        for (var number = 0; number < 32; number++)
        {
            await office.StartAsync("job");
        }

        var fetched = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(w => Task.Run(() => office.FetchAsync("print", 2, $"w{w}")))
        );

        var ids = fetched.SelectMany(f => f).Select(f => f.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var rest = await office.FetchAsync("print", 100, "last");
        Assert.Equal(32, ids.Count + rest.Count);
    }

    private static async Task<Office> OpenAsync(TestDatabase database)
    {
        var office = await Office.OpenAsync(database);
        await office.DeployAsync(
            Line("job", """<startEvent id="start"/>""", Work("print-it", "print"), """<endEvent id="end"/>""")
        );
        return office;
    }

    private static Task<Workflow.Outcome<IncidentView>> RetryAsync(Office office, string incident) =>
        office.AskAsync<RetryIncident, Workflow.Outcome<IncidentView>>(u =>
            u.RunAsync(Opaque.Read(incident)!.Value, WriteRequest.Plain, office.Person("admin.system"), default)
        );
}
