using IpStrategy.Testing;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using static IpStrategy.Testing.ProcessBuilder;

namespace IpStrategy.Workflow.Tests.Execution;

/// <summary>A refusal where somebody is told, an incident where nobody is; and asynchronous continuations.</summary>
public sealed class IncidentsTests
{
    private static readonly EventDefinition Day = new EventDefinition.Timer(TimerKind.Duration, Text("P1D"));

    private static ProcessDefinition Choice(Func<ProcessBuilder, ProcessBuilder> waiting) =>
        waiting(Process("p").Start()).Exclusive("x").From("x", "ok").UserTask("after").Build();

    [Fact]
    public void A_command_whose_way_fails_is_refused_as_a_whole()
    {
        var run = TestRun.Start(Choice(p => p.UserTask("a")), ("ok", false));

        Assert.Equal(
            new NoFlowCanBeTaken("x"),
            run.Try(new Command.CompleteTask(run.Element("a").Id, TestRun.Variables(("more", 1))))
        );
        Assert.Equal("a", run.Waiting);
        Assert.Equal(["ok"], run.State!.Variables.Keys);
        run.Complete("a", ("ok", true));
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void The_same_on_the_way_of_a_timer_is_an_incident_and_the_instance_stays_where_it_was()
    {
        var run = TestRun.Start(Choice(p => p.Catch("wait", Day)), ("ok", false));

        run.Fire("wait");

        Assert.Equal(InstanceStatus.Active, run.Status);
        Assert.Equal("wait", run.Waiting);
        var incident = Assert.Single(run.Element("wait").Incidents);
        Assert.Equal(("NO_FLOW_CAN_BE_TAKEN", "x"), (incident.Code, incident.ActivityId));
        Assert.Equal(0, run.Count(HistoryEntryKind.Completed, "wait"));
        Assert.Equal(1, run.Count(HistoryEntryKind.Incident, "wait"));
        Assert.Empty(run.Open.Timers);
    }

    [Fact]
    public void Resolving_does_it_again_and_is_refused_while_it_still_fails()
    {
        var run = TestRun.Start(Choice(p => p.Catch("wait", Day)), ("ok", false)).Fire("wait");
        var id = run.Element("wait").Id;

        Assert.Equal(new NoFlowCanBeTaken("x"), run.Try(new Command.ResolveIncident(id)));
        Assert.Single(run.Element("wait").Incidents);
        run.Do(new Command.SetVariables(null, TestRun.Variables(("ok", true))));
        run.Do(new Command.ResolveIncident(id));

        Assert.Equal("after", run.Waiting);
        Assert.Empty(run.Open.Incidents);
        Assert.Equal(new ElementHasNoIncident(id), run.Try(new Command.ResolveIncident(id)));
    }

    [Fact]
    public void A_delivered_message_that_fails_is_kept_with_what_it_brought()
    {
        var run = TestRun.Start(Choice(p => p.Receive("wait", "m")), ("ok", false));

        run.Deliver("m", ("brought", 1));
        Assert.Equal("wait", run.Waiting);
        Assert.False(run.State!.Variables.ContainsKey("brought"));

        run.Do(new Command.SetVariables(null, TestRun.Variables(("ok", true))));
        run.Do(new Command.ResolveIncident(run.Element("wait").Id));
        Assert.Equal("after", run.Waiting);
        Assert.Equal(TestRun.Value(1), run.Variable("brought"));
    }

    [Fact]
    public void A_continuation_that_fails_waits_as_an_incident()
    {
        var run = TestRun.Start(
            Choice(p => p.Script("s", "1 + 1", with: s => s with { AsyncBefore = true })),
            ("ok", false)
        );
        Assert.Equal("s", run.Waiting);

        run.Continue("s");

        Assert.Equal("s", run.Waiting);
        Assert.Equal("x", Assert.Single(run.Element("s").Incidents).ActivityId);
        Assert.Empty(run.Open.Continuations);
        run.Do(new Command.SetVariables(null, TestRun.Variables(("ok", true))));
        run.Do(new Command.ResolveIncident(run.Element("s").Id));
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void Failed_work_is_an_incident_and_resolving_hands_it_out_again()
    {
        var run = TestRun.Start(
            Process("p").Start().Service("s", new Implementation.External(Text("topic"))).End().Build()
        );
        var id = run.Element("s").Id;

        run.Do(new Command.FailWork(id, "the mail server does not answer"));
        Assert.Equal("the mail server does not answer", Assert.Single(run.Element("s").Incidents).Message);
        run.Do(new Command.ResolveIncident(id));
        Assert.Single(run.Last.OfType<Effect.StartWork>());
        run.CompleteWork("s");

        Assert.Equal(InstanceStatus.Completed, run.Status);
    }

    [Fact]
    public void An_element_that_ends_takes_its_incident_with_it()
    {
        var run = TestRun.Start(Choice(p => p.Catch("wait", Day)), ("ok", false)).Fire("wait");

        run.Modify(new Modification.CancelActivity("wait"), new Modification.StartBefore("after"));

        Assert.Empty(run.Open.Incidents);
    }

    [Fact]
    public void A_failed_timer_can_still_be_fired_by_hand()
    {
        var run = TestRun.Start(Choice(p => p.Catch("wait", Day)), ("ok", false)).Fire("wait");
        run.Do(new Command.SetVariables(null, TestRun.Variables(("ok", true))));

        run.Fire("wait");

        Assert.Equal("after", run.Waiting);
        Assert.Empty(run.Open.Incidents);
    }

    [Fact]
    public void Before_and_after_are_two_continuations()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .Script("s", "1", with: s => s with { AsyncBefore = true, AsyncAfter = true })
                .UserTask("a")
                .Build()
        );
        Assert.Equal(0, run.Count(HistoryEntryKind.Entered, "s"));
        run.Continue("s");
        Assert.Equal(1, run.Count(HistoryEntryKind.Completed, "s"));
        Assert.Equal("s", run.Waiting);
        var id = run.Element("s").Id;
        run.Continue("s");
        Assert.Equal("a", run.Waiting);

        Assert.Equal(new ContinuationIsGone(id), run.Try(new Command.RunContinuation(id)));
    }

    [Fact]
    public void A_join_may_be_entered_asynchronously()
    {
        var process = Process("p")
            .Start()
            .Parallel("fork")
            .Task("a")
            .Parallel("join")
            .UserTask("after")
            .From("fork")
            .Task("b")
            .To("join")
            .Build();
        var join = process.Node("join") with { AsyncBefore = true };
        var run = TestRun.Start(
            new ProcessDefinition(
                process.Id,
                null,
                [.. process.Nodes.Select(n => n.Id == "join" ? join : n)],
                process.Flows,
                process.Scopes,
                process.Lanes
            )
        );

        Assert.Equal("join join", run.Waiting);
        run.Continue("join");
        Assert.Equal("join join", run.Waiting);
        run.Continue("join");
        Assert.Equal("after", run.Waiting);
    }
}
