using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using static IpStrategy.Testing.ProcessBuilder;

namespace IpStrategy.Workflow.Tests.Execution;

/// <summary>BPMN 2.0.2 §10.5.5: dates, durations and cycles; interrupting or not.</summary>
public sealed class TimersTests
{
    private static EventDefinition.Timer Timer(TimerKind kind, string text) => new(kind, Text(text));

    private static ProcessDefinition WithBoundary(EventDefinition timer, bool interrupting) =>
        Process("p")
            .Start()
            .UserTask("work")
            .UserTask("after")
            .End()
            .Boundary("late", "work", timer, interrupting)
            .UserTask("remind")
            .Build();

    [Theory]
    [InlineData(TimerKind.Date, "2010-04-01T12:00:00+08:00", "2010-04-01T12:00:00+08:00")]
    [InlineData(TimerKind.Date, "2010-04-01T12:00:00", "2010-04-01T12:00:00+08:00")]
    [InlineData(TimerKind.Date, "2010-04-01T12:00:00Z", "2010-04-01T12:00:00Z")]
    [InlineData(TimerKind.Date, "2010-04-01", "2010-04-01T00:00:00+08:00")]
    [InlineData(TimerKind.Date, "=date and time(\"2010-04-01T12:00:00\")", "2010-04-01T12:00:00+08:00")]
    [InlineData(TimerKind.Duration, "PT90S", "2010-03-15T09:01:30+08:00")]
    [InlineData(TimerKind.Duration, "P1M2DT3H", "2010-04-17T12:00:00+08:00")]
    [InlineData(TimerKind.Duration, "P2W", "2010-03-29T09:00:00+08:00")]
    [InlineData(TimerKind.Duration, "= duration(\"P1D\")", "2010-03-16T09:00:00+08:00")]
    [InlineData(TimerKind.Duration, "${wait}", "2010-03-16T09:00:00+08:00")]
    [InlineData(TimerKind.Cycle, "R3/PT1H", "2010-03-15T10:00:00+08:00")]
    [InlineData(TimerKind.Cycle, "R/2010-03-14T08:00:00/P1D", "2010-03-16T08:00:00+08:00")]
    [InlineData(TimerKind.Cycle, "R/2010-03-20T08:00:00/P1D", "2010-03-20T08:00:00+08:00")]
    [InlineData(TimerKind.Cycle, "0 0 17 ? * FRI", "2010-03-19T17:00:00+08:00")]
    public void Falls_due_when_its_text_says(TimerKind kind, string text, string due)
    {
        var run = TestRun.Start(Process("p").Start().Catch("wait", Timer(kind, text)).Build(), ("wait", "P1D"));

        Assert.Equal(DateTimeOffset.Parse(due, null), run.Timer("wait").DueAt);
        Assert.Equal("wait", run.Waiting);
        run.Fire("wait");
        Assert.Equal(InstanceStatus.Completed, run.Status);
    }

    [Theory]
    [InlineData(TimerKind.Duration, "tomorrow")]
    [InlineData(TimerKind.Duration, "P")]
    [InlineData(TimerKind.Date, "3/4/2010")]
    [InlineData(TimerKind.Cycle, "R3/PT0S")]
    [InlineData(TimerKind.Cycle, "0 0 17 * *")]
    public void A_text_that_is_no_timer_is_refused(TimerKind kind, string text)
    {
        var run = TestRun.Of(Process("p").Start().Catch("wait", Timer(kind, text)).Build());

        var refusal = Assert.IsType<TimerTextIsNotUnderstood>(run.Try(run.StartCommand()));
        Assert.Equal(("wait", text), (refusal.ElementId, refusal.Text));
    }

    [Fact]
    public void A_moved_timer_fires_at_its_new_time_and_the_old_firing_is_refused()
    {
        var run = TestRun.Start(WithBoundary(Timer(TimerKind.Duration, "P5D"), interrupting: false));
        var old = run.Timer("late");
        var later = old.DueAt.AddDays(10);

        run.Do(new Command.MoveTimer(old.Id, later));

        Assert.Equal(later, run.Timer("late").DueAt);
        Assert.Equal([new Effect.DisarmTimer(old.Id)], run.Last.OfType<Effect.DisarmTimer>());
        Assert.Equal(later, Assert.Single(run.Last.OfType<Effect.ArmTimer>()).DueAt);
        Assert.IsType<TimerIsGone>(run.Try(new Command.FireTimer(old.Id)));
        Assert.IsType<TimerIsGone>(run.Try(new Command.MoveTimer(old.Id, later)));
        Assert.Equal(1, run.Count(HistoryEntryKind.TimerMoved, "late"));
        run.Fire("late");
        Assert.Equal("remind work", run.Waiting);
    }

    [Fact]
    public void Moving_one_firing_of_a_cycle_leaves_its_grid()
    {
        var run = TestRun.Start(WithBoundary(Timer(TimerKind.Cycle, "R3/PT1H"), interrupting: false));
        var first = run.Timer("late");

        run.Do(new Command.MoveTimer(first.Id, first.DueAt.AddMinutes(20)));
        run.Now = first.DueAt.AddMinutes(20);
        run.Fire("late");

        Assert.Equal(first.DueAt.AddHours(1), run.Timer("late").DueAt);
    }

