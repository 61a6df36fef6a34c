using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;
using IpStrategy.Workflow.Serialization;

namespace IpStrategy.Workflow.Tests.Execution;

/// <summary>
/// Runs a process twice at once: straight through, and with the state written and read back before every command. Both must
/// come to the same state, history and effects. What the effects open and close is kept, so that a test can say what is open.
/// </summary>
internal sealed class TestRun
{
    public static readonly DateTimeOffset Morning = new(2010, 3, 15, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly DefinitionSet _definitions;
    private readonly ProcessDefinition _definition;
    private readonly EngineLimits _limits;

    private TestRun(ProcessDefinition definition, DefinitionSet definitions, EngineLimits limits) =>
        (_definition, _definitions, _limits) = (definition, definitions, limits);

    public InstanceState? State { get; private set; }
    public DateTimeOffset Now { get; set; } = Morning;
    public List<HistoryEntry> History { get; } = [];
    public List<Effect> Effects { get; } = [];
    public List<Command> Commands { get; } = [];

    /// <summary>Effects of the last command alone.</summary>
    public ImmutableArray<Effect> Last { get; private set; } = [];

    /// <summary>What the host would have in its tables.</summary>
    public OpenThings Open { get; } = new();

    public static TestRun Of(ProcessDefinition definition, EngineLimits? limits = null) =>
        new(definition, DefinitionSet.Of([definition]), limits ?? EngineLimits.Default);

    /// <summary>Starts it with variables given as <c>name, value</c> pairs.</summary>
    public static TestRun Start(ProcessDefinition definition, params (string Name, object? Value)[] variables)
    {
        var run = Of(definition);
        run.Do(run.StartCommand(variables));
        return run;
    }

    public Command.Start StartCommand(params (string Name, object? Value)[] variables) =>
        new(new ProcessInstanceId("i1"), _definition.Id, Variables(variables));

    public static ImmutableSortedDictionary<string, FeelValue> Variables(params (string Name, object? Value)[] pairs) =>
        IpStrategy.Workflow.Execution.Command.NoVariables.AddRange(
            pairs.Select(p => KeyValuePair.Create(p.Name, Value(p.Value)))
        );

    public static FeelValue Value(object? value) =>
        value switch
        {
            null => FeelValue.Null,
            FeelValue feel => feel,
            string text => FeelValue.From(text),
            bool flag => FeelValue.From(flag),
            int number => FeelValue.From(number),
            decimal number => FeelValue.From(number),
            System.Collections.IEnumerable list => FeelValue.From(list.Cast<object?>().Select(Value)),
            _ => throw new ArgumentException($"{value.GetType()} is no value of FEEL", nameof(value)),
        };

    /// <summary>Does it; a refusal fails the test.</summary>
    public TestRun Do(Command command)
    {
        var refusal = Try(command);
        Assert.True(refusal is null, $"{command} was refused: {refusal}");
        return this;
    }

    /// <summary>The refusal, or null when it was done.</summary>
    public Refusal? Try(Command command)
    {
        var straight = Decide(State, command);
        var restored = State is null ? null : StateSerializer.Read(StateSerializer.Write(State));
        var again = Decide(restored, command);
        Assert.Equal(straight.Refusal?.ToString(), again.Refusal?.ToString());
        if (straight.IsRefused)
        {
            return straight.Refusal;
        }
        AssertSame(straight.Value, again.Value);
        State = straight.Value.State;
        Last = straight.Value.Effects;
        History.AddRange(straight.Value.History);
        Effects.AddRange(straight.Value.Effects);
        Commands.Add(command);
        if (command is Command.RunContinuation used)
        {
            Open.Continuations.Remove(used.Element);
        }
        foreach (var effect in Last)
        {
            Open.Apply(effect);
        }
        Open.AssertBelongsTo(State);
        return null;
    }

    private Outcome<Decision> Decide(InstanceState? state, Command command) =>
        ProcessEngine.Decide(_definitions, state, command, Now, UtcOnlyZones.Instance, _limits);

    private static void AssertSame(Decision one, Decision other)
    {
        Assert.Equal(StateSerializer.WriteText(one.State), StateSerializer.WriteText(other.State));
        Assert.Equal(one.History.Select(h => h.ToString()), other.History.Select(h => h.ToString()));
        Assert.Equal(one.Effects.Select(e => e.GetType()), other.Effects.Select(e => e.GetType()));
    }

    // ---- what a test asks ----

    public InstanceStatus Status => State!.Status;

    /// <summary>Where tokens wait, in the order of the alphabet, with blanks between.</summary>
    public string Waiting => string.Join(' ', State!.WaitingAt(_definition).Order(StringComparer.Ordinal));

    /// <summary>Activities completed so far, each run once, in the order of the alphabet.</summary>
    public string Completed => string.Join(' ', CompletedInOrder().Order(StringComparer.Ordinal));

    public IEnumerable<string> CompletedInOrder() =>
        History
            .Where(h => h.Kind == HistoryEntryKind.Completed)
            .Where(h =>
                _definition.FindNode(h.ActivityId) is Activity activity && activity.ElementType == h.ElementType
            )
            .Select(h => h.ActivityId);

    public int Count(HistoryEntryKind kind, string activityId) =>
        History.Count(h => h.Kind == kind && h.ActivityId == activityId);

    public FeelValue Variable(string name) => State!.Variables.GetValueOrDefault(name, FeelValue.Null);

    public ElementInstance Element(string activityId) =>
        Assert.Single(State!.Elements, e => e.ActivityId == activityId && e.Role == ElementRole.Element);

    public IReadOnlyList<ElementInstance> Elements(string activityId) =>
        [.. State!.Elements.Where(e => e.ActivityId == activityId && e.Role == ElementRole.Element)];

    public ArmedTimer Timer(string activityId) =>
        Assert.Single(State!.Elements.SelectMany(e => e.Timers), t => t.ActivityId == activityId);

    public int Timers => State!.Elements.Sum(e => e.Timers.Length);

    // ---- shorthands ----

    public TestRun Complete(string taskId, params (string Name, object? Value)[] variables) =>
        Do(new Command.CompleteTask(Oldest(taskId).Id, Variables(variables)));

    public TestRun CompleteWork(string activityId, params (string Name, object? Value)[] variables) =>
        Do(new Command.CompleteWork(Oldest(activityId).Id, Variables(variables)));

    public TestRun Fire(string activityId) => Do(new Command.FireTimer(Timer(activityId).Id));

    public TestRun Continue(string activityId) => Do(new Command.RunContinuation(Waiter(activityId).Id));

    public TestRun Deliver(string name, params (string Name, object? Value)[] variables) =>
        Do(new Command.DeliverMessage(Subscription(name).Id, name, Variables(variables)));

    public TestRun Modify(params Modification[] steps) => Do(new Command.Modify([.. steps]));

    public EventSubscription Subscription(string name) =>
        Assert.Single(State!.Elements.SelectMany(e => e.Subscriptions), s => s.Name == name);

    private ElementInstance Oldest(string activityId) =>
        State!.Elements.First(e =>
            e.ActivityId == activityId && e.WaitsFor is WaitingFor.Task or WaitingFor.Work && e.ActivityId == activityId
        );

    private ElementInstance Waiter(string activityId) =>
        State!.Elements.First(e => e.ActivityId == activityId && e.WaitsFor is WaitingFor.Entry or WaitingFor.Exit);
}

/// <summary>What is open by the effects alone: nothing may be left here that no live element answers for.</summary>
internal sealed class OpenThings
{
    public HashSet<ElementId> Tasks { get; } = [];
    public HashSet<TimerId> Timers { get; } = [];
    public HashSet<ElementId> Subscriptions { get; } = [];
    public HashSet<ElementId> Work { get; } = [];
    public HashSet<ElementId> Children { get; } = [];
    public HashSet<ElementId> Continuations { get; } = [];
    public HashSet<ElementId> Incidents { get; } = [];

