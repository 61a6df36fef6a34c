using static IpStrategy.Workflow.Tests.Scenarios.Drawing;

namespace IpStrategy.Workflow.Tests.Scenarios;

/// <summary>What the scenario contract says of people and their tasks, sentence by sentence.</summary>
public sealed class HumanTasksScenarioTests
{
    private const string People =
        "\"users\": {\"zhang\": [\"agency:zscqj\"], \"li\": [\"agency:zscqj\"], \"wang\": []},";

    private static Stage OneTask(string attributes, string content = "", string roots = "") =>
        Stage($"{Ends}<userTask id='a' {attributes}>{content}</userTask>", "s -> a; a -> e", roots);

    private static void Passes(Stage stage, string steps, string variables = "{}") =>
        stage.MustPass($$"""{"op": "start", "process": "p", "variables": {{variables}}}, {{steps}}""", People);

    [Fact]
    public void Claiming_ones_own_task_again_changes_nothing_and_anothers_is_refused() =>
        Passes(
            OneTask("camunda:candidateGroups='agency:zscqj'"),
            """
            {"op": "claim", "task": "a", "user": "zhang"},
            {"op": "claim", "task": "a", "user": "zhang"},
            {"op": "claim", "task": "a", "user": "li", "refused": true},
            {"op": "expect", "assigned": {"zhang": 1, "li": 0}, "taskDetails": [{"task": "a", "assignee": "zhang", "candidateGroups": ["agency:zscqj"]}]}
            """
        );

    [Fact]
    public void Only_a_candidate_may_claim_and_without_candidates_anyone()
    {
        Passes(
            OneTask("camunda:candidateGroups='agency:zscqj'"),
            """{"op": "claim", "task": "a", "user": "wang", "refused": true}, {"op": "claim", "task": "a", "user": "li"}"""
        );
        Passes(
            OneTask("camunda:candidateUsers='wang'"),
            """{"op": "claim", "task": "a", "user": "li", "refused": true}, {"op": "claim", "task": "a", "user": "wang"}"""
        );
        Passes(OneTask(""), """{"op": "claim", "task": "a", "user": "wang"}""");
    }

    [Fact]
    public void Unclaiming_gives_the_task_back_to_its_candidates() =>
        Passes(
            OneTask("camunda:candidateGroups='agency:zscqj' camunda:candidateUsers='wang'"),
            """
            {"op": "claim", "task": "a", "user": "zhang"},
            {"op": "expect", "candidateTasks": {"group:agency:zscqj": 0, "user:wang": 0, "user:li": 0}},
            {"op": "unclaim", "task": "a"},
            {"op": "expect", "candidateTasks": {"group:agency:zscqj": 1, "user:wang": 1, "user:li": 1}, "assigned": {"zhang": 0}}
            """
        );

    [Fact]
    public void Delegating_makes_the_former_assignee_the_owner_and_resolving_goes_back()
    {
        Passes(
            OneTask("camunda:assignee='zhang'"),
            """
            {"op": "expect", "taskState": {"a": {"owner": null, "assignee": "zhang", "delegation": null}}},
            {"op": "delegate", "task": "a", "user": "li"},
            {"op": "expect", "taskState": {"a": {"owner": "zhang", "assignee": "li", "delegation": "pending"}}},
            {"op": "complete", "task": "a", "refused": true},
            {"op": "completeAll", "refused": true},
            {"op": "resolve", "task": "a", "user": "zhang", "refused": true},
            {"op": "resolve", "task": "a", "user": "li", "variables": {"checked": true}},
            {"op": "expect", "taskState": {"a": {"owner": "zhang", "assignee": "zhang", "delegation": "resolved"}}, "variables": {"checked": true}},
            {"op": "complete", "task": "a", "user": "zhang"},
            {"op": "expect", "ended": ["p1"]}
            """
        );
    }

    [Fact]
    public void An_owner_is_kept_when_a_task_is_delegated_on() =>
        Passes(
            OneTask("camunda:assignee='zhang'"),
            """
            {"op": "delegate", "task": "a", "user": "li"},
            {"op": "delegate", "task": "a", "user": "wang"},
            {"op": "expect", "taskState": {"a": {"owner": "zhang", "assignee": "wang", "delegation": "pending"}}}
            """
        );

