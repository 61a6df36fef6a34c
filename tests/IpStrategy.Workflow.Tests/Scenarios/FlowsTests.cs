using static IpStrategy.Workflow.Tests.Scenarios.Drawing;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>BPMN 2.0.2 §13.3.1, §13.4: splits, merges, joins, links and conditions, by the letter.</summary>
public sealed class FlowsTests
{
    [Fact]
    public void An_inclusive_join_waits_for_a_token_that_can_still_come_over_a_detour() =>
        Stage(
                $"""
                {Ends}<inclusiveGateway id='f'/><exclusiveGateway id='x' default='x-j'/><inclusiveGateway id='j'/>{Users(
                    "a",
                    "b",
                    "c",
                    "after"
                )}
                """,
                "s -> f; f -> a [a]; f -> b [b]; a -> j; b -> x; x -> c [detour]; x -> j; c -> j; j -> after; after -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"a": true, "b": true, "detour": true}},
                {"op": "complete", "task": "a"},
                {"op": "expect", "active": ["b", "j"]},
                {"op": "complete", "task": "b"},
                {"op": "expect", "active": ["c", "j"]},
                {"op": "complete", "task": "c"},
                {"op": "expect", "active": ["after"]}
                """
            );

    [Fact]
    public void An_inclusive_join_in_a_loop_does_not_wait_for_what_must_first_pass_it() =>
        Stage(
                $"""
                {Ends}<inclusiveGateway id='j'/><exclusiveGateway id='x' default='x-e'/>{Users("t")}
                """,
                "s -> j; j -> t; t -> x; x -> j [again]; x -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"again": true}},
                {"op": "expect", "tasks": ["t"]},
                {"op": "complete", "task": "t"},
                {"op": "expect", "tasks": ["t"]},
                {"op": "complete", "task": "t", "variables": {"again": false}},
                {"op": "expect", "status": "completed", "completed": ["t", "t"]}
                """
            );

    [Theory]
    [InlineData("""{"op": "complete", "task": "b"}""")]
    [InlineData("""{"op": "advance", "duration": "P1D"}""")]
    [InlineData("""{"op": "cancelActivity", "activity": "sub"}""")]
    public void An_inclusive_join_is_looked_at_again_when_the_other_branch_ends(string step) =>
        Stage(
                $"""
                    {Ends}<inclusiveGateway id='f'/><inclusiveGateway id='j'/>{Users("a", "after")}
                    <subProcess id='sub'><startEvent id='is'/>{Users("b")}<endEvent id='ie'><errorEventDefinition errorRef='e1'/></endEvent>{Flows(
                        "is -> b; b -> ie"
                    )}</subProcess>
                    <boundaryEvent id='wrong' attachedToRef='sub'><errorEventDefinition/></boundaryEvent>
                    <boundaryEvent id='late' attachedToRef='sub'>{Timer("P1D")}</boundaryEvent>
                    """,
                "s -> f; f -> a; f -> sub; a -> j; sub -> j; j -> after; after -> e; wrong -> e; late -> e",
                "<error id='e1' name='e1' errorCode='E1'/>"
            )
            .MustPass(
                $$"""
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "a"},
                {"op": "expect", "active": ["j", "b"]},
                {{step}},
                {"op": "expect", "active": ["after"]}
                """
            );

    [Fact]
    public void Two_tokens_through_an_inclusive_join_may_open_it_twice() =>
        Stage(
                $"""
                {Ends}<task id='twice' completionQuantity='2'/><inclusiveGateway id='f'/><inclusiveGateway id='j'/>{Users(
                    "a",
                    "b",
                    "after"
                )}
                """,
                "s -> twice; twice -> f; f -> a; f -> b; a -> j; b -> j; j -> after; after -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "tasks": ["a", "a", "b", "b"]},
                {"op": "completeAll"},
                {"op": "expect", "tasks": ["after", "after"], "active": ["after", "after"]}
                """
            );

    [Fact]
    public void A_parallel_join_inside_another_counts_its_own_flows_alone() =>
        Stage(
                $"""
                {Ends}<parallelGateway id='f1'/><parallelGateway id='f2'/><parallelGateway id='j2'/><parallelGateway id='j1'/>{Users(
                    "a",
                    "b",
                    "c"
                )}
                """,
                "s -> f1; f1 -> a; f1 -> f2; f2 -> b; f2 -> c; b -> j2; c -> j2; j2 -> j1; a -> j1; j1 -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "a"},
                {"op": "complete", "task": "b"},
                {"op": "expect", "active": ["c", "j1", "j2"]},
                {"op": "complete", "task": "c"},
                {"op": "expect", "status": "completed"}
                """
            );

    [Fact]
    public void Conditions_on_flows_out_of_a_parallel_gateway_do_not_matter() =>
        Stage($"{Ends}<parallelGateway id='f'/>{Users("a", "b")}", "s -> f; f -> a; f -> b; a -> e; b -> e")
            .MustPass("""{"op": "start", "process": "p"}, {"op": "expect", "tasks": ["a", "b"]}""");

