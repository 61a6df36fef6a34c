using static IpStrategy.Workflow.Tests.Scenarios.Drawing;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>BPMN 2.0.2 §13.4.5.</summary>
public sealed class ComplexGatewayTests
{
    private static Stage TwoOfThree(string condition = "activationCount >= 2", string more = "", string flows = "") =>
        Stage(
            $"""
            {Ends}<parallelGateway id='f'/>{Users("a", "b", "c", "after")}
            <complexGateway id='j'><activationCondition>{System.Security.SecurityElement.Escape(
                condition
            )}</activationCondition></complexGateway>{more}
            """,
            "s -> f; f -> a; f -> b; f -> c; a -> j; b -> j; c -> j; after -> e; "
                + (flows.Length > 0 ? flows : "j -> after")
        );

    [Fact]
    public void It_opens_with_the_second_of_three_and_takes_the_third_away() =>
        TwoOfThree()
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "a"},
                {"op": "expect", "active": ["b", "c", "j"]},
                {"op": "complete", "task": "b"},
                {"op": "expect", "active": ["after", "c"]},
                {"op": "complete", "task": "after"},
                {"op": "expect", "status": "active", "active": ["c"]},
                {"op": "complete", "task": "c"},
                {"op": "expect", "status": "completed", "completed": ["a", "b", "c", "after"]}
                """
            );

    [Fact]
    public void Two_tokens_on_one_flow_do_not_count_as_two_flows() =>
        Stage(
                $"""
                {Ends}<parallelGateway id='f'/><exclusiveGateway id='m'/>{Users("a", "b", "c", "after")}
                <complexGateway id='j'><activationCondition>activationCount = 2</activationCondition></complexGateway>
                """,
                "s -> f; f -> a; f -> b; f -> c; a -> m; b -> m; m -> j; c -> j; j -> after; after -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "a"},
                {"op": "complete", "task": "b"},
                {"op": "expect", "active": ["c", "j", "j"]},
                {"op": "complete", "task": "c"},
                {"op": "expect", "active": ["after", "j"]}
                """
            );

    [Fact]
    public void The_condition_may_speak_of_the_flows_and_of_variables() =>
        TwoOfThree("enough and 2 <= 1 + 1")
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"enough": false}},
                {"op": "complete", "task": "a"},
                {"op": "complete", "task": "b", "variables": {"enough": true}},
                {"op": "expect", "active": ["after", "c"]}
                """
            );

    [Fact]
    public void It_is_reset_when_the_rest_cannot_come_any_more_and_starts_anew() =>
        Stage(
                $"""
                {Ends}<exclusiveGateway id='again'/><parallelGateway id='f'/>{Users("a", "b", "after")}
                <boundaryEvent id='late' attachedToRef='b'>{Timer("P1D")}</boundaryEvent>
                <complexGateway id='j'><activationCondition>activationCount >= 1</activationCondition></complexGateway>
                """,
                "s -> again; again -> f; f -> a; f -> b; a -> j; b -> j; j -> after; after -> again; late -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "a"},
                {"op": "expect", "active": ["after", "b"]},
                {"op": "fireTimer", "activity": "late"},
                {"op": "expect", "active": ["after"]},
                {"op": "complete", "task": "after"},
                {"op": "complete", "task": "b"},
                {"op": "expect", "active": ["a", "after"]}
                """
            );

    [Fact]
    public void In_the_reset_it_sends_where_a_condition_says_so() =>
        TwoOfThree(
                more: Users("rest"),
                flows: "j -> after [waitingForStart]; j -> rest [not(waitingForStart)]; rest -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "a"},
                {"op": "complete", "task": "b"},
                {"op": "complete", "task": "after"},
                {"op": "expect", "active": ["c"]},
                {"op": "complete", "task": "c"},
                {"op": "expect", "active": ["rest"]}
                """
            );

    private static Stage Split(string gateway, string flows) =>
        Stage($"{Ends}{gateway}{Users("a", "b", "d")}", $"s -> j; {flows}; a -> e; b -> e; d -> e");

    [Fact]
    public void As_a_split_it_takes_every_flow_that_holds_once_or_the_default() =>
        Split("<complexGateway id='j' default='j-d'/>", "j -> a [n > 1]; j -> b [n > 2]; j -> d")
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"n": 3}},
                {"op": "expect", "tasks": ["a", "b"]},
                {"op": "start", "process": "p", "as": "p2", "variables": {"n": 0}},
                {"op": "expect", "instance": "p2", "tasks": ["d"]},
                {"op": "completeAll"},
                {"op": "expect", "ended": ["p1", "p2"]}
                """
            );

    [Fact]
    public void No_flow_that_holds_and_no_default_is_refused() =>
        Split("<complexGateway id='j'/>", "j -> a [n > 1]; j -> b [n > 2]")
            .MustPass("""{"op": "start", "process": "p", "variables": {"n": 0}, "refused": true}""");

    [Fact]
    public void A_gateway_that_waits_for_the_rest_still_does_after_a_migration()
    {
        const string Gateway =
            "<complexGateway id='j'><activationCondition>activationCount >= 1</activationCondition></complexGateway>";
        const string Way = "s -> f; f -> a; f -> b; a -> j; b -> j; j -> after; after -> e";
        var later = Process($"{Ends}<parallelGateway id='f'/>{Users("a", "b", "after", "new")}{Gateway}", Way);

        Stage($"{Ends}<parallelGateway id='f'/>{Users("a", "b", "after")}{Gateway}", Way)
            .With("-later.bpmn", later)
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "a"},
                {"op": "deploy", "files": ["-later.bpmn"]},
                {"op": "migrate", "toFile": "-later.bpmn"},
                {"op": "complete", "task": "b"},
                {"op": "expect", "active": ["after"]},
                {"op": "complete", "task": "after"},
                {"op": "expect", "status": "completed"}
                """
            );
    }

    [Fact]
    public void A_condition_that_never_holds_keeps_its_tokens_waiting() =>
        TwoOfThree("activationCount > 3")
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "completeAll"},
                {"op": "expect", "active": ["j", "j", "j"], "status": "active"}
                """
            );
}
