using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using static IpStrategy.Testing.ProcessBuilder;

namespace IpStrategy.Workflow.Tests.Execution;

/// <summary>BPMN 2.0.2 §13.3.3: what each kind of task does.</summary>
public sealed class TasksTests
{
    [Fact]
    public void A_process_without_waiting_ends_in_one_command()
    {
        var run = TestRun.Start(Process("p").Start().Task("a").Script("b", "1 + 1", "two").End().Build());

        Assert.Equal(InstanceStatus.Completed, run.Status);
        Assert.Equal("a b", run.Completed);
        Assert.Equal(TestRun.Value(2), run.Variable("two"));
        Assert.Empty(run.State!.Elements);
        Assert.IsType<Effect.EndInstance>(run.Last[^1]);
    }

    [Fact]
    public void A_user_task_waits_until_it_is_completed_and_what_it_brings_goes_to_the_process()
    {
        var run = TestRun.Start(Process("p").Start().UserTask("review").End().Build());
        Assert.Equal("review", run.Waiting);

        run.Complete("review", ("approved", true));

        Assert.Equal(InstanceStatus.Completed, run.Status);
        Assert.Equal(TestRun.Value(true), run.Variable("approved"));
    }

    [Fact]
    public void Completing_a_task_twice_is_refused_and_changes_nothing()
    {
        var run = TestRun.Start(Process("p").Start().UserTask("a").UserTask("b").End().Build());
        var task = run.Element("a").Id;
        run.Complete("a");
        var before = run.State;

        Assert.Equal(new TaskIsNotOpen(task), run.Try(new Command.CompleteTask(task, Command.NoVariables)));
        Assert.Same(before, run.State);
    }

    [Fact]
    public void Attributes_of_a_user_task_are_worked_out_once_on_entry()
    {
        var process = Process("p")
            .Start()
            .UserTask(
                "a",
                t =>
                    t with
                    {
                        Assignee = Text("${who}"),
                        CandidateUsers = Text("li.si, wang.wu"),
                        CandidateGroups = Text("= groups"),
                        DueDate = Text("P3D"),
                        FollowUpDate = Text("2010-03-20"),
                        Priority = Text("50"),
                        FormKey = Text("review"),
                    }
            )
            .End()
            .Build();

        var run = TestRun.Start(process, ("who", "zhang.san"), ("groups", new[] { "agency:a", "agency:b" }));

        var task = run.Element("a").Task!;
        Assert.Equal("zhang.san", task.Assignee);
        Assert.Equal(["li.si", "wang.wu"], task.CandidateUsers);
        Assert.Equal(["agency:a", "agency:b"], task.CandidateGroups);
        Assert.Equal(TestRun.Morning.AddDays(3), task.DueDate);
        Assert.Equal(new DateTimeOffset(2010, 3, 20, 0, 0, 0, TimeSpan.FromHours(8)), task.FollowUpDate);
        Assert.Equal(50, task.Priority);
        Assert.Equal("review", task.FormKey);
    }

    [Fact]
    public void Names_of_tasks_and_messages_may_hold_expressions()
    {
        var process = Process("p")
            .Start()
            .UserTask("a", t => t with { Name = "Review ${title}" })
            .Receive("r", "answer-${no}")
            .Build();
        var run = TestRun.Start(process, ("title", "42"), ("no", 7));

        Assert.Equal("Review 42", Assert.Single(run.Effects.OfType<Effect.OpenTask>()).Name);
        run.Complete("a").Deliver("answer-7");
        Assert.Equal(InstanceStatus.Completed, run.Status);
    }

    [Fact]
    public void An_instantiating_receive_task_has_had_its_message()
    {
        var process = Process("p").Receive("r", "new").UserTask("a").Build();
        var receive = (ReceiveTask)process.Node("r") with { IsInstantiating = true };
        process = new ProcessDefinition(
            process.Id,
            null,
            [receive, .. process.Nodes.Skip(1)],
            process.Flows,
            process.Scopes,
            process.Lanes
        );
        var run = TestRun.Of(process);

        Assert.IsType<ProcessHasNoSuchStartEvent>(run.Try(run.StartCommand()));
        run.Do(run.StartCommand() with { StartEvent = "r" });
        Assert.Equal("a", run.Waiting);
        Assert.Equal("r", run.Completed);
    }

    [Fact]
    public void A_user_task_that_names_nobody_is_offered_to_its_lane()
    {
        var process = Process("p").Start().UserTask("a").UserTask("b", t => t with { Assignee = Text("x") }).End();

        var run = TestRun.Start(process.Lane("lead", "a", "b").Build());
        Assert.Equal(["lead"], run.Element("a").Task!.CandidateGroups);
        run.Complete("a");

        Assert.Empty(run.Element("b").Task!.CandidateGroups);
    }

