using IpStrategy.Testing;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using static IpStrategy.Testing.ProcessBuilder;

namespace IpStrategy.Workflow.Tests.Execution;

/// <summary>Mistakes 9 and 10: errors find the right catcher, terminate ends neither too much nor too little.</summary>
public sealed class ErrorsTests
{
    private static EventDefinition.Error Error(string? code) => new(code, "code", "message");

    private static ProcessDefinition Work(params (string Id, string? Code)[] boundaries)
    {
        var process = Process("p")
            .Start()
            .Service("work", new Implementation.External(Text("topic")))
            .UserTask("after")
            .End();
        foreach (var (id, code) in boundaries)
        {
            process.Boundary(id, "work", Error(code)).UserTask("on-" + id);
        }
        return process.Build();
    }

    private static TestRun Throw(TestRun run, string code) =>
        run.Do(new Command.ThrowError(run.Element("work").Id, code, "it is so", TestRun.Variables(("v", 1))));

    [Fact]
    public void The_specific_code_comes_before_the_catch_all_whatever_the_order_in_the_file()
    {
        Assert.Equal("on-one", Throw(TestRun.Start(Work(("all", null), ("one", "E1"))), "E1").Waiting);
        Assert.Equal("on-all", Throw(TestRun.Start(Work(("one", "E1"), ("all", null))), "E2").Waiting);
    }

    [Fact]
    public void A_caught_error_leaves_its_code_and_message_where_it_goes_on()
    {
        var run = Throw(TestRun.Start(Work(("one", "E1"))), "E1");

        Assert.Equal(TestRun.Value("E1"), run.Variable("code"));
        Assert.Equal(TestRun.Value("it is so"), run.Variable("message"));
        Assert.Equal(TestRun.Value(1), run.Variable("v"));
        Assert.Single(run.Last.OfType<Effect.CancelWork>());
        Assert.Equal(1, run.Count(HistoryEntryKind.ErrorThrown, "work"));
    }

    [Fact]
    public void An_uncaught_error_does_not_look_like_completion()
    {
        var run = Throw(TestRun.Start(Work(("one", "E1"))), "E2");

        Assert.Equal(InstanceStatus.Failed, run.Status);
        Assert.Empty(run.State!.Elements);
        var end = Assert.Single(run.Last.OfType<Effect.EndInstance>());
        Assert.Equal((InstanceStatus.Failed, "E2", "it is so"), (end.Status, end.ErrorCode, end.Message));
        Assert.Equal(HistoryEntryKind.InstanceFailed, run.History[^1].Kind);
        Assert.Equal(0, run.Count(HistoryEntryKind.InstanceCompleted, "p"));
    }

    private static ProcessBuilder ErrorEnd(ProcessBuilder sub) =>
        sub.Start("in").Parallel("split").UserTask("beside").From("split").UserTask("check").End("bad", Error("E1"));

    [Fact]
    public void An_error_end_event_is_caught_at_the_sub_process_and_cancels_what_runs_beside_it()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .SubProcess("sub", s => ErrorEnd(s))
                .UserTask("after")
                .Boundary("caught", "sub", Error("E1"))
                .UserTask("repair")
                .Build()
        );

        run.Complete("check");

        Assert.Equal("repair", run.Waiting);
        Assert.Equal(1, run.Count(HistoryEntryKind.Cancelled, "beside"));
    }

    [Fact]
    public void The_inner_catcher_comes_before_the_outer_and_the_event_sub_process_before_the_boundary()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .SubProcess(
                    "sub",
                    s => ErrorEnd(s).EventSubProcess("handler", h => h.Start("hs", Error(null)).UserTask("inside"))
                )
                .UserTask("after")
                .Boundary("caught", "sub", Error("E1"))
                .UserTask("outside")
                .Build()
        );

        run.Complete("check");
        Assert.Equal("inside", run.Waiting);
        run.Complete("inside");
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void An_error_thrown_in_a_handler_is_not_caught_by_the_same_scope_again()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .SubProcess(
                    "sub",
                    s =>
                        ErrorEnd(s)
                            .EventSubProcess("handler", h => h.Start("hs", Error(null)).End("again", Error("E1")))
                )
                .Boundary("caught", "sub", Error("E1"))
                .UserTask("outside")
                .Build()
        );

        run.Complete("check");

        Assert.Equal("outside", run.Waiting);
    }

    [Fact]
    public void One_run_of_a_multi_instance_that_fails_ends_them_all()
    {
        var loop = new LoopCharacteristics.MultiInstance(false, Feel("2"), null, null, null, null, null);
        var run = TestRun.Start(
            Process("p")
                .Start()
                .SubProcess("sub", s => ErrorEnd(s), s => s with { Loop = loop })
                .Boundary("caught", "sub", Error(null))
                .UserTask("repair")
                .Build()
        );

        run.Complete("check");

        Assert.Equal("repair", run.Waiting);
    }

    [Theory]
    [InlineData("E1", "repair")]
    [InlineData("E2", "")]
    public void An_error_of_a_called_process_does_not_leak_past_the_call_activity(string code, string waiting)
    {
        var run = TestRun.Start(
            Process("p").Start().Call("call", "child").Boundary("b", "call", Error("E1")).UserTask("repair").Build()
        );

        run.Do(new Command.ChildFailed(run.Element("call").Id, code, "why"));

        Assert.Equal(waiting, run.Waiting);
        Assert.Equal(waiting.Length == 0 ? InstanceStatus.Failed : InstanceStatus.Active, run.Status);
        Assert.Empty(run.Last.OfType<Effect.CancelChild>());
    }

    private static ProcessBuilder Terminating(ProcessBuilder scope, string prefix) =>
        scope
            .Start(prefix + "in")
            .Parallel(prefix + "split")
            .UserTask(prefix + "beside")
            .From(prefix + "split")
            .UserTask(prefix + "check")
            .End(prefix + "stop", new EventDefinition.Terminate());

    [Fact]
    public void Terminate_in_a_process_ends_all_of_it_as_completed()
    {
        var run = TestRun.Start(Terminating(Process("p"), "").Build());

        run.Complete("check");

        Assert.Equal(InstanceStatus.Completed, run.Status);
        Assert.Empty(run.Open.Tasks);
    }

    [Fact]
    public void Terminate_in_a_sub_process_ends_that_one_alone_and_goes_on_behind_it()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .Parallel("fork")
                .SubProcess("sub", s => Terminating(s, "s-"))
                .UserTask("after")
                .From("fork")
                .UserTask("elsewhere")
                .Build()
        );

        run.Complete("s-check");

        Assert.Equal("after elsewhere", run.Waiting);
    }

    [Fact]
    public void Terminate_in_one_run_of_a_multi_instance_leaves_the_other_runs_alone()
    {
        var loop = new LoopCharacteristics.MultiInstance(false, Feel("2"), null, null, null, null, null);
        var run = TestRun.Start(
            Process("p")
                .Start()
                .SubProcess("sub", s => Terminating(s, ""), s => s with { Loop = loop })
                .UserTask("after")
                .Build()
        );

        run.Complete("check");
        Assert.Equal("beside check", run.Waiting);
        run.Complete("check");
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void Terminate_drops_tokens_that_are_on_their_way()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .Parallel("split")
                .End("stop", new EventDefinition.Terminate())
                .From("split")
                .Task("a")
                .UserTask("b")
                .Build()
        );

        Assert.Equal(InstanceStatus.Completed, run.Status);
        Assert.Equal(0, run.Count(HistoryEntryKind.Entered, "b"));
    }
}
