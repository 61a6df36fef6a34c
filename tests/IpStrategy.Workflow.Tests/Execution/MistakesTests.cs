using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;
using static IpStrategy.Testing.ProcessBuilder;

namespace IpStrategy.Workflow.Tests.Execution;

/// <summary>Mistakes other engines made, each as a test that fails when it is made here. Some stand with their subject.</summary>
public sealed class MistakesTests
{
    // 1. Decided on a snapshot, two completions both wait and the instance hangs. Here each is decided on the state the other left.
    [Fact]
    public void Two_completions_of_parallel_steps_one_after_the_other_open_the_join_once()
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

        run.Complete("b").Complete("a");

        Assert.Equal("after", run.Waiting);
        Assert.Equal(1, run.Count(HistoryEntryKind.Entered, "after"));
    }

    // 2. Two tokens on one flow are not one token on each of two.
    [Fact]
    public void Arrivals_at_a_join_are_counted_per_incoming_flow()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .Parallel("fork")
                .Task("x")
                .UserTask("a")
                .Parallel("join")
                .UserTask("after")
                .From("fork")
                .Task("y")
                .To("a")
                .From("fork")
                .UserTask("b")
                .To("join")
                .Build()
        );
        Assert.Equal("a a b", run.Waiting);

        run.Complete("a").Complete("a");
        Assert.Equal("b join join", run.Waiting);
        run.Complete("b");

        Assert.Equal("after join", run.Waiting); // one token is left over and waits, nameable
    }

    // 3a. A join in a loop does not wait for a token that can only come through itself.
    [Fact]
    public void An_inclusive_join_does_not_wait_for_itself()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .Inclusive("join")
                .UserTask("work")
                .Exclusive("again")
                .From("again", "more")
                .To("join")
                .FromDefault("again")
                .End()
                .Build(),
            ("more", true)
        );
        Assert.Equal("work", run.Waiting);

        run.Complete("work");
        Assert.Equal("work", run.Waiting);
        run.Complete("work", ("more", false));
        Assert.Equal(InstanceStatus.Completed, run.Status);
    }

    // 3b. It is looked at again when another branch ends without coming to it.
    [Fact]
    public void An_inclusive_join_opens_when_the_branch_it_waits_for_ends_elsewhere()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .Inclusive("fork")
                .UserTask("a")
                .Inclusive("join")
                .UserTask("after")
                .From("fork")
                .UserTask("b")
                .Exclusive("x")
                .From("x", "comes")
                .To("join")
                .FromDefault("x")
                .End()
                .Build(),
            ("comes", false)
        );
        run.Complete("a");
        Assert.Equal("b join", run.Waiting);

        run.Complete("b");

        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void An_inclusive_join_opens_when_the_branch_it_waits_for_is_cancelled()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .Inclusive("fork")
                .UserTask("a")
                .Inclusive("join")
                .UserTask("after")
                .From("fork")
                .UserTask("b")
                .To("join")
                .Build()
        );
        run.Complete("a");

        run.Modify(new Modification.CancelActivity("b"));

        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void An_inclusive_join_waits_for_a_token_that_can_come_by_a_boundary_event()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .Inclusive("fork")
                .UserTask("a")
                .Inclusive("join")
                .UserTask("after")
                .From("fork")
                .UserTask("b")
                .End()
                .Boundary("late", "b", new EventDefinition.Timer(TimerKind.Duration, Text("P1D")))
                .To("join")
                .Build()
        );
        run.Complete("a");
        Assert.Equal("b join", run.Waiting);

        run.Fire("late");

        Assert.Equal("after", run.Waiting);
        Assert.Equal(1, run.Count(HistoryEntryKind.Entered, "join"));
    }

    // 4. No element calls the next one.
    [Fact]
    public void A_chain_of_ten_thousand_automatic_tasks_does_not_grow_the_stack()
    {
        var process = Process("p").Start();
        for (var i = 0; i < 10_000; i++)
        {
            process.Task($"t{i}");
        }
        var definition = process.End().Build();
        var run = TestRun.Of(definition);

        // A stack this small would overflow after some hundred frames.
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() => run.Do(run.StartCommand())), 256 * 1024);
        thread.Start();
        thread.Join();

        Assert.Null(failure);
        Assert.Equal(InstanceStatus.Completed, run.Status);
        Assert.Equal(10_000, run.CompletedInOrder().Count());
    }

    [Fact]
    public void An_endless_loop_is_refused_and_names_its_elements()
    {
        var process = Process("p").Start().Exclusive("merge").Task("t").Script("s", "1").To("merge").Build();
        var run = TestRun.Of(process, new EngineLimits(StepBudget: 1_000));

        var refusal = Assert.IsType<StepBudgetUsedUp>(run.Try(run.StartCommand()));
        Assert.Equal(["merge", "s", "t"], refusal.Elements.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_endless_loop_behind_a_timer_is_an_incident()
    {
        var wait = new EventDefinition.Timer(TimerKind.Duration, Text("P1D"));
        var process = Process("p").Start().Catch("w", wait).Exclusive("merge").Task("t").To("merge").Build();
        var run = TestRun.Of(process, new EngineLimits(StepBudget: 1_000));
        run.Do(run.StartCommand());

        run.Fire("w");

        Assert.Equal("STEP_BUDGET_USED_UP", Assert.Single(run.Element("w").Incidents).Code);
    }

    // 14. Null is not false, integers stay decimal, no enabled flow is no silent end.
    [Theory]
    [InlineData("missing > 5")]
    [InlineData("null > 5")]
    [InlineData("\"yes\"")]
    [InlineData("1")]
    public void What_is_not_boolean_never_counts_as_false(string condition)
    {
        var run = TestRun.Of(
            Process("p")
                .Start()
                .Exclusive("x")
                .From("x", condition)
                .UserTask("a")
                .FromDefault("x")
                .UserTask("b")
                .Build()
        );

        Assert.IsType<ConditionIsNotBoolean>(run.Try(run.StartCommand()));
    }

    [Fact]
    public void Numbers_do_not_become_binary_fractions()
    {
        var run = TestRun.Start(Process("p").Start().Script("s", "x + 0.2", "sum").UserTask("a").Build(), ("x", 0.1m));

        Assert.Equal(FeelValue.From(0.3m), run.Variable("sum"));
    }

    [Fact]
    public void An_activity_none_of_whose_conditions_hold_is_no_silent_end()
    {
        var run = TestRun.Of(Process("p").Start().Task("t").From("t", "false").UserTask("a").Build());

        Assert.Equal(new NoFlowCanBeTaken("t"), run.Try(run.StartCommand()));
    }

    [Fact]
    public void An_expression_that_fails_is_refused_naming_element_and_reason()
    {
        var run = TestRun.Of(Process("p").Start().Script("s", "1 / 0", "r").Build());

        var refusal = Assert.IsType<ExpressionFailed>(run.Try(run.StartCommand()));
        Assert.Equal(("s", "1 / 0"), (refusal.ElementId, refusal.Expression));
        Assert.NotEmpty(refusal.Reason);
    }

    [Fact]
    public void An_element_without_behaviour_is_refused_and_never_passed_over()
    {
        var process = Process("p").Start().Catch("c", new EventDefinition.Terminate()).Build();
        var run = TestRun.Of(process);

        var refusal = Assert.IsType<ElementCannotBeExecuted>(run.Try(run.StartCommand()));
        Assert.Equal(("c", "intermediateCatchEvent"), (refusal.ElementId, refusal.ElementType));
    }

    [Fact]
    public void What_has_finished_is_not_kept_in_the_state()
    {
        var process = Process("p").Start().Exclusive("merge").UserTask("a").Task("t").To("merge").Build();
        var run = TestRun.Start(process);
        run.Complete("a");
        var before = run.State!;

        for (var i = 0; i < 50; i++)
        {
            run.Complete("a");
        }

        Assert.Equal(before.Elements.Length, run.State!.Elements.Length);
    }
}
