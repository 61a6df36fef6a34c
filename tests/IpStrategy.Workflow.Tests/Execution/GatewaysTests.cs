using IpStrategy.Testing;
using IpStrategy.Workflow.Execution;
using static IpStrategy.Testing.ProcessBuilder;

namespace IpStrategy.Workflow.Tests.Execution;

/// <summary>BPMN 2.0.2 §13.4: splits and joins.</summary>
public sealed class GatewaysTests
{
    private static ProcessBuilder Choice() =>
        Process("p")
            .Start()
            .Exclusive("x")
            .From("x", "n > 10")
            .UserTask("big")
            .From("x", "n > 5")
            .UserTask("middle")
            .FromDefault("x")
            .UserTask("small");

    [Theory]
    [InlineData(11, "big")]
    [InlineData(6, "middle")]
    [InlineData(1, "small")]
    public void An_exclusive_gateway_takes_the_first_flow_that_holds_or_the_default(int n, string task) =>
        Assert.Equal(task, TestRun.Start(Choice().Build(), ("n", n)).Waiting);

    [Fact]
    public void A_condition_that_is_null_is_refused_naming_element_and_expression()
    {
        var run = TestRun.Of(Choice().Build());

        var refusal = Assert.IsType<ConditionIsNotBoolean>(run.Try(run.StartCommand(("n", null))));
        Assert.Equal(("x", "n > 10"), (refusal.ElementId, refusal.Expression));
        Assert.Null(run.State);
    }

    [Fact]
    public void No_flow_that_holds_and_no_default_is_refused()
    {
        var run = TestRun.Of(Process("p").Start().Exclusive("x").From("x", "n > 10").UserTask("big").Build());

        Assert.Equal(new NoFlowCanBeTaken("x"), run.Try(run.StartCommand(("n", 1))));
    }

    [Fact]
    public void A_parallel_join_waits_for_every_incoming_flow()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .Parallel("split")
                .UserTask("a")
                .Parallel("join")
                .End()
                .From("split")
                .UserTask("b")
                .To("join")
                .Build()
        );
        Assert.Equal("a b", run.Waiting);

        run.Complete("a");
        Assert.Equal("b join", run.Waiting);
        run.Complete("b");

        Assert.Equal(InstanceStatus.Completed, run.Status);
        Assert.Equal(1, run.Count(HistoryEntryKind.Entered, "join"));
    }

    private static ProcessBuilder Inclusive() =>
        Process("p")
            .Start()
            .Inclusive("split")
            .From("split", "a")
            .UserTask("ta")
            .Inclusive("join")
            .UserTask("after")
            .End()
            .From("split", "b")
            .UserTask("tb")
            .To("join")
            .FromDefault("split")
            .UserTask("tc")
            .To("join");

    [Fact]
    public void An_inclusive_split_takes_every_flow_that_holds_and_the_join_waits_for_those_only()
    {
        var run = TestRun.Start(Inclusive().Build(), ("a", true), ("b", true));
        Assert.Equal("ta tb", run.Waiting);

        run.Complete("tb");
        Assert.Equal("join ta", run.Waiting);
        run.Complete("ta");

        Assert.Equal("after", run.Waiting);
    }

    [Theory]
    [InlineData(true, false, "ta")]
    [InlineData(false, false, "tc")]
    public void An_inclusive_join_opens_at_once_when_nothing_else_can_come(bool a, bool b, string task)
    {
        var run = TestRun.Start(Inclusive().Build(), ("a", a), ("b", b));
        Assert.Equal(task, run.Waiting);

        run.Complete(task);

        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void An_activity_takes_flows_without_condition_and_those_that_hold()
    {
        var run = TestRun.Start(
            Process("p")
                .Start()
                .Task("t")
                .UserTask("always")
                .From("t", "yes")
                .UserTask("if")
                .From("t", "not(yes)")
                .UserTask("not")
                .Build(),
            ("yes", true)
        );

        Assert.Equal("always if", run.Waiting);
    }

    [Fact]
    public void Two_flows_into_an_activity_run_it_twice()
    {
        var run = TestRun.Start(
            Process("p").Start().Parallel("split").Task("a").UserTask("b").End().From("split").Task("c").To("b").Build()
        );

        Assert.Equal("b b", run.Waiting);
        run.Complete("b");
        Assert.Equal(InstanceStatus.Active, run.Status);
        run.Complete("b");
        Assert.Equal(InstanceStatus.Completed, run.Status);
    }

    [Fact]
    public void An_activity_without_outgoing_flows_ends_its_token()
    {
        var run = TestRun.Start(Process("p").Start().Parallel("s").UserTask("a").From("s").UserTask("b").Build());

        run.Complete("a");
        Assert.Equal("b", run.Waiting);
        run.Complete("b");
        Assert.Equal(InstanceStatus.Completed, run.Status);
    }
}
