using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using static IpStrategy.Testing.ProcessBuilder;

namespace IpStrategy.Workflow.Tests.Execution;

/// <summary>One word for another in a running instance: its tokens stay where they are.</summary>
public sealed class SubstitutingTests
{
    private static readonly ImmutableSortedDictionary<string, string> Merger = ImmutableSortedDictionary<
        string,
        string
    >.Empty.AddRange([new("gsj", "scjgw"), new("agency:gsj", "agency:scjgw")]);

    private static TestRun Asked()
    {
        var each = new LoopCharacteristics.MultiInstance(
            false,
            null,
            Feel("parties"),
            "party",
            "reply",
            "replies",
            null
        );
        return TestRun.Start(
            Process("p")
                .Start()
                .UserTask("ask", t => t with { Loop = each, CandidateGroups = Text("agency:${party}") })
                .UserTask("after")
                .End()
                .Build(),
            ("parties", new[] { "gsj", "bqj" }),
            ("lead", "gsj"),
            ("text", "gsj and others")
        );
    }

    [Fact]
    public void Variables_of_every_scope_hold_the_new_word_and_longer_texts_stay()
    {
        var run = Asked().Do(new Command.Substitute(Merger));
        Assert.Equal("ask ask", run.Waiting);
        Assert.Equal(TestRun.Value("scjgw"), run.Variable("lead"));
        Assert.Equal(TestRun.Value(new[] { "scjgw", "bqj" }), run.Variable("parties"));
        Assert.Equal(TestRun.Value("gsj and others"), run.Variable("text"));
        Assert.Equal(["scjgw", "bqj"], run.Elements("ask").Select(e => e.Variables["party"].ToString()));
    }

    [Fact]
    public void Open_tasks_are_offered_to_the_new_group_and_whoever_has_one_keeps_it()
    {
        var run = Asked();
        var task = run.Elements("ask")[0].Id;
        run.Do(new Command.ClaimTask(task, "zhang.san")).Do(new Command.Substitute(Merger));
        var change = Assert.IsType<Effect.ChangeCandidates>(Assert.Single(run.Last));
        Assert.Equal(task, change.Element);
        Assert.Equal(["agency:scjgw"], change.Attributes.CandidateGroups);
        Assert.Equal("zhang.san", run.Elements("ask")[0].Task!.Assignee);
        Assert.Equal(["agency:bqj"], run.Elements("ask")[1].Task!.CandidateGroups);
    }

    [Fact]
    public void What_a_loop_has_collected_speaks_of_the_new_word_too()
    {
        var run = Asked();
        run.Do(new Command.CompleteTask(run.Elements("ask")[0].Id, TestRun.Variables(("reply", "gsj"))));
        run.Do(new Command.Substitute(Merger)).Complete("ask", ("reply", "bqj"));
        Assert.Equal(TestRun.Value(new[] { "scjgw", "bqj" }), run.Variable("replies"));
    }

    [Fact]
    public void A_word_nobody_uses_changes_nothing()
    {
        var run = Asked();
        var before = run.State;
        run.Do(new Command.Substitute(ImmutableSortedDictionary<string, string>.Empty.Add("hg", "x")));
        Assert.Empty(run.Last);
        Assert.Equal(before!.Elements, run.State!.Elements);
    }

    [Fact]
    public void While_it_is_suspended_nothing_is_replaced() =>
        Assert.IsType<InstanceIsSuspended>(Asked().Do(new Command.Suspend()).Try(new Command.Substitute(Merger)));
}
