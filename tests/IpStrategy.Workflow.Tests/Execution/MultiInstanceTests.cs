using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using static IpStrategy.Testing.ProcessBuilder;

namespace IpStrategy.Workflow.Tests.Execution;

/// <summary>BPMN 2.0.2 §13.3.6 and §13.3.7: activities that run more than once.</summary>
public sealed class MultiInstanceTests
{
    private static LoopCharacteristics.MultiInstance Each(
        string collection = "parties",
        bool sequential = false,
        string? until = null,
        bool collects = false
    ) =>
        new(
            sequential,
            Cardinality: null,
            Feel(collection),
            "party",
            collects ? "reply" : null,
            collects ? "replies" : null,
            until is null ? null : Feel(until)
        );

    private static ProcessDefinition Consult(LoopCharacteristics loop) =>
        Process("p").Start().UserTask("ask", t => t with { Loop = loop }).UserTask("after").End().Build();

    private static void Answer(TestRun run, string party, string reply)
    {
        var task = run.Elements("ask").Single(e => e.Variables["party"].Equals(TestRun.Value(party)));
        run.Do(new Command.CompleteTask(task.Id, TestRun.Variables(("reply", reply))));
    }

    [Fact]
    public void Parallel_runs_are_all_open_at_once_each_with_its_own_element()
    {
        var run = TestRun.Start(Consult(Each()), ("parties", new[] { "gsj", "bqj", "wgj" }));

        Assert.Equal("ask ask ask", run.Waiting);
        Assert.Equal(["gsj", "bqj", "wgj"], run.Elements("ask").Select(e => e.Variables["party"].ToString()));
        Assert.Equal([0, 1, 2], run.Elements("ask").Select(e => e.LoopIndex!.Value));
        Assert.Equal(TestRun.Value("bqj"), run.Effects.OfType<Effect.OpenTask>().ElementAt(1).Variables["party"]);
        run.Complete("ask").Complete("ask");
        Assert.Equal("ask", run.Waiting);
        run.Complete("ask");
        Assert.Equal("after", run.Waiting);
        Assert.Equal("ask ask ask", run.Completed);
    }

