using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Testing;

/// <summary>
/// Draws a process for a test. Every node added is connected to the one before it; <see cref="From"/> goes on elsewhere,
/// <see cref="To"/> connects to a node that is there already. Expressions are FEEL, or JUEL in <c>${…}</c>.
/// </summary>
public sealed class ProcessBuilder
{
    private readonly List<FlowNode> _nodes;
    private readonly List<SequenceFlow> _flows;
    private readonly List<Scope> _scopes;
    private readonly List<Lane> _lanes;
    private readonly Dictionary<string, int> _flowNumbers;
    private readonly List<string> _eventSubProcesses = [];
    private readonly string _scopeId;
    private readonly string? _parentId;
    private ImmutableArray<string> _properties = [];
    private string? _current;
    private string? _condition;
    private bool _isDefault;

    private ProcessBuilder(string scopeId, ProcessBuilder? parent)
    {
        (_scopeId, _parentId) = (scopeId, parent?._scopeId);
        (_nodes, _flows) = (parent?._nodes ?? [], parent?._flows ?? []);
        (_scopes, _lanes) = (parent?._scopes ?? [], parent?._lanes ?? []);
        _flowNumbers = parent?._flowNumbers ?? [];
    }

    public static ProcessBuilder Process(string id) => new(id, parent: null);

    public static FeelExpression Feel(string text) => Read(text, TextRole.Expression);

    /// <summary>Literal text unless it holds <c>${…}</c> or begins with <c>=</c>.</summary>
    public static FeelExpression Text(string text) => Read(text, TextRole.Literal);

    public ProcessDefinition Build(int version = 1)
    {
        CloseScope();
        var into = _flows.ToLookup(f => f.TargetId, f => f.Id, StringComparer.Ordinal);
        var outOf = _flows.ToLookup(f => f.SourceId, f => f.Id, StringComparer.Ordinal);
        return new ProcessDefinition(
            new DefinitionId(_scopeId, version),
            _scopeId,
            [.. _nodes.Select(n => n with { Incoming = [.. into[n.Id]], Outgoing = [.. outOf[n.Id]] })],
            [.. _flows],
            [.. _scopes],
            [.. _lanes]
        );
    }

    public ProcessBuilder Start(string id = "start", params EventDefinition[] definitions) =>
        Add(
            new StartEvent
            {
                Id = id,
                ScopeId = _scopeId,
                Definitions = [.. definitions],
            }
        );

    public ProcessBuilder End(string id = "end", params EventDefinition[] definitions) =>
        Add(
            new EndEvent
            {
                Id = id,
                ScopeId = _scopeId,
                Definitions = [.. definitions],
            }
        );

    public ProcessBuilder UserTask(string id, Func<UserTask, UserTask>? with = null) =>
        Add(
            With(
                new UserTask
                {
                    Id = id,
                    Name = id,
                    ScopeId = _scopeId,
                },
                with
            )
        );

    public ProcessBuilder Task(string id, Func<NoneTask, NoneTask>? with = null) =>
        Add(With(new NoneTask { Id = id, ScopeId = _scopeId }, with));

    public ProcessBuilder Script(
        string id,
        string script,
        string? result = null,
        Func<ScriptTask, ScriptTask>? with = null
    ) =>
        Add(
            With(
                new ScriptTask
                {
                    Id = id,
                    ScopeId = _scopeId,
                    Script = Feel(script),
                    ResultVariable = result,
                },
                with
            )
        );

    public ProcessBuilder Service(string id, Implementation work, Func<ServiceTask, ServiceTask>? with = null) =>
        Add(
            With(
                new ServiceTask
                {
                    Id = id,
                    ScopeId = _scopeId,
                    Implementation = work,
                },
                with
            )
        );

    public ProcessBuilder Receive(string id, string? message) =>
        Add(
            new ReceiveTask
            {
                Id = id,
                ScopeId = _scopeId,
                Message = message is null ? null : new(message),
            }
        );

    public ProcessBuilder Call(string id, string process, Func<CallActivity, CallActivity>? with = null) =>
        Add(
            With(
                new CallActivity
                {
                    Id = id,
                    ScopeId = _scopeId,
                    CalledElement = Text(process),
                },
                with
            )
        );

    public ProcessBuilder Exclusive(string id) => Add(new ExclusiveGateway { Id = id, ScopeId = _scopeId });

    public ProcessBuilder Parallel(string id) => Add(new ParallelGateway { Id = id, ScopeId = _scopeId });

    public ProcessBuilder Inclusive(string id) => Add(new InclusiveGateway { Id = id, ScopeId = _scopeId });

    public ProcessBuilder Complex(string id, string activation) =>
        Add(
            new ComplexGateway
            {
                Id = id,
                ScopeId = _scopeId,
                ActivationCondition = Feel(activation),
            }
        );

    public ProcessBuilder EventBased(string id) => Add(new EventBasedGateway { Id = id, ScopeId = _scopeId });

    public ProcessBuilder Catch(string id, params EventDefinition[] definitions) =>
        Add(
            new IntermediateCatchEvent
            {
                Id = id,
                ScopeId = _scopeId,
                Definitions = [.. definitions],
            }
        );