    [Theory]
    [InlineData(1, "\"d\"")]
    [InlineData(2, "\"a\"")]
    [InlineData(3, "\"a\", \"b\"")]
    public void Conditional_and_default_flows_leave_an_activity(int n, string tasks) =>
        Stage(
                $"{Ends}<task id='t' default='t-d'/>{Users("a", "b", "d")}",
                "s -> t; t -> a [n > 1]; t -> b [n > 2]; t -> d; a -> e; b -> e; d -> e"
            )
            .MustPass(
                $$$"""{"op": "start", "process": "p", "variables": {"n": {{{n}}}}}, {"op": "expect", "tasks": [{{{tasks}}}]}"""
            );

    [Fact]
    public void Flows_without_conditions_leave_an_event_all_at_once() =>
        Stage(
                $"{Ends}<intermediateCatchEvent id='c'>{Message("m")}</intermediateCatchEvent>{Users("a", "b")}",
                "s -> c; c -> a; c -> b; a -> e; b -> e",
                Roots("m")
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "message", "name": "m"},
                {"op": "expect", "tasks": ["a", "b"]}
                """
            );

    [Fact]
    public void An_exclusive_merge_passes_every_token_on_by_itself() =>
        Stage(
                $"{Ends}<parallelGateway id='f'/><exclusiveGateway id='m'/>{Users("a", "b", "after")}",
                "s -> f; f -> a; f -> b; a -> m; b -> m; m -> after; after -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "completeAll"},
                {"op": "expect", "tasks": ["after", "after"]}
                """
            );

    private const string Link = "<linkEventDefinition name='L'/>";

    [Fact]
    public void Several_sources_lead_to_one_link_target() =>
        Stage(
                $"""
                {Ends}<parallelGateway id='f'/>{Users("a", "b", "after")}
                <intermediateThrowEvent id='l1'>{Link}</intermediateThrowEvent><intermediateThrowEvent id='l2'>{Link}</intermediateThrowEvent>
                <intermediateCatchEvent id='lt'>{Link}</intermediateCatchEvent>
                """,
                "s -> f; f -> a; f -> b; a -> l1; b -> l2; lt -> after; after -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "completeAll"},
                {"op": "expect", "tasks": ["after", "after"]},
                {"op": "completeAll"},
                {"op": "expect", "status": "completed"}
                """
            );

    [Fact]
    public void An_inclusive_join_sees_a_token_that_comes_over_a_link() =>
        Stage(
                $"""
                {Ends}<inclusiveGateway id='f'/><inclusiveGateway id='j'/>{Users("a", "b", "after")}
                <intermediateThrowEvent id='l1'>{Link}</intermediateThrowEvent>
                <intermediateCatchEvent id='lt'>{Link}</intermediateCatchEvent>
                """,
                "s -> f; f -> a; f -> b; a -> j; b -> l1; lt -> j; j -> after; after -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "complete", "task": "a"},
                {"op": "expect", "active": ["b", "j"]},
                {"op": "complete", "task": "b"},
                {"op": "expect", "tasks": ["after"], "active": ["after"]}
                """
            );

    [Fact]
    public void A_signal_thrown_in_one_branch_is_caught_in_the_other_of_the_same_step() =>
        Stage(
                $"""
                {Ends}<parallelGateway id='f'/><intermediateThrowEvent id='th'>{Signal("go")}</intermediateThrowEvent>
                <intermediateCatchEvent id='c'>{Signal("go")}</intermediateCatchEvent>{Users("t")}
                """,
                "s -> f; f -> th; f -> c; th -> e; c -> t; t -> e",
                Roots("", "go")
            )
            .MustPass("""{"op": "start", "process": "p"}, {"op": "expect", "active": ["t"]}""");

    [Fact]
    public void A_shared_definition_serves_every_event_that_refers_to_it() =>
        Stage(
                $"""
                {Ends}<intermediateCatchEvent id='c1'><eventDefinitionRef>day</eventDefinitionRef></intermediateCatchEvent>
                <intermediateCatchEvent id='c2'><eventDefinitionRef>day</eventDefinitionRef></intermediateCatchEvent>{Users(
                    "t"
                )}
                """,
                "s -> c1; c1 -> c2; c2 -> t; t -> e",
                "<timerEventDefinition id='day'><timeDuration>P1D</timeDuration></timerEventDefinition>"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "advance", "duration": "P1D"},
                {"op": "expect", "active": ["c2"]},
                {"op": "advance", "duration": "P1D"},
                {"op": "expect", "tasks": ["t"]}
                """
            );

    [Fact]
    public void Data_goes_from_a_message_into_a_data_object_and_from_there_into_a_task() =>
        Stage(
                $"""
                {Ends}<dataObject id='do' name='draft'/><dataObjectReference id='dor' dataObjectRef='do'/>
                <intermediateCatchEvent id='c'><dataOutput id='cout' name='text'/><dataOutputAssociation id='a1'><sourceRef>cout</sourceRef><targetRef>dor</targetRef></dataOutputAssociation>{Message(
                    "m"
                )}</intermediateCatchEvent>
                {Users("t")}
                """,
                "s -> c; c -> t; t -> e",
                Roots("m")
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "message", "name": "m", "variables": {"text": "hello"}},
                {"op": "expect", "tasks": ["t"], "variables": {"draft": "hello"}}
                """
            );
}
