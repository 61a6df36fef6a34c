using System.Globalization;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Scenarios;

/// <summary>
/// One transaction of the little host: a command, and everything its effects lead to in caller and called instances.
/// All of it comes about or nothing.
/// </summary>
internal sealed class Dispatcher(ScenarioOptions options, World before)
{
    private readonly Queue<Message> _pending = new();
    private World _world = before;

    private readonly record struct Message(string Instance, Command Command, string? Name, string? Partner);

    /// <summary>The world after the command, or why nothing was done.</summary>
    public Outcome<World> Send(string instance, Command command) => Run(new Message(instance, command, null, null));

    public Outcome<World> Start(Command.Start start, string? name, string? partner = null) =>
        Run(new Message(start.Instance.Value, start, name, partner));

    public static ProcessInstanceId NewInstance(World world) =>
        new($"i{(world.Instances.Count + 1).ToString(CultureInfo.InvariantCulture)}");

    private Outcome<World> Run(Message first)
    {
        // What comes by itself has nobody to refuse to: where its consequences fail, the call keeps an incident instead.
        var isAlone =
            first.Command
            is Command.FireTimer
                or Command.RunContinuation
                or Command.DeliverMessage
                or Command.DeliverSignal;
        _pending.Enqueue(first);
        while (_pending.TryDequeue(out var next))
        {
            var refusal = Decide(next);
            if (refusal is null)
            {
                continue;
            }
            if (!isAlone || next == first || !TryKeepIncident(next, refusal))
            {
                return refusal;
            }
        }
        return _world;
    }

    private Refusal? Decide(Message message)
    {
        var running = _world.Instances.GetValueOrDefault(message.Instance);
        var outcome = ProcessEngine.Decide(
            _world.Definitions,
            running?.State,
            message.Command,
            _world.Now,
            options.Zones,
            options.Limits
        );
        if (outcome.IsRefused)
        {
            return outcome.Refusal;
        }
        Store(message, running, outcome.Value);
        foreach (var effect in outcome.Value.Effects)
        {
            if (Perform(message.Instance, effect) is { } refusal)
            {
                return refusal;
            }
        }
        return null;
    }

    private void Store(Message message, Running? running, Decision decision)
    {
        var stored = running is null
            ? new Running(message.Instance, _world.NextNumber, message.Name, decision.State, message.Partner)
            : running with
            {
                State = decision.State,
            };
        _world = _world with
        {
            NextNumber = _world.NextNumber + (running is null ? 1 : 0),
            Instances = _world.Instances.SetItem(message.Instance, stored),
            History = _world.History.AddRange(decision.History.Select(h => new Happened(message.Instance, h))),
        };
    }

    private ProcessIsUnknown? Perform(string instance, Effect effect)
    {
        switch (effect)
        {
            case Effect.OpenTask task:
                Number(instance, task.Element.Value);
                break;
            case Effect.ArmTimer timer:
                Number(instance, timer.Timer.Value);
                break;
            case Effect.Subscribe subscription:
                Number(instance, subscription.Subscription.Value);
                break;
            case Effect.ScheduleContinuation continuation:
                Number(instance, continuation.Element.Value);
                break;
            case Effect.StartWork work:
                StartWork(instance, work);
                break;
            case Effect.SendMessage sent:
                Post(new Sent.Message(sent.Name, sent.Variables, instance) { Targets = sent.Targets });
                break;
            case Effect.RaiseSignal raised:
                Post(new Sent.Signal(raised.Name, raised.Variables, instance));
                break;
            default:
                return PerformOnOthers(instance, effect);
        }
        return null;
    }

    private ProcessIsUnknown? PerformOnOthers(string instance, Effect effect)
    {
        switch (effect)
        {
            case Effect.StartChild start:
                return StartChild(instance, start);
            case Effect.CancelChild cancel:
                ToChild(instance, cancel.Call, new Command.Cancel(cancel.Reason));
                break;
            case Effect.SuspendChild suspend:
                ToChild(instance, suspend.Call, new Command.Suspend());
                break;
            case Effect.ResumeChild resume:
                ToChild(instance, resume.Call, new Command.Resume());
                break;
            case Effect.EscalateToParent escalation:
                ToParent(instance, call => new Command.ChildEscalated(call, escalation.EscalationCode));
                break;
            case Effect.EndInstance end:
                ToParent(instance, call => Ended(call, end));
                break;
            default:
                break;
        }
        return null;
    }

