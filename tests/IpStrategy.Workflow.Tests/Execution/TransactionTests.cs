using IpStrategy.Testing;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using static IpStrategy.Testing.ProcessBuilder;

namespace IpStrategy.Workflow.Tests.Execution;

/// <summary>BPMN 2.0.2 §10.3.5 and §13.5.6: transactions and the cancel events.</summary>
public sealed class TransactionTests
{
    private static readonly EventDefinition Cancelled = new EventDefinition.Cancel();

    private static EventDefinition Undo(string? activity = null) => new EventDefinition.Compensation(activity, true);

    private static EventDefinition.Message Message(string name) => new(new MessageReference(name));

    private static Action<ProcessBuilder> Logs(string id, string? what = null) =>
        b => b.Script(id, $"append(log, {what ?? $"\"{id}\""})", "log");

    private static Action<ProcessBuilder> Asks(string id) => b => b.UserTask(id);

    private static TestRun Start(ProcessBuilder process) =>
        TestRun.Start(process.Build(), ("log", Array.Empty<object?>()));

    private static string Log(TestRun run) =>
        run.Variable("log").ToString().Replace("\"", "", StringComparison.Ordinal);

    private static ProcessBuilder Around(Action<ProcessBuilder> contents, LoopCharacteristics? loop = null) =>
        Process("p")
            .Start()
            .SubProcess("tx", contents, s => s with { IsTransaction = true, Loop = loop })
            .UserTask("done")
            .Boundary("cancelled", "tx", Cancelled)
            .UserTask("undone");

    private static ProcessBuilder Booking(Action<ProcessBuilder> hotel, Action<ProcessBuilder> flight) =>
        Around(t =>
            t.Start("in")
                .Task("hotel")
                .Undo("hotel", hotel)
                .Task("flight")
                .Undo("flight", flight)
                .UserTask("confirm")
                .Exclusive("ok")
                .FromDefault("ok")
                .End("booked")
                .From("ok", "not(confirmed)")
                .End("cancel", Cancelled)
        );

    [Fact]
    public void A_transaction_that_is_not_cancelled_is_a_sub_process()
    {
        var run = Start(Booking(Logs("undoHotel"), Logs("undoFlight"))).Complete("confirm", ("confirmed", true));

        Assert.Equal("done", run.Waiting);
        Assert.Equal("[]", Log(run));
        Assert.Equal("confirm flight hotel tx", run.Completed);
        Assert.Contains(run.History, h => h is { ActivityId: "tx", ElementType: "transaction" });
    }

    [Fact]
    public void Cancelled_it_undoes_what_has_completed_and_leaves_by_the_cancel_event()
    {
        var run = Start(Booking(Logs("undoHotel"), Logs("undoFlight"))).Complete("confirm", ("confirmed", false));

        Assert.Equal("[undoFlight, undoHotel]", Log(run));
        Assert.Equal("undone", run.Waiting);
        Assert.Equal("confirm flight hotel undoFlight undoHotel", run.Completed);
        Assert.Equal(1, run.Count(HistoryEntryKind.Completed, "cancel"));
        Assert.Equal(1, run.Count(HistoryEntryKind.Cancelled, "tx"));
    }

    [Fact]
    public void It_leaves_only_when_the_handlers_have_ended()
    {
        var run = Start(Booking(Asks("undoHotel"), Asks("undoFlight"))).Complete("confirm", ("confirmed", false));

        Assert.Equal("cancel undoFlight", run.Waiting);
        Assert.Single(run.Open.Tasks);
        run.Complete("undoFlight");
        Assert.Equal("cancel undoHotel", run.Waiting);
        run.Complete("undoHotel");
        Assert.Equal("undone", run.Waiting);
    }

    [Fact]
    public void With_nothing_to_undo_it_leaves_at_once()
    {
        var run = Start(Around(t => t.Start("in").Task("a").End("cancel", Cancelled)));

        Assert.Equal("undone", run.Waiting);
    }

    [Fact]
    public void Other_branches_are_ended_before_anything_is_undone()
    {
        var run = Start(
            Around(t =>
                t.Start("in")
                    .Parallel("split")
                    .Task("a")
                    .Undo("a", Asks("undoA"))
                    .UserTask("decide")
                    .End("cancel", Cancelled)
                    .From("split")
                    .UserTask("b")
                    .Undo("b", Asks("undoB"))
                    .EventSubProcess("note", h => h.NonInterruptingStart("hs", Message("note")).UserTask("read"))
            )
        );
        Assert.Single(run.Open.Subscriptions);

        run.Complete("decide");

        Assert.Equal("cancel undoA", run.Waiting);
        Assert.Equal(1, run.Count(HistoryEntryKind.Cancelled, "b"));
        Assert.Empty(run.Open.Subscriptions);
        run.Complete("undoA");
        Assert.Equal("undone", run.Waiting);
    }

    [Fact]
    public void A_join_that_waits_is_forgotten_with_its_branch()
    {
        var run = Start(
            Around(t =>
                t.Start("in")
                    .Parallel("split")
                    .Task("a")
                    .Undo("a", Logs("undoA"))
                    .Parallel("join")
                    .End("booked")
                    .From("split")
                    .UserTask("b")
                    .Exclusive("ok")
                    .FromDefault("ok")
                    .To("join")
                    .From("ok", "no")
                    .End("cancel", Cancelled)
            )
        );
        Assert.Equal("b join", run.Waiting);

        run.Complete("b", ("no", true));

        Assert.Equal("[undoA]", Log(run));
        Assert.Equal("undone", run.Waiting);
    }

    [Fact]
    public void What_had_completed_in_an_active_sub_process_is_undone_too()
    {
        var run = Start(
            Around(t =>
                t.Start("in")
                    .Parallel("split")
                    .SubProcess(
                        "sub",
                        s => s.Start("in2").Task("a").Undo("a", Logs("undoA")).UserTask("b").Undo("b", Logs("undoB"))
                    )
                    .From("split")
                    .UserTask("decide")
                    .End("cancel", Cancelled)
            )
        );

        run.Complete("decide");

        Assert.Equal("[undoA]", Log(run));
        Assert.Equal("undone", run.Waiting);
    }

    [Fact]
    public void A_cancel_end_event_may_stand_in_a_sub_process_of_the_transaction()
    {
        var run = Start(
            Around(t =>
                t.Start("in")
                    .Task("a")
                    .Undo("a", Logs("undoA"))
                    .SubProcess("sub", s => s.Start("in2").Task("b").Undo("b", Logs("undoB")).End("cancel", Cancelled))
                    .UserTask("never")
            )
        );

        Assert.Equal("[undoB, undoA]", Log(run));
        Assert.Equal("undone", run.Waiting);
    }

    [Fact]
    public void The_innermost_transaction_is_the_one_cancelled()
    {
        var run = Start(
            Around(t =>
                t.Start("in")
                    .Task("a")
                    .Undo("a", Logs("undoA"))
                    .SubProcess(
                        "inner",
                        s => s.Start("in2").Task("b").Undo("b", Logs("undoB")).End("cancel", Cancelled),
                        s => s with { IsTransaction = true }
                    )
                    .UserTask("never")
                    .Boundary("innerCancelled", "inner", Cancelled)
                    .UserTask("decide")
                    .End("outerCancel", Cancelled)
            )
        );

        Assert.Equal("[undoB]", Log(run));
        Assert.Equal("decide", run.Waiting);
        run.Complete("decide");
        Assert.Equal("[undoB, undoA]", Log(run));
        Assert.Equal("undone", run.Waiting);
    }

    [Fact]
    public void Cancelling_the_outer_transaction_undoes_an_inner_one_that_has_completed()
    {
        var run = Start(
            Around(t =>
                t.Start("in")
                    .SubProcess(
                        "inner",
                        s => s.Start("in2").Task("b").Undo("b", Logs("undoB")),
                        s => s with { IsTransaction = true }
                    )
                    .Task("a")
                    .Undo("a", Logs("undoA"))
                    .End("cancel", Cancelled)
            )
        );

        Assert.Equal("[undoA, undoB]", Log(run));
        Assert.Equal("undone", run.Waiting);
    }

    [Fact]
    public void All_runs_of_a_multi_instance_transaction_are_cancelled_and_undone()
    {
        var each = new LoopCharacteristics.MultiInstance(false, null, Feel("[1, 2, 3]"), "item", null, null, null);
        var run = Start(
            Around(
                t =>
                    t.Start("in")
                        .Task("book")
                        .Undo("book", Logs("unbook", "item"))
                        .UserTask("confirm")
                        .Exclusive("ok")
                        .FromDefault("ok")
                        .End("booked")
                        .From("ok", "no")
                        .End("cancel", Cancelled),
                each
            )
        );

        run.Complete("confirm", ("no", false)).Complete("confirm", ("no", true));

        Assert.Equal(["1", "2", "3"], Log(run).Trim('[', ']').Split(", ").Order(StringComparer.Ordinal));
        Assert.Equal("undone", run.Waiting);
        Assert.Empty(run.Open.Tasks.Skip(1));
    }

    [Fact]
    public void A_loop_whose_cancelling_run_is_taken_out_by_hand_goes_on_without_it()
    {
        var twice = new LoopCharacteristics.MultiInstance(false, Feel("2"), null, null, null, null, null);
        var run = Start(
            Around(
                t =>
                    t.Start("in")
                        .Task("book")
                        .Undo("book", Asks("unbook"))
                        .UserTask("confirm")
                        .End("cancel", Cancelled),
                twice
            )
        );
        run.Complete("confirm");
        Assert.Equal("cancel unbook unbook", run.Waiting);

        run.Modify(new Modification.CancelElement(run.Element("tx").Id), new Modification.StartBefore("done"));
        Assert.Equal("done unbook", run.Waiting);
        run.Complete("unbook").Complete("done");

        Assert.Equal(InstanceStatus.Completed, run.Status);
    }

    [Fact]
    public void An_error_that_leaves_it_is_a_hazard_and_undoes_nothing()
    {
        var run = Start(
            Around(t =>
                    t.Start("in")
                        .Task("a")
                        .Undo("a", Logs("undoA"))
                        .End("fail", new EventDefinition.Error("E", null, null))
                )
                .Boundary("failed", "tx", new EventDefinition.Error("E", null, null))
                .Throw("undo", Undo())
                .UserTask("repair")
        );

        Assert.Equal("[]", Log(run));
        Assert.Equal("repair", run.Waiting);
    }

    [Fact]
    public void Without_a_cancel_boundary_event_nothing_follows()
    {
        var run = Start(
            Process("p")
                .Start()
                .Parallel("split")
                .SubProcess(
                    "tx",
                    t => t.Start("in").Task("a").Undo("a", Logs("undoA")).End("cancel", Cancelled),
                    s => s with { IsTransaction = true }
                )
                .UserTask("done")
                .From("split")
                .UserTask("other")
        );

        Assert.Equal("[undoA]", Log(run));
        Assert.Equal("other", run.Waiting);
        run.Complete("other");
        Assert.Equal(InstanceStatus.Completed, run.Status);
    }

    [Fact]
    public void A_completed_transaction_is_undone_from_outside()
    {
        var run = Start(
            Process("p")
                .Start()
                .SubProcess(
                    "tx",
                    t => t.Start("in").Task("a").Undo("a", Logs("undoA")),
                    s => s with { IsTransaction = true }
                )
                .Throw("undo", Undo("tx"))
                .UserTask("after")
        );

        Assert.Equal("[undoA]", Log(run));
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void Handlers_that_run_already_are_waited_for_and_not_started_again()
    {
        var run = Start(
            Around(t =>
                t.Start("in")
                    .Parallel("split")
                    .Task("a")
                    .Undo("a", Asks("undoA"))
                    .Throw("undo", Undo())
                    .UserTask("never")
                    .From("split")
                    .UserTask("decide")
                    .End("cancel", Cancelled)
            )
        );
        Assert.Equal("decide undo undoA", run.Waiting);

        run.Complete("decide");
        Assert.Equal("cancel undoA", run.Waiting);
        run.Complete("undoA");

        Assert.Equal("undone", run.Waiting);
        Assert.Equal(1, run.Count(HistoryEntryKind.Completed, "undoA"));
    }

    [Fact]
    public void What_another_event_was_about_to_undo_in_the_same_step_is_undone_once()
    {
        var run = Start(
            Around(t =>
                t.Start("in")
                    .Task("a")
                    .Undo("a", Logs("undoA"))
                    .Parallel("split")
                    .Throw("undo", Undo())
                    .UserTask("never")
                    .From("split")
                    .End("cancel", Cancelled)
            )
        );

        Assert.Equal("[undoA]", Log(run));
        Assert.Equal("undone", run.Waiting);
    }

    [Fact]
    public void A_compensation_event_sub_process_in_the_transaction_undoes_it_from_outside_alone()
    {
        var run = Start(
            Process("p")
                .Start()
                .SubProcess(
                    "tx",
                    t =>
                        t.Start("in")
                            .Task("a")
                            .Undo("a", Logs("undoA"))
                            .UserTask("decide")
                            .EventSubProcess("handler", h => Logs("handled")(h.Start("hs", Undo()))),
                    s => s with { IsTransaction = true }
                )
                .Throw("undo", Undo())
                .UserTask("after")
        );

        run.Complete("decide");

        Assert.Equal("[handled]", Log(run));
        Assert.Equal("after", run.Waiting);
    }

    [Fact]
    public void A_cancel_event_outside_a_transaction_cannot_be_executed()
    {
        var run = TestRun.Of(Process("p").Start().End("cancel", Cancelled).Build());

        Assert.Equal("cancel", Assert.IsType<ElementCannotBeExecuted>(run.Try(run.StartCommand())).ElementId);
    }
}