    [Fact]
    public void Sequential_runs_are_open_one_after_the_other()
    {
        var run = TestRun.Start(Consult(Each(sequential: true)), ("parties", new[] { "gsj", "bqj" }));

        Assert.Equal(TestRun.Value("gsj"), run.Element("ask").Variables["party"]);
        run.Complete("ask");
        Assert.Equal(TestRun.Value("bqj"), run.Element("ask").Variables["party"]);
        run.Complete("ask");
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void Counters_say_how_far_it_is_under_both_names()
    {
        var run = TestRun.Start(Consult(Each()), ("parties", new[] { "a", "b", "c" }));
        run.Complete("ask");

        var body = run.State!.Elements.Single(e => e.Role == ElementRole.LoopBody).Variables;
        foreach (var prefix in (string[])["nrOf", "numberOf"])
        {
            Assert.Equal(TestRun.Value(3), body[prefix + "Instances"]);
            Assert.Equal(TestRun.Value(2), body[prefix + "ActiveInstances"]);
            Assert.Equal(TestRun.Value(1), body[prefix + "CompletedInstances"]);
        }
        Assert.Equal(TestRun.Value(2), run.Elements("ask")[^1].Variables["loopCounter"]);
    }

    [Fact]
    public void Cardinality_counts_and_must_be_a_whole_number()
    {
        var loop = new LoopCharacteristics.MultiInstance(false, Feel("n"), null, null, null, null, null);

        Assert.Equal("ask ask", TestRun.Start(Consult(loop), ("n", 2)).Waiting);
        var refused = TestRun.Of(Consult(loop));
        Assert.IsType<ExpressionFailed>(refused.Try(refused.StartCommand(("n", 1.5m))));
        Assert.IsType<ExpressionFailed>(refused.Try(refused.StartCommand(("n", "2"))));
    }

    [Fact]
    public void A_collection_that_is_no_list_is_refused()
    {
        var run = TestRun.Of(Consult(Each()));

        var refusal = Assert.IsType<ExpressionFailed>(run.Try(run.StartCommand(("parties", "gsj"))));
        Assert.Equal("ask", refusal.ElementId);
    }

    [Fact]
    public void The_collection_is_read_once()
    {
        var run = TestRun.Start(Consult(Each(sequential: true)), ("parties", new[] { "a", "b" }));

        run.Complete("ask", ("parties", new[] { "x", "y", "z" }));

        Assert.Equal(TestRun.Value("b"), run.Element("ask").Variables["party"]);
        run.Complete("ask");
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void Sub_processes_run_several_times_each_with_variables_of_its_own()
    {
        var process = Process("p")
            .Start()
            .SubProcess(
                "each",
                s => s.Start("in").UserTask("reply").UserTask("confirm").End("out"),
                s => s with { Loop = Each(collects: true) }
            )
            .UserTask("after")
            .Build();
        var run = TestRun.Start(process, ("parties", new[] { "gsj", "bqj" }));
        Assert.Equal("reply reply", run.Waiting);

        run.Complete("reply", ("reply", "yes"));
        Assert.Equal("confirm reply", run.Waiting);
        run.Complete("confirm").Complete("reply", ("reply", "no")).Complete("confirm");

        Assert.Equal("after", run.Waiting);
        Assert.Equal("[\"yes\", \"no\"]", run.Variable("replies").ToString());
        Assert.Equal("confirm confirm each each reply reply", run.Completed);
    }

    [Fact]
    public void A_boundary_event_belongs_to_all_runs_together()
    {
        var process = Process("p")
            .Start()
            .UserTask("ask", t => t with { Loop = Each() })
            .End()
            .Boundary("late", "ask", Timer("P5D"))
            .UserTask("remind")
            .Build();
        var run = TestRun.Start(process, ("parties", new[] { "a", "b" }));
        Assert.Equal(1, run.Timers);

        run.Fire("late");

        Assert.Equal("remind", run.Waiting);
        Assert.Equal(2, run.Count(HistoryEntryKind.Cancelled, "ask") - 1); // its runs, and the body
    }

    [Fact]
    public void Cancelling_one_run_lets_the_others_decide()
    {
        var run = TestRun.Start(Consult(Each()), ("parties", new[] { "a", "b" }));
        run.Complete("ask");

        run.Modify(new Modification.CancelElement(run.Element("ask").Id));

        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void Cancelling_one_sequential_run_goes_on_with_the_next()
    {
        var run = TestRun.Start(Consult(Each(sequential: true)), ("parties", new[] { "a", "b" }));

        run.Modify(new Modification.CancelElement(run.Element("ask").Id));

        Assert.Equal(TestRun.Value("b"), run.Element("ask").Variables["party"]);
    }

    [Fact]
    public void A_standard_loop_runs_while_its_condition_holds()
    {
        var loop = new LoopCharacteristics.Standard(TestBefore: false, Feel("again"), LoopMaximum: null);
        var run = TestRun.Start(Consult(loop), ("again", true));

        run.Complete("ask").Complete("ask", ("again", false));

        Assert.Equal("after", run.Waiting);
        Assert.Equal("ask ask", run.Completed);
    }

    [Fact]
    public void A_standard_loop_may_test_before_and_has_a_maximum()
    {
        var before = new LoopCharacteristics.Standard(TestBefore: true, Feel("again"), LoopMaximum: 2);

        Assert.Equal("after", TestRun.Start(Consult(before), ("again", false)).Waiting);
        var run = TestRun.Start(Consult(before), ("again", true));
        run.Complete("ask").Complete("ask");
        Assert.Equal("after", run.Waiting);
    }

    // ---- mistake 12 ----

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_empty_collection_does_not_hang(bool sequential)
    {
        var run = TestRun.Start(
            Consult(Each(sequential: sequential, collects: true)),
            ("parties", Array.Empty<string>())
        );

        Assert.Equal("after", run.Waiting);
        Assert.Equal("[]", run.Variable("replies").ToString());
    }

    [Fact]
    public void Outputs_do_not_overwrite_each_other_and_stand_in_the_order_of_the_inputs()
    {
        var run = TestRun.Start(Consult(Each(collects: true)), ("parties", new[] { "a", "b", "c" }));

        Answer(run, "c", "three");
        Answer(run, "a", "one");
        Answer(run, "b", "two");

        Assert.Equal("[\"one\", \"two\", \"three\"]", run.Variable("replies").ToString());
        Assert.False(run.State!.Variables.ContainsKey("reply"));
    }

    [Theory]
    [InlineData("nrOfCompletedInstances >= 2")]
    [InlineData("numberOfCompletedInstances >= 2")]
    [InlineData("reply = \"enough\"")]
    public void No_sibling_is_alive_after_the_completion_condition(string until)
    {
        var run = TestRun.Start(Consult(Each(until: until, collects: true)), ("parties", new[] { "a", "b", "c" }));
        Answer(run, "b", "first");
        Assert.Equal("ask ask", run.Waiting);

        Answer(run, "c", "enough");

        Assert.Equal("after", run.Waiting);
        Assert.Single(run.Open.Tasks);
        Assert.Equal("[null, \"first\", \"enough\"]", run.Variable("replies").ToString());
    }

    private static EventDefinition.Timer Timer(string duration) => new(TimerKind.Duration, Text(duration));

    [Fact]
    public void A_run_that_is_added_stands_beside_the_others_and_its_output_last()
    {
        var run = TestRun.Start(Consult(Each(collects: true)), ("parties", new[] { "gsj", "bqj" }));
        Answer(run, "gsj", "yes");

        run.Modify(new Modification.AddRun("ask", TestRun.Value("wgj")));

        Assert.Equal("ask ask", run.Waiting);
        Answer(run, "bqj", "no");
        Answer(run, "wgj", "maybe");
        Assert.Equal("after", run.Waiting);
        Assert.Equal(TestRun.Value(new[] { "yes", "no", "maybe" }), run.Variable("replies"));
    }

    [Fact]
    public void A_run_is_added_only_to_a_parallel_loop_that_is_under_way()
    {
        var further = new Modification.AddRun("ask", TestRun.Value("wgj"));
        var inTurn = TestRun.Start(Consult(Each(sequential: true)), ("parties", new[] { "gsj", "bqj" }));
        var past = TestRun.Start(Consult(Each()), ("parties", new[] { "gsj" })).Complete("ask");

        Assert.IsType<LoopTakesNoFurtherRun>(inTurn.Try(new Command.Modify([further])));
        Assert.IsType<LoopTakesNoFurtherRun>(past.Try(new Command.Modify([further])));
    }
}