    [Fact]
    public void A_task_is_completed_by_its_assignee_or_while_it_is_free_by_a_candidate()
    {
        Passes(
            OneTask("camunda:assignee='zhang' camunda:candidateGroups='agency:zscqj'"),
            """
            {"op": "complete", "task": "a", "user": "li", "refused": true},
            {"op": "complete", "task": "a", "user": "zhang"},
            {"op": "expect", "ended": ["p1"]}
            """
        );
        Passes(
            OneTask("camunda:candidateGroups='agency:zscqj'"),
            """{"op": "complete", "task": "a", "user": "wang", "refused": true}, {"op": "complete", "task": "a", "user": "li"}"""
        );
    }

    [Fact]
    public void Without_a_user_the_runner_may_do_everything() =>
        Passes(
            OneTask("camunda:assignee='zhang'"),
            """{"op": "assign", "task": "a", "user": "li"}, {"op": "unclaim", "task": "a"}, {"op": "complete", "task": "a"}, {"op": "expect", "ended": ["p1"]}"""
        );

    [Fact]
    public void Assigning_sets_the_assignee_whoever_had_it() =>
        Passes(
            OneTask("camunda:assignee='zhang'"),
            """
            {"op": "assign", "task": "a", "user": "wang"},
            {"op": "expect", "assigned": {"wang": 1, "zhang": 0}},
            {"op": "assign", "task": "a"},
            {"op": "expect", "taskDetails": [{"task": "a", "assignee": null}]}
            """
        );

    [Fact]
    public void Attributes_are_texts_or_expressions() =>
        Passes(
            OneTask(
                "name='签收 ${no}' camunda:assignee='${who}' camunda:candidateUsers='li, ${who}' camunda:candidateGroups='=groups' camunda:dueDate='${due}' camunda:followUpDate='PT1H' camunda:priority='${10 * 5}' camunda:formKey='form-${no}'"
            ),
            """
            {"op": "expect", "taskDetails": [{"task": "a", "name": "签收 7", "assignee": "zhang", "candidateUsers": ["li", "zhang"], "candidateGroups": ["g1", "g2"],
              "dueDate": "2010-01-31T00:00:00Z", "followUpDate": "2010-01-01T01:00:00Z", "priority": 50, "owner": null, "delegation": null}]}
            """,
            """{"who": "zhang", "no": 7, "groups": ["g1", "g2"], "due": "2010-01-31T00:00:00Z"}"""
        );

    [Fact]
    public void A_due_date_that_is_none_refuses_the_command() =>
        OneTask("camunda:dueDate='${due}'")
            .MustPass(
                """{"op": "start", "process": "p", "variables": {"due": "soon"}, "refused": true}, {"op": "expect", "instances": 0}"""
            );

    private static string Role(string name, string text) =>
        $"<{name}><resourceAssignmentExpression><formalExpression>{text}</formalExpression></resourceAssignmentExpression></{name}>";

    [Fact]
    public void A_potential_owner_is_a_user_or_a_group_and_a_bare_name_a_group() =>
        Passes(
            OneTask("", Role("potentialOwner", "user(zhang), group(staff), office")),
            """{"op": "expect", "taskDetails": [{"candidateUsers": ["zhang"], "candidateGroups": ["office", "staff"], "assignee": null}]}"""
        );

    [Fact]
    public void A_human_performer_is_the_assignee() =>
        Passes(
            OneTask("", Role("humanPerformer", "zhang")),
            """{"op": "expect", "taskDetails": [{"assignee": "zhang", "candidateUsers": null, "candidateGroups": null}]}"""
        );