    public ProcessBuilder Throw(string id, params EventDefinition[] definitions) =>
        Add(
            new IntermediateThrowEvent
            {
                Id = id,
                ScopeId = _scopeId,
                Definitions = [.. definitions],
            }
        );

    /// <summary>Goes on behind the boundary event.</summary>
    public ProcessBuilder Boundary(string id, string on, EventDefinition definition, bool interrupting = true)
    {
        _current = null;
        return Add(
            new BoundaryEvent
            {
                Id = id,
                ScopeId = _scopeId,
                AttachedTo = on,
                IsInterrupting = interrupting,
                Definitions = [definition],
            }
        );
    }

    /// <summary>The last node of <paramref name="handler"/> undoes the activity; both stand beside the flow.</summary>
    public ProcessBuilder Undo(string activity, Action<ProcessBuilder> handler)
    {
        var back = _current;
        _current = null;
        handler(this);
        var at = _nodes.FindIndex(n => n.Id == _current);
        _nodes[at] = (Activity)_nodes[at] with { IsForCompensation = true };
        _nodes.Add(
            new BoundaryEvent
            {
                Id = $"undoing-{activity}",
                ScopeId = _scopeId,
                AttachedTo = activity,
                CompensationHandler = _current,
                Definitions = [new EventDefinition.Compensation(ActivityId: null, WaitForCompletion: true)],
            }
        );
        _current = back;
        return this;
    }

    public ProcessBuilder SubProcess(
        string id,
        Action<ProcessBuilder> contents,
        Func<SubProcess, SubProcess>? with = null
    )
    {
        Add(With(new SubProcess { Id = id, ScopeId = _scopeId }, with));
        Fill(id, contents);
        return this;
    }

    /// <summary>Stands beside the flow; its first node is its start event.</summary>
    public ProcessBuilder EventSubProcess(string id, Action<ProcessBuilder> contents)
    {
        _nodes.Add(
            new SubProcess
            {
                Id = id,
                ScopeId = _scopeId,
                TriggeredByEvent = true,
            }
        );
        _eventSubProcesses.Add(id);
        Fill(id, contents);
        return this;
    }

    public ProcessBuilder NonInterruptingStart(string id, EventDefinition definition) =>
        Add(
            new StartEvent
            {
                Id = id,
                ScopeId = _scopeId,
                IsInterrupting = false,
                Definitions = [definition],
            }
        );

    public ProcessBuilder Properties(params string[] names)
    {
        _properties = [.. names];
        return this;
    }

    public ProcessBuilder Lane(string name, params string[] nodes)
    {
        _lanes.Add(new Lane(name, name, [.. nodes]));
        return this;
    }

    /// <summary>The next node or <see cref="To"/> is connected to this one, by a flow with this condition.</summary>
    public ProcessBuilder From(string id, string? when = null)
    {
        (_current, _condition, _isDefault) = (id, when, false);
        return this;
    }

    /// <summary>The next flow is the default flow of this node.</summary>
    public ProcessBuilder FromDefault(string id)
    {
        (_current, _condition, _isDefault) = (id, null, true);
        return this;
    }

    /// <summary>The next node begins without an incoming flow.</summary>
    public ProcessBuilder Apart()
    {
        _current = null;
        return this;
    }

    public ProcessBuilder To(string id)
    {
        Connect(id);
        _current = id;
        return this;
    }

    private static FeelExpression Read(string text, TextRole role) =>
        ExpressionText.Read(text, role) switch
        {
            FeelParseResult.Parsed parsed => parsed.Expression,
            FeelParseResult.Failed failed => throw new ArgumentException(failed.Describe(), nameof(text)),
            var other => throw new InvalidOperationException(other.ToString()),
        };

    private static T With<T>(T node, Func<T, T>? with) => with is null ? node : with(node);

    private ProcessBuilder Add(FlowNode node)
    {
        _nodes.Add(node);
        if (_current is not null)
        {
            Connect(node.Id);
        }
        _current = node.Id;
        return this;
    }

    private void Connect(string target)
    {
        var id = $"{_current}-{target}";
        var number = _flowNumbers[id] = _flowNumbers.GetValueOrDefault(id) + 1;
        id = number == 1 ? id : $"{id}#{number}";
        var condition = _condition is null ? null : Feel(_condition);
        _flows.Add(new SequenceFlow(id, null, _current!, target, condition, default));
        if (_isDefault)
        {
            var at = _nodes.FindIndex(n => n.Id == _current);
            _nodes[at] = _nodes[at] with { DefaultFlow = id };
        }
        (_condition, _isDefault) = (null, false);
    }

    private void Fill(string id, Action<ProcessBuilder> contents)
    {
        var inside = new ProcessBuilder(id, this);
        contents(inside);
        inside.CloseScope();
    }

    private void CloseScope()
    {
        var own = _nodes.Where(n => n.ScopeId == _scopeId).Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        _scopes.Add(
            new Scope(
                _scopeId,
                _parentId,
                [.. _nodes.Where(n => n.ScopeId == _scopeId).Select(n => n.Id)],
                [.. _flows.Where(f => own.Contains(f.SourceId)).Select(f => f.Id)],
                [.. _eventSubProcesses],
                _properties
            )
        );
    }
}
