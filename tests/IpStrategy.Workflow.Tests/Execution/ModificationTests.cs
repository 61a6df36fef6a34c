using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using static IpStrategy.Testing.ProcessBuilder;

namespace IpStrategy.Workflow.Tests.Execution;

/// <summary>Return, take back and jumps: cancel, then start.</summary>
public sealed class ModificationTests
{
    private static readonly EventDefinition Deadline = new EventDefinition.Timer(TimerKind.Duration, Text("P5D"));

    private static ProcessDefinition Plain() =>
        Process("p").Start().UserTask("a").UserTask("b").Exclusive("x").From("x", "ok").UserTask("c").Build();

    private static ProcessDefinition Scopes() =>
        Process("p")
            .Start()
            .UserTask("draft")
            .SubProcess(
                "outer",
                o =>
                    o.Start("o-in")
                        .UserTask("first")
                        .SubProcess(
                            "inner",
                            i => i.Properties("note").Start("i-in").UserTask("second").UserTask("third")
                        )
                        .EventSubProcess(
                            "h",
                            h => h.NonInterruptingStart("hs", new EventDefinition.Message(new("m"))).UserTask("handle")
                        )
            )
            .UserTask("after")
            .End()
            .Boundary("late", "outer", Deadline)
            .UserTask("remind")
            .Build();

    [Fact]
    public void Moving_back_cancels_here_and_starts_there()
    {
        var run = TestRun.Start(Plain()).Complete("a");

        run.Modify(new Modification.StartBefore("a"), new Modification.CancelActivity("b"));

        Assert.Equal("a", run.Waiting);
        Assert.Equal(InstanceStatus.Active, run.Status);
        Assert.Equal(1, run.Count(HistoryEntryKind.Cancelled, "b"));
        Assert.Equal(1, run.Count(HistoryEntryKind.Moved, "a"));
    }

    [Fact]
    public void Missing_scopes_are_made_with_everything_that_is_armed_at_them()
    {
        var run = TestRun.Start(Scopes());

        run.Modify(new Modification.CancelActivity("draft"), new Modification.StartBefore("third"));

        Assert.Equal("third", run.Waiting);
        Assert.Equal("late", run.Timer("late").ActivityId);
        Assert.Equal("hs", run.Subscription("m").ActivityId);
        Assert.Contains("note", run.Element("inner").Variables.Keys);
        run.Complete("third");
        Assert.Equal("after", run.Waiting);
        Assert.Empty(run.Open.Timers);
    }

    [Fact]
    public void A_scope_that_runs_is_used_again()
    {
        var run = TestRun.Start(Scopes()).Complete("draft");
        var outer = run.Element("outer").Id;

        run.Modify(new Modification.CancelActivity("first"), new Modification.StartBefore("second"));

        Assert.Equal(outer, run.Element("outer").Id);
        Assert.Single(run.Open.Timers);
    }

    [Fact]
    public void Several_scopes_that_could_be_meant_are_refused()
    {
        var loop = new LoopCharacteristics.MultiInstance(false, Feel("2"), null, null, null, null, null);
        var run = TestRun.Start(
            Process("p")
                .Start()
                .SubProcess("sub", s => s.Start("in").UserTask("a").UserTask("b"), s => s with { Loop = loop })
                .Build()
        );

        Assert.Equal(
            new SeveralScopesCouldBeMeant("b", "sub"),
            run.Try(new Command.Modify([new Modification.StartBefore("b")]))
        );
    }

