using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using static IpStrategy.Testing.ProcessBuilder;

namespace IpStrategy.Workflow.Tests.Execution;

/// <summary>BPMN 2.0.2 §10.5 and §13.5: messages, signals, escalations, links, the event-based gateway.</summary>
public sealed class EventsTests
{
    private static readonly EventDefinition Day = new EventDefinition.Timer(TimerKind.Duration, Text("P1D"));

    private static EventDefinition.Message Message(string name) => new(new MessageReference(name));

    private static EventDefinition.Signal Signal(string name) => new(Text(name));

    private static EventDefinition.Escalation Escalation(string? code) => new(code, "code");

    private static ProcessDefinition Race() =>
        Process("p")
            .Start()
            .EventBased("gate")
            .Catch("answer", Message("answer"))
            .UserTask("read")
            .From("gate")
            .Catch("late", Day)
            .UserTask("remind")
            .From("gate")
            .Receive("refusal", "no")
            .UserTask("file")
            .Build();

    [Fact]
    public void An_event_based_gateway_waits_as_the_gateway_for_all_its_events()
    {
        var run = TestRun.Start(Race());

        Assert.Equal("gate", run.Waiting);
        Assert.Equal(2, run.Open.Subscriptions.Count);
        Assert.Single(run.Open.Timers);
    }

    [Theory]
    [InlineData("answer", "read")]
    [InlineData("no", "file")]
    public void The_first_event_decides_and_the_others_are_gone(string message, string task)
    {
        var run = TestRun.Start(Race()).Deliver(message);

        Assert.Equal(task, run.Waiting);
        Assert.Empty(run.Open.Subscriptions);
        Assert.Empty(run.Open.Timers);
        Assert.Equal(message == "no" ? "refusal" : "", run.Completed);
    }

    [Fact]
    public void The_timer_behind_an_event_based_gateway_decides_too()
    {
        var run = TestRun.Start(Race()).Fire("late");

        Assert.Equal("remind", run.Waiting);
        Assert.Empty(run.Open.Subscriptions);
    }

    [Fact]
    public void A_non_interrupting_message_is_received_as_often_as_it_comes()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .UserTask("work")
                .Boundary("note", "work", Message("note"), interrupting: false)
                .UserTask("read")
                .Build()
        );

        run.Deliver("note").Deliver("note");

        Assert.Equal("read read work", run.Waiting);
        run.Complete("work");
        Assert.Empty(run.Open.Subscriptions);
    }

    [Fact]
    public void A_signal_reaches_everything_that_waits_for_it()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .Parallel("fork")
                .Catch("one", Signal("go"))
                .UserTask("a")
                .From("fork")
                .Catch("two", Signal("go"))
                .UserTask("b")
                .From("fork")
                .Catch("three", Signal("other"))
                .Build()
        );

        run.Do(new Command.DeliverSignal("go", TestRun.Variables(("v", 1))));

        Assert.Equal("a b three", run.Waiting);
        Assert.Equal(TestRun.Value(1), run.Variable("v"));
        Assert.Equal(new NobodyWaitsForSignal("go"), run.Try(new Command.DeliverSignal("go", Command.NoVariables)));
    }

    // ---- mistake 13 ----

    [Fact]
    public void A_signal_thrown_and_caught_in_one_step_is_not_lost()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .Parallel("fork")
                .Throw("throw", Signal("go"))
                .End()
                .From("fork")
                .Task("t1")
                .Task("t2")
                .Catch("catch", Signal("go"))
                .UserTask("after")
                .Build()
        );

        Assert.Equal("after", run.Waiting);
        Assert.Single(run.Last.OfType<Effect.RaiseSignal>());
    }

    private static ProcessDefinition Escalating(bool interrupting, string? code) =>
        Process("p")
            .Start()
            .SubProcess("sub", s => s.Start("in").Throw("up", Escalation("late")).UserTask("inside"))
            .UserTask("after")
            .Boundary("b", "sub", Escalation(code), interrupting)
            .UserTask("look")
            .Build();

    [Fact]
    public void An_escalation_goes_to_its_catcher_and_the_thrower_goes_on_unless_it_is_interrupted()
    {
        Assert.Equal("inside look", TestRun.Start(Escalating(interrupting: false, "late")).Waiting);
        Assert.Equal("look", TestRun.Start(Escalating(interrupting: true, null)).Waiting);
    }

    [Fact]
    public void An_escalation_nobody_catches_goes_on()
    {
        var run = TestRun.Start(Escalating(interrupting: true, "other"));

        Assert.Equal("inside", run.Waiting);
        Assert.Empty(run.Effects.OfType<Effect.EscalateToParent>());
    }

    [Fact]
    public void An_escalation_that_leaves_a_called_process_is_told_to_its_caller()
    {
        var run = TestRun.Of(Escalating(interrupting: true, "other"));
        run.Do(run.StartCommand() with { Parent = new ParentLink(new ProcessInstanceId("caller"), new ElementId(3)) });

        Assert.Equal("late", Assert.Single(run.Effects.OfType<Effect.EscalateToParent>()).EscalationCode);
    }

    [Fact]
    public void A_link_goes_on_at_its_other_end()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .Throw("off", new EventDefinition.Link("A"))
                .Apart()
                .Catch("on", new EventDefinition.Link("A"))
                .UserTask("after")
                .Build()
        );

        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void Several_message_start_events_are_started_by_their_ids_and_a_single_one_by_itself_too()
    {
        var process = Process("p")
            .Start("one", Message("1"))
            .UserTask("a")
            .Apart()
            .Start("two", Message("2"))
            .UserTask("b")
            .Build();
        var run = TestRun.Of(process);

        Assert.Equal(new ProcessHasNoSuchStartEvent(process.Id, null), run.Try(run.StartCommand()));
        run.Do(run.StartCommand() with { StartEvent = "two" });
        Assert.Equal("b", run.Waiting);

        Assert.Equal("c", TestRun.Start(Process("p").Start("only", Message("1")).UserTask("c").Build()).Waiting);
    }

    private static EventDefinition.Message Bound(string work) =>
        Message(work) with
        {
            Implementation = new Implementation.Handler(work),
        };

    [Fact]
    public void Every_message_of_an_event_that_is_bound_to_work_has_its_work_done()
    {
        var run = TestRun.Start(
            Process("p").Start().Throw("tell", Bound("letter"), Signal("told"), Bound("mail")).UserTask("after").Build()
        );

        Assert.Equal("letter", Assert.Single(run.Last.OfType<Effect.StartWork>()).Name);
        run.CompleteWork("tell");
        Assert.Equal("mail", Assert.Single(run.Last.OfType<Effect.StartWork>()).Name);
        run.CompleteWork("tell");

        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void The_work_of_an_end_event_is_done_before_it_terminates()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .Parallel("fork")
                .UserTask("other")
                .From("fork")
                .End("stop", Bound("letter"), new EventDefinition.Terminate())
                .Build()
        );

        Assert.Equal("other stop", run.Waiting);
        run.CompleteWork("stop");

        Assert.Equal((InstanceStatus.Completed, ""), (run.Status, run.Waiting));
    }
}
