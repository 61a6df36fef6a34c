using System.Collections.Immutable;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Plans.Control;

/// <summary>An assignment loaded to be dealt with as a whole: its undertakings, what runs of them, what lies open.</summary>
/// <param name="Instances">Running process instances of all undertakings.</param>
/// <param name="Items">Open and waiting work items.</param>
internal sealed record ControlCase(
    Assignment Assignment,
    Plan Plan,
    ImmutableArray<Undertaking> Undertakings,
    ImmutableArray<StoredInstance> Instances,
    ImmutableArray<WorkItem> Items
)
{
    public required ProcessRun Run { get; init; }
    public required AssignmentNow Now { get; init; }

    public Undertaking Undertaking(long id) => Undertakings.Single(u => u.Id == id);

    /// <summary>Its own process; null once that has ended.</summary>
    public StoredInstance? MainOf(long undertakingId) =>
        Instances.FirstOrDefault(i => i.Id == Undertaking(undertakingId).InstanceId && i.EndedAt is null);

    /// <summary>A process that its own one has called and waits for.</summary>
    public StoredInstance? CalledBy(long undertakingId, string process) =>
        MainOf(undertakingId) is { } main
            ? Instances.FirstOrDefault(i => i.ParentId == main.Id && i.ProcessId == process && i.EndedAt is null)
            : null;

    public ImmutableArray<StoredInstance> RootsOf(long undertakingId) =>
        [.. Instances.Where(i => i.UndertakingId == undertakingId && i.ParentId is null && i.EndedAt is null)];

    public ImmutableArray<WorkItem> OpenOf(long undertakingId) =>
        [
            .. Items.Where(i =>
                i.UndertakingId == undertakingId && i.State is WorkItemState.Open or WorkItemState.Waiting
            ),
        ];
}

/// <summary>Where a process stands, as far as a change has to know it.</summary>
internal static class Standing
{
    public const string Consultation = "consultation";
    public const string SignOff = "signOff";
    public const string Instruction = "instruction";

    // Ids of the shipped diagrams.
    public const string ConsultCall = "consult";
    public const string AskParty = "askParty";
    public const string BehindConsultation = "signPlan";

    public static ElementInstance? LoopOf(InstanceState? state, string activity) =>
        state?.Elements.FirstOrDefault(e => e.ActivityId == activity && e.Role == ElementRole.LoopBody);

    /// <summary>The runs of a loop, by what each is for.</summary>
    public static IEnumerable<(ElementInstance Run, string Item)> RunsOf(
        InstanceState? state,
        string activity,
        string variable
    ) =>
        from element in state?.Elements ?? []
        where element.ActivityId == activity && element.LoopIndex is not null
        let value = element.Variables.GetValueOrDefault(variable)
        where value is FeelValue.Text
        select (element, ((FeelValue.Text)value).Value);

    public static ImmutableArray<string> TextsOf(FeelValue value) =>
        value is FeelValue.List list ? [.. list.Items.OfType<FeelValue.Text>().Select(t => t.Value)] : [];

    public static FeelValue ListOf(IEnumerable<string> codes) => FeelValue.From(codes.Select(FeelValue.From));
}