    [Fact]
    public void A_service_task_with_a_handler_hands_the_work_out_and_waits_for_it()
    {
        var process = Process("p").Start().Service("s", new Implementation.Handler("number")).End().Build();
        var run = TestRun.Start(process, ("x", 1));

        var work = Assert.IsType<Effect.StartWork>(Assert.Single(run.Last));
        Assert.Equal((WorkKind.Handler, "number"), (work.Kind, work.Name));
        Assert.Equal(TestRun.Value(1), work.Variables["x"]);
        run.CompleteWork("s", ("no", 7));

        Assert.Equal(InstanceStatus.Completed, run.Status);
        Assert.Equal(TestRun.Value(7), run.Variable("no"));
    }

    [Fact]
    public void External_work_has_a_topic_that_may_be_an_expression()
    {
        var external = new Implementation.External(Text("${region}-mail"));
        var run = TestRun.Start(Process("p").Start().Service("s", external).End().Build(), ("region", "tj"));

        var work = Assert.IsType<Effect.StartWork>(Assert.Single(run.Last));
        Assert.Equal((WorkKind.External, "tj-mail"), (work.Kind, work.Name));
        Assert.Equal("s", run.Waiting);
    }

    [Fact]
    public void Completing_work_that_is_not_open_is_refused()
    {
        var run = TestRun.Start(Process("p").Start().UserTask("a").End().Build());
        var id = run.Element("a").Id;

        Assert.Equal(new WorkIsNotOpen(id), run.Try(new Command.CompleteWork(id, Command.NoVariables)));
    }

    [Fact]
    public void A_result_without_a_result_variable_is_dropped()
    {
        var evaluated = new Implementation.Evaluated(Text("${1 + 1}"));
        var run = TestRun.Start(
            Process("p")
                .Start()
                .Service("s", evaluated)
                .Service("t", evaluated, t => t with { ResultVariable = "r" })
                .End()
                .Build()
        );

        Assert.Equal(["r"], run.State!.Variables.Keys);
    }

    [Fact]
    public void A_receive_task_waits_for_its_message()
    {
        var run = TestRun.Start(Process("p").Start().Receive("r", "answer").End().Build());
        Assert.Equal("r", run.Waiting);

        run.Deliver("answer", ("text", "yes"));

        Assert.Equal(InstanceStatus.Completed, run.Status);
        Assert.Equal(TestRun.Value("yes"), run.Variable("text"));
        Assert.Equal("r", run.Completed);
    }

    [Fact]
    public void A_message_with_another_name_or_for_a_closed_subscription_is_refused()
    {
        var run = TestRun.Start(Process("p").Start().Receive("r", "answer").UserTask("a").End().Build());
        var id = run.Subscription("answer").Id;

        Assert.Equal(
            new SubscriptionHasAnotherName(id, "answer"),
            run.Try(new Command.DeliverMessage(id, "question", Command.NoVariables))
        );
        run.Deliver("answer");
        Assert.Equal(
            new SubscriptionIsGone(id),
            run.Try(new Command.DeliverMessage(id, "answer", Command.NoVariables))
        );
    }

    [Fact]
    public void A_send_task_sends_its_message_and_goes_on()
    {
        var process = Process("p").Start();
        var run = TestRun.Start(
            process.Throw("t", new EventDefinition.Message(new MessageReference("hello"))).End().Build()
        );

        Assert.Equal("hello", Assert.Single(run.Effects.OfType<Effect.SendMessage>()).Name);
        Assert.Equal(InstanceStatus.Completed, run.Status);
    }

    [Fact]
    public void Inputs_are_local_and_outputs_go_out()
    {
        var process = Process("p")
            .Start()
            .UserTask(
                "a",
                t =>
                    t with
                    {
                        Inputs = [new VariableMapping("local", Feel("x * 2"))],
                        Outputs = [new VariableMapping("y", Feel("local + 1"))],
                    }
            )
            .UserTask("b")
            .End()
            .Build();
        var run = TestRun.Start(process, ("x", 10));
        Assert.Equal(TestRun.Value(20), run.Element("a").Variables["local"]);

        run.Complete("a", ("local", 5));

        Assert.Equal(TestRun.Value(6), run.Variable("y"));
        Assert.False(run.State!.Variables.ContainsKey("local"));
    }

    [Fact]
    public void The_initiator_is_kept_under_the_name_the_start_event_gives()
    {
        var definition = Process("p").Start().UserTask("a").End().Build();
        var start = (StartEvent)definition.Node("start") with { InitiatorVariable = "by" };
        definition = new ProcessDefinition(
            definition.Id,
            null,
            [start, .. definition.Nodes.Skip(1)],
            definition.Flows,
            definition.Scopes,
            definition.Lanes
        );
        var run = TestRun.Of(definition);
        run.Do(run.StartCommand() with { Initiator = "zhang.san" });

        Assert.Equal(TestRun.Value("zhang.san"), run.Variable("by"));
    }
}
