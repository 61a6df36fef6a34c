using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Tests.Bpmn;

namespace IpStrategy.Workflow.Tests.Shipped;

/// <summary>What the application relies on in the shipped processes: ids, candidates, handlers, calls.</summary>
public sealed class ShippedContractTests
{
    [Theory]
    [InlineData("assignment.bpmn", "acknowledge", "agency:${lead}")]
    [InlineData("assignment.bpmn", "draftPlan", "agency:${lead}")]
    [InlineData("assignment.bpmn", "nameAgencies", "agency:${lead},office:clerk")]
    [InlineData("assignment.bpmn", "consolidate", "agency:${lead}")]
    [InlineData("assignment.bpmn", "applyForCompletion", "agency:${lead}")]
    [InlineData("consultation.bpmn", "reply", "agency:${party}")]
    [InlineData("consultation.bpmn", "answerNonConcur", "agency:${lead}")]
    [InlineData("consultation.bpmn", "convene", "office:clerk")]
    [InlineData("consultation.bpmn", "decideImpasse", "leadership")]
    [InlineData("sign-off.bpmn", "countersign", "leader:${cosigner}")]
    [InlineData("sign-off.bpmn", "leaderSign", "leader:${lead}")]
    [InlineData("sign-off.bpmn", "officeCheck", "office:clerk")]
    [InlineData("sign-off.bpmn", "directorSign", "office:director")]
    [InlineData("sign-off.bpmn", "deputySign", "group:deputy")]
    [InlineData("extension.bpmn", "decideExtension", "${deciders}")]
    [InlineData("progress-report.bpmn", "writeReport", "agency:${lead}")]
    public void A_step_is_offered_to_its_candidates(string file, string task, string candidates)
    {
        var found = Assert.IsType<UserTask>(Process(file).FindNode(task));

        Assert.Equal(candidates, found.CandidateGroups?.Source);
    }

    [Theory]
    [InlineData("assignment.bpmn", "assignment", 5)]
    [InlineData("consultation.bpmn", "consultation", 4)]
    [InlineData("sign-off.bpmn", "signOff", 5)]
    [InlineData("extension.bpmn", "extension", 1)]
    [InlineData("progress-report.bpmn", "progressReport", 1)]
    public void A_process_has_its_id_and_no_step_that_is_not_listed_above(string file, string id, int userTasks)
    {
        var process = Process(file);

        Assert.Equal(id, process.Id.ProcessId);
        Assert.Equal(userTasks, process.Nodes.OfType<UserTask>().Count());
    }

    [Theory]
    [InlineData("assignment.bpmn", "consult", "consultation", "lead parties replyDates silenceRule")]
    [InlineData("assignment.bpmn", "signPlan", "signOff", "cosigners lead officeIsLead stage")]
    [InlineData("assignment.bpmn", "signCompletion", "signOff", "cosigners lead officeIsLead stage")]
    [InlineData("progress-report.bpmn", "signReport", "signOff", "cosigners lead officeIsLead stage")]
    public void A_call_names_its_process_and_hands_on_what_that_needs(
        string file,
        string call,
        string process,
        string inputs
    )
    {
        var found = Assert.IsType<CallActivity>(Process(file).FindNode(call));

        Assert.Equal(process, found.CalledElement.Source);
        Assert.Null(found.CalledVersion);
        Assert.Equal(inputs.Split(' '), found.CallInputs.Select(i => i.Target).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_host_is_asked_for_four_handlers_only()
    {
        var handlers =
            from file in new[]
            {
                "assignment.bpmn",
                "consultation.bpmn",
                "sign-off.bpmn",
                "extension.bpmn",
                "progress-report.bpmn",
            }
            from task in Process(file).Nodes.OfType<ServiceTask>()
            select Assert.IsType<Implementation.Handler>(task.Implementation).Name;

        string[] known = ["apply-extension", "refuse-extension", "remind-party-leader", "set-reply-date"];
        Assert.Equal(known, handlers.Order(StringComparer.Ordinal));
    }

    private static ProcessDefinition Process(string file) =>
        Assert.Single(BpmnReader.Read(File.ReadAllBytes(Repository.PathOf("workflows", file))).Processes);
}