    [Fact]
    public void Starting_inside_a_loop_that_does_not_run_makes_one_run_of_it()
    {
        var loop = new LoopCharacteristics.MultiInstance(false, Feel("2"), null, null, null, null, null);
        var run = TestRun.Start(
            Process("p")
                .Start()
                .UserTask("draft")
                .SubProcess("sub", s => s.Start("in").UserTask("a").UserTask("b"), s => s with { Loop = loop })
                .UserTask("after")
                .Build()
        );

        run.Modify(new Modification.CancelActivity("draft"), new Modification.StartBefore("b")).Complete("b");

        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void Starting_after_takes_the_outgoing_flows_and_starting_at_a_transition_that_flow()
    {
        var run = TestRun.Start(Plain(), ("ok", true));

        run.Modify(new Modification.CancelActivity("a"), new Modification.StartAfter("b"));
        Assert.Equal("c", run.Waiting);
        run.Modify(new Modification.CancelActivity("c"), new Modification.StartTransition("a-b"));
        Assert.Equal("b", run.Waiting);
    }

    [Fact]
    public void The_instance_is_cancelled_when_nothing_is_left_and_only_then()
    {
        var run = TestRun.Start(Scopes()).Complete("draft");

        run.Modify(new Modification.CancelActivity("first"));

        Assert.Equal(InstanceStatus.Cancelled, run.Status);
        Assert.Empty(run.Open.Timers);
        Assert.Equal(0, run.Count(HistoryEntryKind.Entered, "after"));
    }

    [Fact]
    public void A_scope_that_is_emptied_is_cancelled_and_takes_no_flow()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .Parallel("fork")
                .SubProcess("sub", s => s.Start("in").UserTask("a"))
                .UserTask("after")
                .From("fork")
                .UserTask("other")
                .Build()
        );

        run.Modify(new Modification.CancelActivity("a"));

        Assert.Equal("other", run.Waiting);
        Assert.Equal(1, run.Count(HistoryEntryKind.Cancelled, "sub"));
    }

    [Fact]
    public void Tokens_at_a_join_can_be_cancelled()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .Parallel("fork")
                .UserTask("a")
                .Parallel("join")
                .UserTask("after")
                .From("fork")
                .UserTask("b")
                .To("join")
                .Build()
        );
        run.Complete("a");

        run.Modify(new Modification.CancelActivity("join"));

        Assert.Equal("b", run.Waiting);
    }

    [Fact]
    public void A_token_moved_before_a_join_is_one_of_those_it_waits_for()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .Parallel("fork")
                .UserTask("a")
                .Parallel("join")
                .UserTask("after")
                .From("fork")
                .UserTask("b")
                .To("join")
                .Build()
        );

        run.Modify(new Modification.CancelActivity("b"), new Modification.StartBefore("join"));
        Assert.Equal("a join", run.Waiting);
        run.Modify(new Modification.CancelActivity("a"), new Modification.StartBefore("join"));

        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void A_multi_instance_is_cancelled_as_a_whole_by_its_activity()
    {
        var loop = new LoopCharacteristics.MultiInstance(false, Feel("3"), null, null, null, null, null);
        var run = TestRun.Start(Process("p").Start().UserTask("a", t => t with { Loop = loop }).UserTask("b").Build());
        run.Complete("a");

        run.Modify(new Modification.CancelActivity("a"), new Modification.StartBefore("b"));

        Assert.Equal("b", run.Waiting);
    }

    [Fact]
    public void What_cannot_be_done_is_refused_as_a_whole()
    {
        var run = TestRun.Start(Plain());

        Assert.Equal(new NothingToCancelAt("b"), Try(run, new Modification.CancelActivity("b")));
        Assert.Equal(new ActivityIsUnknown("nowhere"), Try(run, new Modification.StartBefore("nowhere")));
        Assert.Equal(new FlowIsUnknown("nowhere"), Try(run, new Modification.StartTransition("nowhere")));
        Assert.Equal(new ElementIsGone(new ElementId(99)), Try(run, new Modification.CancelElement(new ElementId(99))));
        Assert.IsType<ConditionIsNotBoolean>(
            Try(run, new Modification.CancelActivity("a"), new Modification.StartAfter("b"))
        );
        Assert.Equal("a", run.Waiting);
    }

    [Fact]
    public void An_instance_can_begin_in_the_middle()
    {
        var run = TestRun.Of(Scopes());

        run.Do(run.StartCommand() with { StartBefore = "second" });

        Assert.Equal("second", run.Waiting);
        Assert.Single(run.Open.Timers);
        Assert.Equal(0, run.Count(HistoryEntryKind.Entered, "start"));
    }

    private static Refusal? Try(TestRun run, params Modification[] steps) => run.Try(new Command.Modify([.. steps]));
}