    private static Command Ended(ElementId call, Effect.EndInstance end) =>
        end.Status switch
        {
            InstanceStatus.Failed => new Command.ChildFailed(call, end.ErrorCode, end.Message ?? ""),
            InstanceStatus.Cancelled => new Command.ChildCancelled(call, end.Message),
            _ => new Command.ChildEnded(call, end.Variables),
        };

    private void StartWork(string instance, Effect.StartWork work)
    {
        Number(instance, work.Work.Value);
        if (work.Kind == WorkKind.Handler)
        {
            // The host's own handlers are not here: in a scenario they succeed and set nothing.
            _pending.Enqueue(
                new Message(instance, new Command.CompleteWork(work.Work, Command.NoVariables), null, null)
            );
        }
    }

    private ProcessIsUnknown? StartChild(string instance, Effect.StartChild start)
    {
        if (FindCalled(instance, start) is not { } definition)
        {
            return new ProcessIsUnknown(start.ProcessId);
        }
        var id = $"{instance}.{start.Call}";
        // A call that is tried again after an incident starts a second child.
        var child = _world.Instances.ContainsKey(id) ? NewInstance(_world).Value : id;
        var parent = new ParentLink(new ProcessInstanceId(instance), start.Call);
        var command = new Command.Start(
            new ProcessInstanceId(child),
            definition,
            start.Variables,
            start.BusinessKey,
            parent
        );
        _pending.Enqueue(new Message(child, command, null, null));
        return null;
    }

    private DefinitionId? FindCalled(string instance, Effect.StartChild start)
    {
        var candidates = _world.Deployed.Where(d => d.Id.ProcessId == start.ProcessId);
        if (start.Version is { } version)
        {
            candidates = candidates.Where(d => d.Id.Version == version);
        }
        else if (start.SameDeployment)
        {
            var caller = _world.Instances[instance].State.Definition;
            var deployment = _world.Deployed.First(d => d.Id == caller).Deployment;
            candidates = candidates.Where(d => d.Deployment == deployment);
        }
        return candidates.MaxBy(d => d.Id.Version)?.Id;
    }

    private void ToChild(string instance, ElementId call, Command command)
    {
        var child = _world.InOrder.LastOrDefault(i =>
            !i.HasEnded && i.State.Parent is { } link && link.Instance.Value == instance && link.Call == call
        );
        if (child is not null)
        {
            _pending.Enqueue(new Message(child.Id, command, null, null));
        }
    }

    /// <summary>Only while the caller still waits: one that cancelled its child does not hear of it again.</summary>
    private void ToParent(string instance, Func<ElementId, Command> command)
    {
        if (
            _world.Instances[instance].State.Parent is { } link
            && _world.Instances.GetValueOrDefault(link.Instance.Value) is { HasEnded: false } parent
            && parent.State.Find(link.Call) is { WaitsFor: WaitingFor.Child }
        )
        {
            _pending.Enqueue(new Message(parent.Id, command(link.Call), null, null));
        }
    }

    private bool TryKeepIncident(Message failed, Refusal refusal)
    {
        var link = failed.Command switch
        {
            Command.Start { Parent: { } parent } => parent,
            Command.ChildEnded ended => new ParentLink(new ProcessInstanceId(failed.Instance), ended.Call),
            _ => default(ParentLink?),
        };
        if (link is not { } at)
        {
            return false;
        }
        var cancelled = new Command.ChildCancelled(at.Call, refusal.Code);
        return Decide(new Message(at.Instance.Value, cancelled, null, null)) is null;
    }

    private void Post(Sent sent) => _world = _world with { Outbox = _world.Outbox.Enqueue(sent) };

    private void Number(string instance, long id) =>
        _world = _world with
        {
            NextNumber = _world.NextNumber + 1,
            Opened = _world.Opened.SetItem(new LocalId(instance, id), _world.NextNumber),
        };
}
