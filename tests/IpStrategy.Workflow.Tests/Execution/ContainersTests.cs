using IpStrategy.Testing;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using static IpStrategy.Testing.ProcessBuilder;

namespace IpStrategy.Workflow.Tests.Execution;

/// <summary>BPMN 2.0.2 §13.3.4 and §13.5.4: sub-processes, event sub-processes, call activities.</summary>
public sealed class ContainersTests
{
    private static EventDefinition.Message Message(string name) => new(new MessageReference(name));

    [Fact]
    public void A_sub_process_ends_when_nothing_is_left_in_it()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .SubProcess("sub", s => s.Start("in").Parallel("split").UserTask("a").From("split").UserTask("b"))
                .UserTask("after")
                .Build()
        );

        run.Complete("a");
        Assert.Equal("b", run.Waiting);
        run.Complete("b");
        Assert.Equal("after", run.Waiting);
        Assert.Equal("a b sub", run.Completed);
    }

    [Fact]
    public void An_empty_sub_process_passes_through()
    {
        var run = TestRun.Start(Process("p").Start().SubProcess("sub", _ => { }).UserTask("after").Build());

        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void Without_a_start_event_every_node_without_incoming_flow_starts()
    {
        var run = TestRun.Start(Process("p").UserTask("a").Apart().UserTask("b").Build());

        Assert.Equal("a b", run.Waiting);
    }

    [Fact]
    public void A_sub_process_that_could_never_begin_is_refused()
    {
        var run = TestRun.Of(
            Process("p").Start().SubProcess("sub", s => s.Start("in", Message("m")).UserTask("a")).Build()
        );

        Assert.Equal("sub", Assert.IsType<ElementCannotBeExecuted>(run.Try(run.StartCommand())).ElementId);
    }

    [Fact]
    public void Properties_of_a_sub_process_are_gone_with_it()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .SubProcess("sub", s => s.Properties("inner").Start("in").UserTask("a"))
                .UserTask("after")
                .Build()
        );

        run.Complete("a", ("inner", 1), ("outer", 2));

        Assert.Equal(["outer"], run.State!.Variables.Keys);
    }

    private static ProcessDefinition WithHandler(Func<ProcessBuilder, ProcessBuilder> start) =>
        Process("p")
            .Start()
            .SubProcess(
                "sub",
                s => s.Start("in").UserTask("work").EventSubProcess("handler", h => start(h).UserTask("handle"))
            )
            .UserTask("after")
            .Build();

    [Fact]
    public void An_interrupting_event_sub_process_takes_the_place_of_its_scope()
    {
        var run = TestRun.Start(WithHandler(h => h.Start("hs", Message("stop"))));

        run.Deliver("stop");
        Assert.Equal("handle", run.Waiting);
        Assert.Empty(run.Open.Subscriptions);
        run.Complete("handle");

        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void A_non_interrupting_event_sub_process_runs_beside_its_scope_as_often_as_it_happens()
    {
        var run = TestRun.Start(WithHandler(h => h.NonInterruptingStart("hs", Message("note"))));

        run.Deliver("note").Deliver("note");
        Assert.Equal("handle handle work", run.Waiting);
        run.Complete("work");
        Assert.Equal("handle handle", run.Waiting);
        run.Complete("handle").Complete("handle");

        Assert.Equal("after", run.Waiting);
        Assert.Empty(run.Open.Subscriptions);
    }

    [Fact]
    public void An_event_sub_process_of_the_process_keeps_it_running()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .UserTask("work")
                .EventSubProcess("handler", h => h.NonInterruptingStart("hs", Message("note")).UserTask("handle"))
                .Build()
        );

        run.Deliver("note").Complete("work");
        Assert.Equal(InstanceStatus.Active, run.Status);
        run.Complete("handle");
        Assert.Equal(InstanceStatus.Completed, run.Status);
    }

    private static ProcessDefinition Caller(Func<CallActivity, CallActivity>? with = null) =>
        Process("p")
            .Start()
            .Call("call", "child", with)
            .UserTask("after")
            .End()
            .Boundary("failed", "call", new EventDefinition.Error("E1", "code", "why"))
            .UserTask("repair")
            .Build();

    [Fact]
    public void A_call_hands_over_what_its_mappings_say_and_takes_back_what_they_say()
    {
        var run = TestRun.Start(
            Caller(c =>
                c with
                {
                    BusinessKey = Text("${key}"),
                    CallInputs =
                    [
                        new VariableMapping("x", Feel("a + 1")),
                        new VariableMapping("gone", Feel("missing")),
                    ],
                    CallOutputs = [new VariableMapping("y", Feel("result"))],
                }
            ),
            ("a", 1),
            ("key", "2010-42")
        );

        var started = Assert.IsType<Effect.StartChild>(Assert.Single(run.Last));
        Assert.Equal(("child", "2010-42", (int?)null), (started.ProcessId, started.BusinessKey, started.Version));
        Assert.Equal(TestRun.Variables(("gone", null), ("x", 2)), started.Variables);
        Assert.Equal("", run.Waiting);

        run.Do(new Command.ChildEnded(run.Element("call").Id, TestRun.Variables(("result", 5), ("other", 6))));

        Assert.Equal("after", run.Waiting);
        Assert.Equal(TestRun.Value(5), run.Variable("y"));
        Assert.False(run.State!.Variables.ContainsKey("other"));
    }

    [Fact]
    public void All_variables_go_over_and_come_back_when_the_mapping_says_all()
    {
        var run = TestRun.Start(
            Caller(c =>
                c with
                {
                    CallInputs = [new VariableMapping("", null)],
                    CallOutputs = [new VariableMapping("", null)],
                }
            ),
            ("a", 1)
        );

        Assert.Equal(TestRun.Value(1), Assert.IsType<Effect.StartChild>(run.Last[0]).Variables["a"]);
        run.Do(new Command.ChildEnded(run.Element("call").Id, TestRun.Variables(("b", 2))));
        Assert.Equal(TestRun.Value(2), run.Variable("b"));
    }

    [Fact]
    public void A_child_that_ends_after_its_call_was_cancelled_is_refused()
    {
        var run = TestRun.Start(Caller());
        var call = run.Element("call").Id;
        run.Modify(new Modification.CancelActivity("call"), new Modification.StartBefore("after"));

        Assert.Single(run.Last.OfType<Effect.CancelChild>());
        Assert.Equal(new CallIsGone(call), run.Try(new Command.ChildEnded(call, Command.NoVariables)));
    }

    [Fact]
    public void A_child_that_was_cancelled_from_outside_is_an_incident_and_may_be_started_again()
    {
        var run = TestRun.Start(Caller());
        var call = run.Element("call").Id;

        run.Do(new Command.ChildCancelled(call, "by mistake"));
        Assert.Equal("CHILD_WAS_CANCELLED", Assert.Single(run.Element("call").Incidents).Code);
        run.Do(new Command.ResolveIncident(call));

        Assert.Single(run.Last.OfType<Effect.StartChild>());
        run.Do(new Command.ChildEnded(call, Command.NoVariables));
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void Suspending_and_resuming_reach_the_children()
    {
        var run = TestRun.Start(Caller());
        var call = run.Element("call").Id;

        run.Do(new Command.Suspend());
        Assert.Equal(new Effect.SuspendChild(call), Assert.Single(run.Last));
        run.Do(new Command.Resume());
        Assert.Equal(new Effect.ResumeChild(call), Assert.Single(run.Last));
    }

    [Fact]
    public void Cancelling_an_instance_cancels_its_children_with_it()
    {
        var run = TestRun.Start(Caller());
        var call = run.Element("call").Id;

        run.Do(new Command.Cancel("no longer needed"));

        Assert.Equal(call, Assert.Single(run.Last.OfType<Effect.CancelChild>()).Call);
        Assert.Equal(InstanceStatus.Cancelled, run.Status);
        Assert.Equal("no longer needed", Assert.Single(run.Last.OfType<Effect.EndInstance>()).Message);
    }

    [Fact]
    public void Several_calls_at_once_end_in_any_order()
    {
        var each = new LoopCharacteristics.MultiInstance(false, null, Feel("parties"), "party", "r", "all", null);
        var run = TestRun.Start(
            Caller(c =>
                c with
                {
                    Loop = each,
                    CallInputs = [new VariableMapping("party", Feel("party"))],
                    CallOutputs = [new VariableMapping("r", Feel("answer"))],
                }
            ),
            ("parties", new[] { "a", "b" })
        );
        var calls = run.Elements("call");

        run.Do(new Command.ChildEnded(calls[1].Id, TestRun.Variables(("answer", "B"))));
        run.Do(new Command.ChildEnded(calls[0].Id, TestRun.Variables(("answer", "A"))));

        Assert.Equal("[\"A\", \"B\"]", run.Variable("all").ToString());
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void An_escalation_that_a_child_does_not_catch_goes_on_in_its_caller()
    {
        var process = Process("p")
            .Start()
            .Call("call", "child")
            .End()
            .Boundary("up", "call", new EventDefinition.Escalation("late", "code"), interrupting: false)
            .UserTask("look")
            .Build();
        var run = TestRun.Start(process);

        run.Do(new Command.ChildEscalated(run.Element("call").Id, "late"));

        Assert.Equal("look", run.Waiting);
        Assert.Equal(TestRun.Value("late"), run.Variable("code"));
        Assert.Single(run.Elements("call"));
    }
}
