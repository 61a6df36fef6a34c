using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using static IpStrategy.Testing.ProcessBuilder;

namespace IpStrategy.Workflow.Tests.Execution;

/// <summary>Claim, return, assign, delegate, resolve. Part of mistake 16: unclaiming never loses the candidates.</summary>
public sealed class HumanTasksTests
{
    private static TestRun Open() =>
        TestRun.Start(
            Process("p")
                .Start()
                .UserTask("a", t => t with { CandidateGroups = Text("agency:a,agency:b") })
                .End()
                .Build()
        );

    private static TaskAttributes Task(TestRun run) => run.Element("a").Task!;

    [Fact]
    public void A_free_task_can_be_claimed_and_ones_own_again_without_any_change()
    {
        var run = Open();
        var id = run.Element("a").Id;

        run.Do(new Command.ClaimTask(id, "zhang.san"));
        Assert.Equal("zhang.san", Task(run).Assignee);
        Assert.Equal("zhang.san", Assert.IsType<Effect.ChangeTask>(Assert.Single(run.Last)).Attributes.Assignee);
        run.Do(new Command.ClaimTask(id, "zhang.san"));
        Assert.Empty(run.Last);
    }

    [Fact]
    public void A_claim_race_has_one_winner()
    {
        var run = Open();
        var id = run.Element("a").Id;
        run.Do(new Command.ClaimTask(id, "zhang.san"));

        Assert.Equal(new TaskIsClaimedBySomebodyElse(id, "zhang.san"), run.Try(new Command.ClaimTask(id, "li.si")));
        Assert.Equal("zhang.san", Task(run).Assignee);
    }

    [Fact]
    public void Unclaiming_does_not_lose_the_candidates()
    {
        var run = Open();
        var id = run.Element("a").Id;
        run.Do(new Command.ClaimTask(id, "zhang.san")).Do(new Command.UnclaimTask(id));

        Assert.Null(Task(run).Assignee);
        Assert.Equal(["agency:a", "agency:b"], Task(run).CandidateGroups);
        run.Do(new Command.ClaimTask(id, "li.si"));
    }

    [Fact]
    public void Assigning_takes_the_task_from_whoever_has_it()
    {
        var run = Open();
        var id = run.Element("a").Id;
        run.Do(new Command.ClaimTask(id, "zhang.san")).Do(new Command.AssignTask(id, "li.si"));
        Assert.Equal("li.si", Task(run).Assignee);

        run.Do(new Command.AssignTask(id, null));
        Assert.Null(Task(run).Assignee);
    }

    [Fact]
    public void A_delegated_task_goes_back_to_its_owner_before_it_can_be_completed()
    {
        var run = Open();
        var id = run.Element("a").Id;
        run.Do(new Command.ClaimTask(id, "zhang.san")).Do(new Command.DelegateTask(id, "li.si"));
        Assert.Equal(("zhang.san", "li.si", DelegationState.Pending), Who(run));

        Assert.Equal(
            new TaskIsStillDelegated(id, "zhang.san"),
            run.Try(new Command.CompleteTask(id, Command.NoVariables))
        );
        run.Do(new Command.ResolveTask(id, TestRun.Variables(("opinion", "agreed"))));
        Assert.Equal(("zhang.san", "zhang.san", DelegationState.Resolved), Who(run));
        Assert.Equal(TestRun.Value("agreed"), run.Variable("opinion"));
        run.Complete("a");
    }

    [Fact]
    public void Delegating_further_keeps_the_first_owner()
    {
        var run = Open();
        var id = run.Element("a").Id;
        run.Do(new Command.ClaimTask(id, "zhang.san"))
            .Do(new Command.DelegateTask(id, "li.si"))
            .Do(new Command.DelegateTask(id, "wang.wu"));

        Assert.Equal(("zhang.san", "wang.wu", DelegationState.Pending), Who(run));
    }

    [Fact]
    public void Resolving_what_was_not_delegated_is_refused()
    {
        var run = Open();
        var id = run.Element("a").Id;

        Assert.Equal(new TaskIsNotDelegated(id), run.Try(new Command.ResolveTask(id, Command.NoVariables)));
    }

    [Fact]
    public void Nothing_can_be_done_with_a_task_of_a_suspended_or_ended_instance()
    {
        var run = Open();
        var id = run.Element("a").Id;
        run.Do(new Command.Suspend());
        Assert.Equal(new InstanceIsSuspended(), run.Try(new Command.ClaimTask(id, "zhang.san")));
        run.Do(new Command.Resume()).Complete("a");

        Assert.Equal(new InstanceHasEnded(InstanceStatus.Completed), run.Try(new Command.ClaimTask(id, "zhang.san")));
    }

    private static (string?, string?, DelegationState) Who(TestRun run) =>
        (Task(run).Owner, Task(run).Assignee, Task(run).Delegation);

    [Fact]
    public void Listeners_hear_of_each_step_in_the_life_of_a_task()
    {
        var all = new[] { "create", "assignment", "complete", "delete" };
        var run = TestRun.Start(
            Process("p")
                .Start()
                .UserTask("a", t => t with { Listeners = [.. all.Select(e => new Listener(e, "h"))] })
                .UserTask("b")
                .Build()
        );

        Assert.Equal(["create"], Heard(run));
        run.Do(new Command.ClaimTask(run.Element("a").Id, "zhang"));
        Assert.Equal(["assignment"], Heard(run));
        run.Do(new Command.UnclaimTask(run.Element("a").Id));
        Assert.Empty(Heard(run));
        run.Complete("a");
        Assert.Equal(["complete"], Heard(run));
        run.Modify(new Modification.CancelActivity("b"), new Modification.StartBefore("a"));
        run.Modify(new Modification.CancelActivity("a"), new Modification.StartBefore("b"));
        Assert.Equal(["delete"], Heard(run));
    }

    private static IEnumerable<string> Heard(TestRun run) =>
        run.Last.OfType<Effect.NotifyListener>().Select(n => n.Event);
}
