using System.Collections.Frozen;

namespace IpStrategy.Workflow.Scenarios.Steps;

/// <summary>Every operation a step may name, and what carries it out.</summary>
internal static class StepTable
{
    private static readonly FrozenDictionary<string, Func<ScenarioHost, StepFields, Refusal?>> Operations =
        new Dictionary<string, Func<ScenarioHost, StepFields, Refusal?>>
        {
            ["deploy"] = (host, step) => DeploySteps.Deploy(host, step.Texts("files")),
            ["setClock"] = TimeSteps.SetClock,
            ["start"] = StartSteps.Start,
            ["startByMessage"] = StartSteps.StartByMessage,
            ["message"] = MessageSteps.Message,
            ["signal"] = MessageSteps.Signal,
            ["trigger"] = WorkSteps.Trigger,
            ["throwError"] = WorkSteps.ThrowError,
            ["complete"] = TaskSteps.Complete,
            ["completeAll"] = TaskSteps.CompleteAll,
            ["claim"] = PeopleSteps.Claim,
            ["unclaim"] = PeopleSteps.Unclaim,
            ["delegate"] = PeopleSteps.Delegate,
            ["resolve"] = PeopleSteps.Resolve,
            ["assign"] = PeopleSteps.Assign,
            ["newTask"] = StandaloneSteps.NewTask,
            ["deleteTask"] = StandaloneSteps.DeleteTask,
            ["setVariable"] = InstanceSteps.SetVariable,
            ["advance"] = TimeSteps.Advance,
            ["runJobs"] = (host, _) => TimeSteps.RunJobs(host),
            ["fireTimer"] = TimeSteps.FireTimer,
            ["cancelInstance"] = InstanceSteps.Cancel,
            ["suspend"] = InstanceSteps.Suspend,
            ["resume"] = InstanceSteps.Resume,
            ["move"] = ModificationSteps.Move,
            ["cancelActivity"] = ModificationSteps.CancelActivity,
            ["startBefore"] = ModificationSteps.StartBefore,
            ["startAfter"] = ModificationSteps.StartAfter,
            ["startTransition"] = ModificationSteps.StartTransition,
            ["modify"] = ModificationSteps.Modify,
            ["migrate"] = MigrationSteps.Migrate,
            ["adHocStart"] = AdHocSteps.Start,
            ["adHocComplete"] = AdHocSteps.Complete,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Func<ScenarioHost, StepFields, Refusal?>? Find(string operation) =>
        Operations.GetValueOrDefault(operation);
}