    [Fact]
    public void A_lane_offers_the_task_that_names_nobody()
    {
        var lanes =
            "<laneSet id='ls'><lane id='l1' name='agency:zscqj'><flowNodeRef>a</flowNodeRef><flowNodeRef>b</flowNodeRef></lane></laneSet>";
        Stage(
                $"{lanes}{Ends}<userTask id='a'/><userTask id='b' camunda:assignee='wang'/>",
                "s -> a; s -> b; a -> e; b -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "taskDetails": [{"task": "a", "candidateGroups": ["agency:zscqj"]}, {"task": "b", "candidateGroups": null, "assignee": "wang"}],
                  "candidateTasks": {"user:zhang": 1, "group:agency:zscqj": 1}}
                """,
                People
            );
    }

    [Fact]
    public void Who_started_it_is_the_initiator() =>
        Stage(
                "<startEvent id='s' camunda:initiator='starter'/><endEvent id='e'/><userTask id='a' camunda:assignee='${starter}'/>",
                "s -> a; a -> e"
            )
            .MustPass(
                """{"op": "start", "process": "p", "user": "zhang"}, {"op": "expect", "assigned": {"zhang": 1}, "variables": {"starter": "zhang"}}""",
                People
            );

    [Fact]
    public void Of_several_tasks_the_oldest_is_meant_unless_an_assignee_says_which() =>
        Stage(
                $"{Ends}<userTask id='a' camunda:assignee='${{who}}'><multiInstanceLoopCharacteristics camunda:collection='people' camunda:elementVariable='who'/></userTask>",
                "s -> a; a -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p", "variables": {"people": ["zhang", "li", "wang"]}},
                {"op": "complete", "task": "a", "assignee": "li"},
                {"op": "expect", "assigned": {"zhang": 1, "li": 0, "wang": 1}},
                {"op": "complete", "task": "a"},
                {"op": "expect", "assigned": {"zhang": 0, "wang": 1}},
                {"op": "complete", "task": "a", "assignee": "li", "refused": true}
                """,
                People
            );

    [Fact]
    public void All_tasks_open_at_this_moment_are_completed_once_and_what_vanishes_is_skipped() =>
        Stage(
                $"{Ends}<userTask id='a'/><userTask id='b'/><subProcess id='u'><userTask id='c'/><userTask id='d'/><endEvent id='t'><terminateEventDefinition/></endEvent>{Flows("c -> t")}</subProcess>",
                "s -> a; a -> b; b -> e; s -> u; u -> e"
            )
            .MustPass(
                """
                {"op": "start", "process": "p"},
                {"op": "expect", "tasks": ["a", "c", "d"]},
                {"op": "completeAll"},
                {"op": "expect", "tasks": ["b"], "completed": ["a", "c", "u"]}
                """
            );

    [Fact]
    public void A_task_of_its_own_goes_through_the_same_hands() =>
        OneTask("")
            .MustPass(
                """
                {"op": "newTask", "as": "t1", "owner": "zhang"},
                {"op": "expect", "tasks": [], "taskCount": 1, "taskState": {"t1": {"owner": "zhang", "assignee": null, "delegation": null}}, "rememberTaskId": "it"},
                {"op": "newTask", "as": "t1", "refused": true},
                {"op": "claim", "ref": "t1", "user": "li"},
                {"op": "claim", "ref": "t1", "user": "wang", "refused": true},
                {"op": "delegate", "ref": "t1", "user": "wang"},
                {"op": "expect", "taskDetails": [{"task": "t1", "owner": "zhang", "assignee": "wang", "delegation": "pending"}], "sameTaskId": "it"},
                {"op": "complete", "ref": "t1", "refused": true},
                {"op": "resolve", "ref": "t1"},
                {"op": "expect", "taskState": {"t1": {"assignee": "zhang", "delegation": "resolved"}}},
                {"op": "unclaim", "ref": "t1"},
                {"op": "assign", "ref": "t1", "user": "li"},
                {"op": "complete", "ref": "t1", "user": "wang", "refused": true},
                {"op": "complete", "ref": "t1", "user": "li"},
                {"op": "expect", "taskCount": 0},
                {"op": "newTask", "as": "t2"},
                {"op": "newTask", "as": "t3"},
                {"op": "deleteTask", "ref": "t2"},
                {"op": "deleteTask", "ref": "t2", "refused": true},
                {"op": "completeAll"},
                {"op": "expect", "taskCount": 0}
                """,
                People
            );

    [Fact]
    public void Each_entry_of_the_details_matches_another_task()
    {
        var steps =
            """{"op": "start", "process": "p"}, {"op": "start", "process": "p", "as": "p2"}, {"op": "assign", "task": "a", "user": "zhang"},""";
        OneTask("")
            .MustPass(
                steps
                    + """
                    {"op": "expect", "taskDetails": [{"task": "a"}, {"task": "a", "assignee": "zhang"}]},
                    {"op": "expect", "instance": "p2", "taskDetails": [{"assignee": null}]}
                    """
            );
        OneTask("")
            .MustFail(
                steps + """{"op": "expect", "taskDetails": [{"assignee": "zhang"}, {"assignee": "zhang"}]}""",
                3,
                "assignee of a is not \"zhang\" but null"
            );
    }
}