    [Fact]
    public void An_interrupting_timer_ends_its_activity()
    {
        var run = TestRun.Start(WithBoundary(Timer(TimerKind.Duration, "P5D"), interrupting: true));

        run.Fire("late");

        Assert.Equal("remind", run.Waiting);
        Assert.Equal(TaskClosing.Cancelled, Assert.Single(run.Last.OfType<Effect.CloseTask>()).Closing);
        Assert.Equal(1, run.Count(HistoryEntryKind.TimerFired, "late"));
    }

    [Fact]
    public void A_non_interrupting_timer_leaves_its_activity_alone()
    {
        var run = TestRun.Start(WithBoundary(Timer(TimerKind.Duration, "P5D"), interrupting: false));

        run.Fire("late");

        Assert.Equal("remind work", run.Waiting);
        Assert.Equal(0, run.Timers);
        run.Complete("remind").Complete("work");
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void A_timer_that_has_fired_is_refused_the_second_time()
    {
        var run = TestRun.Start(WithBoundary(Timer(TimerKind.Cycle, "R/P1D"), interrupting: false));
        var first = run.Timer("late").Id;
        run.Fire("late");

        Assert.Equal(new TimerIsGone(first), run.Try(new Command.FireTimer(first)));
        Assert.NotEqual(first, run.Timer("late").Id);
    }

    [Fact]
    public void A_cycle_of_n_fires_n_times()
    {
        var run = TestRun.Start(WithBoundary(Timer(TimerKind.Cycle, "R3/P1D"), interrupting: false));

        for (var i = 0; i < 3; i++)
        {
            run.Now = run.Timer("late").DueAt;
            run.Fire("late");
        }

        Assert.Equal(0, run.Timers);
        Assert.Equal("remind remind remind work", run.Waiting);
        Assert.Equal(TestRun.Morning.AddDays(3), run.Now);
    }

    // ---- mistake 6 ----

    [Fact]
    public void A_cycle_stays_on_its_grid_whatever_the_clock_does()
    {
        var run = TestRun.Start(WithBoundary(Timer(TimerKind.Cycle, "R/P1D"), interrupting: false));

        run.Now = TestRun.Morning.AddDays(1).AddHours(5);
        run.Fire("late");
        Assert.Equal(TestRun.Morning.AddDays(2), run.Timer("late").DueAt);

        run.Now = TestRun.Morning.AddDays(1).AddHours(6); // by hand, before it is due
        run.Fire("late");
        Assert.Equal(TestRun.Morning.AddDays(3), run.Timer("late").DueAt);
    }

    [Fact]
    public void After_down_time_a_cycle_fires_once_and_then_on_its_grid()
    {
        var run = TestRun.Start(WithBoundary(Timer(TimerKind.Cycle, "R/PT1H"), interrupting: false));

        run.Now = TestRun.Morning.AddHours(7.5);
        run.Fire("late");

        Assert.Equal(TestRun.Morning.AddHours(8), run.Timer("late").DueAt);
        Assert.Equal(1, run.Count(HistoryEntryKind.TimerFired, "late"));
    }

    [Fact]
    public void Months_are_counted_from_the_anchor_so_that_the_31st_comes_back()
    {
        var cycle = Timer(TimerKind.Cycle, "R/2010-03-31T09:00:00/P1M");
        var run = TestRun.Start(WithBoundary(cycle, interrupting: false));
        var days = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            run.Now = run.Timer("late").DueAt;
            days.Add($"{run.Now:MM-dd}");
            run.Fire("late");
        }

        Assert.Equal(["03-31", "04-30", "05-31"], days);
    }

    // ---- mistake 5 ----

    private static TestRun Waiting() =>
        TestRun.Start(WithBoundary(Timer(TimerKind.Duration, "P5D"), interrupting: true));

    [Fact]
    public void No_boundary_timer_is_left_when_the_activity_completes() =>
        Assert.Empty(Waiting().Complete("work").Open.Timers);

    [Fact]
    public void No_boundary_timer_is_left_when_the_activity_is_moved()
    {
        var run = Waiting();

        run.Modify(new Modification.CancelActivity("work"), new Modification.StartBefore("after"));

        Assert.Empty(run.Open.Timers);
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void No_boundary_timer_is_left_when_the_instance_is_cancelled() =>
        Assert.Empty(Waiting().Do(new Command.Cancel(null)).Open.Timers);

    [Fact]
    public void No_boundary_timer_is_left_when_an_enclosing_scope_is_interrupted()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .SubProcess(
                    "sub",
                    s =>
                        s.Start("in")
                            .UserTask("work")
                            .Boundary("inner", "work", Timer(TimerKind.Duration, "P9D"))
                            .UserTask("never")
                )
                .Boundary("outer", "sub", Timer(TimerKind.Duration, "P5D"))
                .UserTask("instead")
                .Build()
        );
        Assert.Equal(2, run.Timers);

        run.Fire("outer");

        Assert.Empty(run.Open.Timers);
        Assert.Equal("instead", run.Waiting);
    }

    [Fact]
    public void Nothing_fires_while_the_instance_is_suspended()
    {
        var run = Waiting();
        run.Do(new Command.Suspend());

        Assert.Equal(new InstanceIsSuspended(), run.Try(new Command.FireTimer(run.Timer("late").Id)));
        run.Do(new Command.Resume());
        run.Fire("late");
        Assert.Equal("remind", run.Waiting);
    }
}
