using IpStrategy.Testing;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using static IpStrategy.Testing.ProcessBuilder;

namespace IpStrategy.Workflow.Tests.Execution;

/// <summary>BPMN 2.0.2 §10.7 and §13.5.5: what is undone, in which order, with which data, and who waits for it.</summary>
public sealed class CompensationTests
{
    private static readonly LoopCharacteristics Each = new LoopCharacteristics.MultiInstance(
        false,
        null,
        Feel("[\"x\", \"y\", \"z\"]"),
        "item",
        null,
        null,
        null
    );

    private static EventDefinition Undo(string? activity = null, bool waits = true) =>
        new EventDefinition.Compensation(activity, waits);

    private static EventDefinition.Message Message(string name) => new(new MessageReference(name));

    /// <summary>A handler that writes down that it has run.</summary>
    private static Action<ProcessBuilder> Logs(string id, string? what = null) =>
        b => b.Script(id, $"append(log, {what ?? $"\"{id}\""})", "log");

    private static Action<ProcessBuilder> Asks(string id) => b => b.UserTask(id);

    private static TestRun Start(ProcessBuilder process) =>
        TestRun.Start(process.Build(), ("log", Array.Empty<object?>()));

    private static string Log(TestRun run) =>
        run.Variable("log").ToString().Replace("\"", "", StringComparison.Ordinal);

    private static ProcessBuilder AThenB() =>
        Process("p").Start().Task("a").Undo("a", Logs("undoA")).UserTask("b").Undo("b", Logs("undoB"));

    // ---- order and choice ----

    [Fact]
    public void What_completed_last_is_undone_first()
    {
        var run = Start(AThenB().Throw("undo", Undo()).UserTask("after")).Complete("b");

        Assert.Equal("[undoB, undoA]", Log(run));
        Assert.Equal("after", run.Waiting);
        Assert.Equal("a b undoA undoB", run.Completed);
    }

    [Fact]
    public void An_end_event_undoes_too()
    {
        var run = Start(AThenB().End("undo", Undo())).Complete("b");

        Assert.Equal("[undoB, undoA]", Log(run));
        Assert.Equal(InstanceStatus.Completed, run.Status);
    }

    [Fact]
    public void A_named_activity_alone_is_undone()
    {
        var run = Start(AThenB().Throw("undo", Undo("a")).UserTask("after")).Complete("b");

        Assert.Equal("[undoA]", Log(run));
    }

    [Fact]
    public void What_has_been_undone_is_not_undone_again()
    {
        var run = Start(
                AThenB().Throw("one", Undo("b")).Throw("two", Undo("b")).Throw("all", Undo()).Throw("again", Undo())
            )
            .Complete("b");

        Assert.Equal("[undoB, undoA]", Log(run));
        Assert.Equal(InstanceStatus.Completed, run.Status);
    }

    [Fact]
    public void What_has_not_completed_is_not_undone()
    {
        var run = Start(
            Process("p")
                .Start()
                .Parallel("split")
                .UserTask("a")
                .Undo("a", Logs("undoA"))
                .From("split")
                .Task("b")
                .Undo("b", Logs("undoB"))
                .Throw("undo", Undo())
                .UserTask("after")
        );

        Assert.Equal("[undoB]", Log(run));
        Assert.Equal("a after", run.Waiting);
        run.Complete("a").Complete("after");
        Assert.Equal("[undoB]", Log(run));
        Assert.Equal(InstanceStatus.Completed, run.Status);
    }

    [Fact]
    public void Nothing_to_undo_is_no_hindrance()
    {
        var run = Start(Process("p").Start().Throw("all", Undo()).Throw("one", Undo("b")).Task("b").UserTask("after"));

        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void An_activity_that_ran_several_times_is_undone_as_often()
    {
        var run = Start(
            Process("p")
                .Start()
                .Exclusive("again")
                .Script("a", "if n = null then 1 else n + 1", "n")
                .Undo("a", Logs("undoA", "n"))
                .Exclusive("enough")
                .From("enough", "n < 3")
                .To("again")
                .FromDefault("enough")
                .Throw("undo", Undo())
                .UserTask("after")
        );

        // The handler of a task sees the data of its scope as they are now.
        Assert.Equal("[3, 3, 3]", Log(run));
    }

    [Fact]
    public void Branches_are_undone_by_the_order_in_which_their_activities_completed()
    {
        var run = Start(
            Process("p")
                .Start()
                .Parallel("split")
                .UserTask("a")
                .Undo("a", Logs("undoA"))
                .Parallel("join")
                .Throw("undo", Undo())
                .From("split")
                .UserTask("b")
                .Undo("b", Logs("undoB"))
                .To("join")
        );

        run.Complete("b").Complete("a");

        Assert.Equal("[undoA, undoB]", Log(run));
    }

    [Fact]
    public void An_interrupted_activity_is_not_undone()
    {
        var run = Start(
            Process("p")
                .Start()
                .UserTask("a")
                .Undo("a", Logs("undoA"))
                .Boundary("stop", "a", Message("stop"))
                .Throw("undo", Undo())
                .UserTask("after")
        );

        run.Deliver("stop");

        Assert.Equal("[]", Log(run));
        Assert.Equal("after", run.Waiting);
    }

    // ---- waiting ----

    [Fact]
    public void The_event_waits_until_every_handler_has_ended()
    {
        var run = Start(
                Process("p")
                    .Start()
                    .Task("a")
                    .Undo("a", Asks("undoA"))
                    .UserTask("b")
                    .Undo("b", Asks("undoB"))
                    .Throw("undo", Undo())
                    .UserTask("after")
            )
            .Complete("b");

        Assert.Equal("undo undoB", run.Waiting);
        Assert.Empty(run.Open.Subscriptions);
        run.Complete("undoB");
        Assert.Equal("undo undoA", run.Waiting);
        run.Complete("undoA");
        Assert.Equal("after", run.Waiting);
        Assert.Equal("a b undoA undoB", run.Completed);
    }

    [Fact]
    public void Without_waiting_the_flow_goes_on_beside_the_handlers_and_the_scope_waits_for_both()
    {
        var run = Start(
            Process("p").Start().Task("a").Undo("a", Asks("undoA")).Throw("undo", Undo(waits: false)).UserTask("after")
        );

        Assert.Equal("after undoA", run.Waiting);
        run.Complete("after");
        Assert.Equal(InstanceStatus.Active, run.Status);
        run.Complete("undoA");
        Assert.Equal(InstanceStatus.Completed, run.Status);
    }

    [Fact]
    public void Without_waiting_handlers_have_started_before_a_terminate_end_event_ends_all()
    {
        var run = Start(AThenB().Throw("undo", Undo(waits: false)).End("stop", new EventDefinition.Terminate()))
            .Complete("b");

        Assert.Equal("[undoB, undoA]", Log(run));
        Assert.Equal(InstanceStatus.Completed, run.Status);
    }

    [Fact]
    public void A_handler_of_several_steps_goes_as_far_as_it_can_before_the_next_one_starts()
    {
        var run = Start(
            Process("p")
                .Start()
                .Task("a")
                .Undo("a", Logs("undoA"))
                .Task("b")
                .Undo("b", h => h.SubProcess("undoB", s => Steps(s)))
                .Throw("undo", Undo())
                .UserTask("after")
        );

        Assert.Equal("[1, 2, undoA]", Log(run));
        Assert.Equal("a b one two undoA undoB", run.Completed);

        static void Steps(ProcessBuilder s)
        {
            s.Start("in");
            Logs("one", "1")(s);
            Logs("two", "2")(s);
        }
    }

    [Fact]
    public void A_handler_that_is_cancelled_holds_up_nothing()
    {
        var run = Start(
            Process("p").Start().Task("a").Undo("a", Asks("undoA")).Throw("undo", Undo()).UserTask("after")
        );

        run.Modify(new Modification.CancelActivity("undoA"));

        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void A_throwing_event_that_is_cancelled_leaves_its_handlers_to_end()
    {
        var run = Start(
            Process("p").Start().Task("a").Undo("a", Asks("undoA")).Throw("undo", Undo()).UserTask("after")
        );

        run.Modify(new Modification.CancelActivity("undo"), new Modification.StartAfter("undo"));
        Assert.Equal("after undoA", run.Waiting);
        run.Complete("undoA").Complete("after");

        Assert.Equal(InstanceStatus.Completed, run.Status);
    }

    [Fact]
    public void A_boundary_event_around_the_throwing_event_ends_its_handlers()
    {
        var run = Start(
            Process("p")
                .Start()
                .SubProcess(
                    "sub",
                    s => s.Start("in").Task("a").Undo("a", Asks("undoA")).Throw("undo", Undo()).UserTask("never")
                )
                .Boundary("stop", "sub", Message("stop"))
                .UserTask("stopped")
        );

        run.Deliver("stop");

        Assert.Equal("stopped", run.Waiting);
        Assert.Equal("a", run.Completed);
    }

    [Fact]
    public void An_error_in_a_handler_goes_outward_from_its_scope()
    {
        var run = Start(
            Process("p")
                .Start()
                .SubProcess(
                    "sub",
                    s =>
                        s.Start("in")
                            .Task("a")
                            .Undo("a", h => h.Service("undoA", new Implementation.External(Text("undo"))))
                            .Throw("undo", Undo())
                )
                .Boundary("failed", "sub", new EventDefinition.Error("E", null, null))
                .UserTask("repair")
        );

        run.Do(new Command.ThrowError(run.Element("undoA").Id, "E", null, Command.NoVariables));

        Assert.Equal("repair", run.Waiting);
    }

    [Fact]
    public void A_handler_may_have_boundary_events_of_its_own()
    {
        var run = Start(
            Process("p")
                .Start()
                .Task("a")
                .Undo("a", Asks("undoA"))
                .Throw("undo", Undo())
                .UserTask("after")
                .Boundary("late", "undoA", new EventDefinition.Timer(TimerKind.Duration, Text("P1D")))
                .UserTask("remind")
        );

        run.Fire("late");

        Assert.Equal("after remind", run.Waiting);
    }

    [Fact]
    public void An_inclusive_join_waits_for_the_throwing_event_and_not_for_what_is_undone()
    {
        var run = Start(
            Process("p")
                .Start()
                .Inclusive("split")
                .From("split", "true")
                .SubProcess("sub", s => s.Start("in").Task("a").Undo("a", Asks("undoA")))
                .Throw("undo", Undo(waits: false))
                .Inclusive("join")
                .UserTask("after")
                .From("split", "true")
                .Task("b")
                .To("join")
        );

        Assert.Equal("after undoA", run.Waiting);
    }

    // ---- kinds of handlers ----

    [Fact]
    public void A_handler_may_be_a_call_activity()
    {
        var run = Start(
            Process("p")
                .Start()
                .Task("a")
                .Undo("a", h => h.Call("undoA", "child"))
                .Throw("undo", Undo())
                .UserTask("after")
        );

        Assert.Equal("undo", run.Waiting);
        run.Do(new Command.ChildEnded(run.Element("undoA").Id, Command.NoVariables));
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void A_handler_may_have_several_instances()
    {
        var run = Start(
            Process("p")
                .Start()
                .Task("a")
                .Undo("a", h => h.UserTask("undoA", t => t with { Loop = Each }))
                .Throw("undo", Undo())
                .UserTask("after")
        );

        Assert.Equal("undo undoA undoA undoA", run.Waiting);
        run.Complete("undoA").Complete("undoA").Complete("undoA");
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void A_handler_may_wait_for_its_continuation()
    {
        var run = Start(
            Process("p")
                .Start()
                .Task("a")
                .Undo("a", h => h.UserTask("undoA", t => t with { AsyncBefore = true }))
                .Throw("undo", Undo())
                .UserTask("after")
        );

        Assert.Empty(run.Open.Tasks);
        run.Continue("undoA").Complete("undoA");
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void A_completed_call_is_undone_by_its_handler()
    {
        var run = Start(
            Process("p").Start().Call("call", "child").Undo("call", Logs("undoCall")).Throw("undo", Undo())
        );

        run.Do(new Command.ChildEnded(run.Element("call").Id, Command.NoVariables));

        Assert.Equal("[undoCall]", Log(run));
    }

    // ---- loops ----

    [Fact]
    public void Every_run_of_a_multi_instance_activity_is_undone_with_its_own_element()
    {
        var run = Start(
            Process("p")
                .Start()
                .UserTask("a", t => t with { Loop = Each })
                .Undo("a", Logs("undoA", "item"))
                .Throw("undo", Undo())
                .UserTask("after")
        );

        var runs = run.Elements("a");
        foreach (var index in new[] { 1, 0, 2 })
        {
            run.Do(new Command.CompleteTask(runs[index].Id, Command.NoVariables));
        }

        Assert.Equal("[z, x, y]", Log(run));
        Assert.Equal("a a a undoA undoA undoA", run.Completed);
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void Runs_of_a_multi_instance_that_still_goes_on_are_not_undone()
    {
        var run = Start(
            Process("p")
                .Start()
                .Parallel("split")
                .UserTask("a", t => t with { Loop = Each })
                .Undo("a", Logs("undoA"))
                .From("split")
                .UserTask("b")
                .Throw("undo", Undo())
                .UserTask("after")
        );

        run.Complete("a").Complete("b");

        Assert.Equal("[]", Log(run));
        Assert.Equal("a a after", run.Waiting);
    }

    [Fact]
    public void Only_the_runs_that_ended_before_the_completion_condition_held_are_undone()
    {
        var enough = new LoopCharacteristics.MultiInstance(
            false,
            Feel("5"),
            null,
            null,
            null,
            null,
            Feel("nrOfCompletedInstances = 2")
        );
        var run = Start(
            Process("p")
                .Start()
                .UserTask("a", t => t with { Loop = enough })
                .Undo("a", Asks("undoA"))
                .Throw("undo", Undo("a"))
                .UserTask("after")
        );

        run.Complete("a").Complete("a");

        Assert.Equal("undo undoA undoA", run.Waiting);
        run.Complete("undoA").Complete("undoA");
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void Runs_of_a_standard_loop_are_undone_in_reverse_order()
    {
        var run = Start(
            Process("p")
                .Start()
                .Task("a", t => t with { Loop = new LoopCharacteristics.Standard(false, null, 3) })
                .Undo("a", Logs("undoA", "loopCounter"))
                .Throw("undo", Undo())
                .UserTask("after")
        );

        Assert.Equal("[2, 1, 0]", Log(run));
    }

    [Fact]
    public void Each_instance_of_a_sub_process_is_undone_with_the_data_it_had()
    {
        var run = Start(
            Process("p")
                .Start()
                .SubProcess(
                    "sub",
                    s =>
                        s.Properties("mine")
                            .Start("in")
                            .Script("a", "item + \"!\"", "mine")
                            .Undo("a", Logs("undoA", "mine")),
                    s => s with { Loop = Each }
                )
                .Throw("undo", Undo("sub"))
                .UserTask("after")
        );

        Assert.Equal("[z!, y!, x!]", Log(run));
        Assert.Equal("a a a sub sub sub undoA undoA undoA", run.Completed);
        Assert.False(run.State!.Variables.ContainsKey("mine"));
    }

    [Fact]
    public void Handlers_of_parallel_instances_are_open_together()
    {
        var run = Start(
            Process("p")
                .Start()
                .SubProcess("sub", s => s.Start("in").Task("a").Undo("a", Asks("undoA")), s => s with { Loop = Each })
                .Throw("undo", Undo())
                .UserTask("after")
        );

        Assert.Equal("undo undoA undoA undoA", run.Waiting);
        run.Complete("undoA").Complete("undoA");
        Assert.Equal("undo undoA", run.Waiting);
        run.Complete("undoA");
        Assert.Equal("after", run.Waiting);
    }
}