    public void Apply(Effect effect)
    {
        switch (effect)
        {
            case Effect.OpenTask e:
                Assert.True(Tasks.Add(e.Element));
                break;
            case Effect.CloseTask e:
                Assert.True(Tasks.Remove(e.Element));
                break;
            case Effect.ArmTimer e:
                Assert.True(Timers.Add(e.Timer));
                break;
            case Effect.DisarmTimer e:
                Timers.Remove(e.Timer);
                break;
            case Effect.Subscribe e:
                Assert.True(Subscriptions.Add(e.Subscription));
                break;
            case Effect.Unsubscribe e:
                Assert.True(Subscriptions.Remove(e.Subscription));
                break;
            case Effect.StartWork e:
                Work.Add(e.Work);
                break;
            case Effect.CancelWork e:
                Assert.True(Work.Remove(e.Work));
                break;
            case Effect.StartChild e:
                Children.Add(e.Call);
                break;
            case Effect.CancelChild e:
                Assert.True(Children.Remove(e.Call));
                break;
            case Effect.ScheduleContinuation e:
                Assert.True(Continuations.Add(e.Element));
                break;
            case Effect.CancelContinuation e:
                Continuations.Remove(e.Element);
                break;
            case Effect.RaiseIncident e:
                Incidents.Add(e.Element);
                break;
            case Effect.CloseIncident e:
                Assert.True(Incidents.Remove(e.Element));
                break;
            default:
                break;
        }
    }

    public void AssertBelongsTo(InstanceState state)
    {
        Work.RemoveWhere(id => state.Find(id) is null && !state.HasEnded); // used up by completing it
        Children.RemoveWhere(id => state.Find(id) is null && !state.HasEnded);
        Assert.Equal(Ids(state, e => e.WaitsFor == WaitingFor.Task), Tasks.Order(ById));
        Assert.Equal(
            state.Elements.SelectMany(e => e.Timers).Where(t => !t.HasFailed).Select(t => t.Id.Value).Order(),
            Timers.Select(t => t.Value).Order()
        );
        Assert.Equal(
            state.Elements.SelectMany(e => e.Subscriptions).Select(s => s.Id.Value).Order(),
            Subscriptions.Select(s => s.Value).Order()
        );
        Assert.Equal(
            Ids(state, e => e.WaitsFor is WaitingFor.Entry or WaitingFor.Exit && e.Incidents.IsEmpty),
            Continuations.Order(ById)
        );
        Assert.Equal(Ids(state, e => !e.Incidents.IsEmpty), Incidents.Order(ById));
    }

    private static readonly Comparer<ElementId> ById = Comparer<ElementId>.Create((a, b) => a.Value.CompareTo(b.Value));

    private static IEnumerable<ElementId> Ids(InstanceState state, Func<ElementInstance, bool> which) =>
        state.Elements.Where(which).Select(e => e.Id);
}
