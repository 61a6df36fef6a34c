using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Scenarios.Steps;

/// <summary>Moving tokens by hand.</summary>
internal static class ModificationSteps
{
    public static Refusal? Move(ScenarioHost host, StepFields step) =>
        Apply(
            host,
            step,
            [
                .. step.Texts("from").Select(a => new Modification.CancelActivity(a)),
                .. step.Texts("to").Select(a => new Modification.StartBefore(a)),
            ]
        );

    public static Refusal? CancelActivity(ScenarioHost host, StepFields step) =>
        Apply(host, step, [new Modification.CancelActivity(step.Required("activity"))]);

    public static Refusal? StartBefore(ScenarioHost host, StepFields step) =>
        Apply(host, step, [new Modification.StartBefore(step.Required("activity"))]);

    public static Refusal? StartAfter(ScenarioHost host, StepFields step) =>
        Apply(host, step, [new Modification.StartAfter(step.Required("activity"))]);

    public static Refusal? StartTransition(ScenarioHost host, StepFields step) =>
        Apply(host, step, [new Modification.StartTransition(step.Required("transition"))]);

    public static Refusal? Modify(ScenarioHost host, StepFields step) =>
        Apply(
            host,
            step,
            [
                .. step.Texts("cancel").Select(a => new Modification.CancelActivity(a)),
                .. step.Texts("startBefore").Select(a => new Modification.StartBefore(a)),
                .. step.Texts("startAfter").Select(a => new Modification.StartAfter(a)),
            ]
        );

    private static Refusal? Apply(ScenarioHost host, StepFields step, Modification[] steps) =>
        InstanceSteps.OnInstance(host, step, new Command.Modify([.. steps]));
}
