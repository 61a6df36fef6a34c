using IpStrategy.Testing;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using static IpStrategy.Testing.ProcessBuilder;

namespace IpStrategy.Workflow.Tests.Execution;

/// <summary>BPMN 2.0.2 §13.5.5: how sub-processes are undone, and from where.</summary>
public sealed class CompensationScopeTests
{
    private static EventDefinition Undo(string? activity = null, bool waits = true) =>
        new EventDefinition.Compensation(activity, waits);

    private static EventDefinition.Message Message(string name) => new(new MessageReference(name));

    private static EventDefinition.Error Error(string code) => new(code, null, null);

    private static Action<ProcessBuilder> Logs(string id, string? what = null) =>
        b => b.Script(id, $"append(log, {what ?? $"\"{id}\""})", "log");

    private static Action<ProcessBuilder> Asks(string id) => b => b.UserTask(id);

    private static TestRun Start(ProcessBuilder process) =>
        TestRun.Start(process.Build(), ("log", Array.Empty<object?>()));

    private static string Log(TestRun run) =>
        run.Variable("log").ToString().Replace("\"", "", StringComparison.Ordinal);

    [Fact]
    public void A_completed_sub_process_without_a_handler_is_undone_by_the_handlers_in_it()
    {
        var run = Start(
            Process("p")
                .Start()
                .Task("first")
                .Undo("first", Logs("undoFirst"))
                .SubProcess(
                    "sub",
                    s =>
                        s.Start("in")
                            .Task("a")
                            .Undo("a", Logs("undoA"))
                            .SubProcess("inner", i => i.Start("in2").Task("b").Undo("b", Logs("undoB")))
                            .Task("c")
                            .Undo("c", Logs("undoC"))
                )
                .Task("last")
                .Undo("last", Logs("undoLast"))
                .Throw("undo", Undo())
                .UserTask("after")
        );

        Assert.Equal("[undoLast, undoC, undoB, undoA, undoFirst]", Log(run));
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void Nothing_of_a_sub_process_that_still_runs_is_undone_from_outside()
    {
        var run = Start(
            Process("p")
                .Start()
                .Parallel("split")
                .SubProcess("sub", s => s.Start("in").Task("a").Undo("a", Logs("undoA")).UserTask("b"))
                .From("split")
                .UserTask("other")
                .Throw("undo", Undo())
                .UserTask("after")
        );

        run.Complete("other");

        Assert.Equal("[]", Log(run));
        Assert.Equal("after b", run.Waiting);
    }

    [Fact]
    public void What_is_thrown_inside_a_sub_process_stays_inside()
    {
        var run = Start(
            Process("p")
                .Start()
                .Task("a")
                .Undo("a", Logs("undoA"))
                .SubProcess(
                    "sub",
                    s => s.Start("in").Task("b").Undo("b", Logs("undoB")).Throw("undo", Undo()).UserTask("c")
                )
        );

        Assert.Equal("[undoB]", Log(run));
        Assert.Equal("c", run.Waiting);
    }

    [Fact]
    public void A_named_activity_is_found_in_the_scopes_around_the_event()
    {
        var run = Start(
            Process("p")
                .Start()
                .Task("a")
                .Undo("a", Logs("undoA"))
                .SubProcess("sub", s => s.Start("in").Throw("undo", Undo("a")).UserTask("c"))
        );

        Assert.Equal("[undoA]", Log(run));
        Assert.Equal("c", run.Waiting);
    }

    [Fact]
    public void The_handler_of_a_sub_process_takes_the_place_of_those_in_it()
    {
        var run = Start(
            Process("p")
                .Start()
                .SubProcess("sub", s => s.Start("in").Task("a").Undo("a", Logs("undoA")))
                .Undo("sub", Logs("undoSub"))
                .Throw("undo", Undo())
                .UserTask("after")
        );

        Assert.Equal("[undoSub]", Log(run));
        Assert.Equal("after", run.Waiting);
    }

    private static ProcessBuilder WithOwnHandler(Func<ProcessBuilder, ProcessBuilder> handler) =>
        Process("p")
            .Start()
            .SubProcess(
                "sub",
                s =>
                    s.Properties("mine")
                        .Start("in")
                        .Script("a", "\"then\"", "mine")
                        .Undo("a", Logs("undoA", "mine + \" a\""))
                        .Script("b", "\"later\"", "mine")
                        .Undo("b", Logs("undoB", "mine + \" b\""))
                        .EventSubProcess("handler", h => handler(h.Start("hs", Undo())))
            )
            .Script("change", "\"now\"", "outer")
            .Throw("undo", Undo())
            .UserTask("after");

    [Fact]
    public void A_compensation_event_sub_process_sees_the_data_as_they_were_at_completion()
    {
        var run = Start(WithOwnHandler(h => h.Script("look", "append(log, mine, outer)", "log")));

        Assert.Equal("[later, now]", Log(run));
        Assert.Equal("after", run.Waiting);
        Assert.Equal("a b change handler look sub", run.Completed);
    }

    [Fact]
    public void A_compensation_event_sub_process_may_undo_what_is_in_its_scope()
    {
        var run = Start(WithOwnHandler(h => h.Throw("inner", Undo()).Script("look", "append(log, \"end\")", "log")));

        Assert.Equal("[later b, later a, end]", Log(run));
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void A_compensation_event_sub_process_may_undo_one_activity_of_its_scope()
    {
        var run = Start(WithOwnHandler(h => h.Throw("inner", Undo("a")).UserTask("check")));

        Assert.Equal("[later a]", Log(run));
        Assert.Equal("check undo", run.Waiting);
        run.Complete("check");
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void A_compensation_event_sub_process_is_not_there_before_its_scope_has_completed()
    {
        var run = Start(
            Process("p")
                .Start()
                .SubProcess(
                    "sub",
                    s =>
                        s.Start("in")
                            .UserTask("a")
                            .Throw("undo", Undo())
                            .UserTask("b")
                            .EventSubProcess("handler", h => Logs("handled")(h.Start("hs", Undo())))
                )
                .UserTask("after")
        );

        run.Complete("a");
        Assert.Equal("[]", Log(run));
        run.Complete("b");
        Assert.Equal("[]", Log(run));
        Assert.Equal("after", run.Waiting);
        Assert.Empty(run.Open.Subscriptions);
    }

    [Fact]
    public void Each_instance_has_its_own_compensation_event_sub_process_with_its_own_data()
    {
        var each = new LoopCharacteristics.MultiInstance(true, null, Feel("[1, 2, 3]"), "item", null, null, null);
        var run = Start(
            Process("p")
                .Start()
                .SubProcess(
                    "sub",
                    s =>
                        s.Start("in")
                            .Task("a")
                            .EventSubProcess("handler", h => Logs("look", "item")(h.Start("hs", Undo()))),
                    s => s with { Loop = each }
                )
                .Throw("undo", Undo("sub"))
                .UserTask("after")
        );

        Assert.Equal("[3, 2, 1]", Log(run));
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void An_error_handler_in_the_scope_undoes_what_had_completed_in_it()
    {
        var run = Start(
            Process("p")
                .Start()
                .SubProcess(
                    "sub",
                    s =>
                        s.Start("in")
                            .Task("a")
                            .Undo("a", Logs("undoA"))
                            .SubProcess(
                                "running",
                                r => r.Start("in2").Task("b").Undo("b", Logs("undoB")).End("e", Error("E"))
                            )
                            .EventSubProcess(
                                "handler",
                                h =>
                                    h.Start("hs", Error("E"))
                                        .Task("c")
                                        .Undo("c", Logs("undoC"))
                                        .Throw("undo", Undo())
                                        .UserTask("look")
                            )
                )
                .UserTask("after")
        );

        // The sub-process that failed has not completed: nothing in it is undone.
        Assert.Equal("[undoC, undoA]", Log(run));
        run.Complete("look");
        Assert.Equal("after", run.Waiting);
    }

    [Theory]
    [InlineData("sub", "[undoA]")]
    [InlineData("a", "[undoA]")]
    [InlineData("other", "[]")]
    public void An_error_handler_may_name_its_own_scope_or_an_activity_in_it(string activity, string log)
    {
        var run = Start(
            Process("p")
                .Start()
                .Task("other")
                .SubProcess(
                    "sub",
                    s =>
                        s.Start("in")
                            .Task("a")
                            .Undo("a", Logs("undoA"))
                            .End("e", Error("E"))
                            .EventSubProcess("handler", h => h.Start("hs", Error("E")).End("undo", Undo(activity)))
                )
                .UserTask("after")
        );

        Assert.Equal(log, Log(run));
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void A_sub_process_left_by_an_error_has_nothing_left_to_undo()
    {
        var run = Start(
            Process("p")
                .Start()
                .SubProcess("sub", s => s.Start("in").Task("a").Undo("a", Logs("undoA")).End("e", Error("E")))
                .Boundary("failed", "sub", Error("E"))
                .Throw("one", Undo("sub"))
                .Throw("all", Undo())
                .UserTask("after")
        );

        Assert.Equal("[]", Log(run));
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void An_event_sub_process_beside_the_flow_undoes_what_has_completed_there()
    {
        var run = Start(
            Process("p")
                .Start()
                .Task("a")
                .Undo("a", Asks("undoA"))
                .UserTask("b")
                .EventSubProcess("handler", h => h.NonInterruptingStart("hs", Message("back")).Throw("undo", Undo()))
        );

        run.Deliver("back");
        Assert.Equal("b undo undoA", run.Waiting);
        run.Deliver("back");
        Assert.Equal("b undo undoA", run.Waiting);
        run.Complete("b");
        Assert.Equal(InstanceStatus.Active, run.Status);
        run.Complete("undoA");
        Assert.Equal(InstanceStatus.Completed, run.Status);
    }

    [Fact]
    public void A_scope_that_a_handler_ends_by_an_error_ends_all_handlers_in_it()
    {
        var run = Start(
            Process("p")
                .Start()
                .SubProcess(
                    "sub",
                    s =>
                        s.Start("in")
                            .Task("a")
                            .Undo("a", Asks("undoA"))
                            .SubProcess(
                                "done",
                                d => d.Start("in2").Task("b").Undo("b", h => h.SubProcess("undoB", Fails))
                            )
                            .Boundary("never", "done", Error("E"))
                            .UserTask("wrong")
                            .From("done")
                            .UserTask("c")
                            .Throw("undo", Undo())
                )
                .Boundary("failed", "sub", Error("E"))
                .UserTask("repair")
        );

        run.Complete("c").Complete("ask");

        Assert.Equal("repair", run.Waiting);
        Assert.Empty(run.State!.Elements.Where(e => e.Role == ElementRole.Compensation));

        static void Fails(ProcessBuilder s) => s.Start("in3").UserTask("ask").End("e", Error("E"));
    }

    [Fact]
    public void Terminating_the_scope_ends_the_handlers_that_run_in_it()
    {
        var run = Start(
            Process("p")
                .Start()
                .Parallel("split")
                .Task("a")
                .Undo("a", Asks("undoA"))
                .Throw("undo", Undo())
                .From("split")
                .UserTask("b")
                .End("stop", new EventDefinition.Terminate())
        );

        Assert.Equal("b undo undoA", run.Waiting);
        run.Complete("b");

        Assert.Equal(InstanceStatus.Completed, run.Status);
        Assert.Empty(run.Open.Tasks);
    }

    [Fact]
    public void Handlers_of_nested_loops_all_run()
    {
        var twice = new LoopCharacteristics.MultiInstance(false, Feel("2"), null, null, null, null, null);
        var run = Start(
            Process("p")
                .Start()
                .SubProcess(
                    "sub",
                    s => s.Start("in").Task("a", t => t with { Loop = twice }).Undo("a", Logs("undoA")),
                    s => s with { Loop = twice }
                )
                .Throw("undo", Undo())
                .UserTask("after")
        );

        Assert.Equal("[undoA, undoA, undoA, undoA]", Log(run));
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void Ten_thousand_completed_runs_are_undone_without_growing_the_stack()
    {
        var process = Process("p")
            .Start()
            .Task("a", t => t with { Loop = new LoopCharacteristics.Standard(false, null, 10_000) })
            .Undo("a", b => b.Script("undoA", "n + 1", "n"))
            .Throw("undo", Undo())
            .UserTask("after")
            .Build();
        var run = TestRun.Of(process, new EngineLimits(1_000_000));

        run.Do(run.StartCommand(("n", 0)));

        Assert.Equal(TestRun.Value(10_000), run.Variable("n"));
    }
}
