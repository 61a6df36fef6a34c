using System.Collections.Frozen;
using System.Collections.Immutable;
using IpStrategy.Application.Extensions;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Bpmn;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Processes;

/// <summary>What a service task hands to its named handler, and the transaction it runs in.</summary>
internal sealed record HandlerCall(
    ProcessRun Run,
    StoredInstance Instance,
    ImmutableSortedDictionary<string, FeelValue> Variables
);

/// <summary>Host code behind a service task; it runs in the transaction of the command that reached the task.</summary>
internal interface IServiceHandler
{
    /// <summary>As written in the diagram.</summary>
    string Name { get; }

    /// <returns>Variables to set when the task completes.</returns>
    Task<ImmutableSortedDictionary<string, FeelValue>> RunAsync(HandlerCall call, CancellationToken cancel);
}

/// <summary>The handlers this host knows: a diagram that names another is refused at deployment.</summary>
public sealed class ServiceHandlers
{
    private readonly FrozenDictionary<string, IServiceHandler> _byName;

    internal ServiceHandlers(IEnumerable<IServiceHandler> handlers) =>
        _byName = handlers.ToFrozenDictionary(h => h.Name, StringComparer.Ordinal);

    /// <summary>The handlers of the shipped processes, for tools that only check a diagram.</summary>
    public static ImmutableArray<string> ShippedNames =>
        [
            SetReplyDate.HandlerName,
            RemindPartyLeader.HandlerName,
            ApplyExtension.HandlerName,
            RefuseExtension.HandlerName,
        ];

    public BpmnReadingOptions ReadingOptions => new() { Handlers = [.. _byName.Keys] };

    internal IServiceHandler Find(string name) => _byName[name];

    /// <summary>Null for a name this host does not know: a listener of that name was a warning at deployment and is skipped.</summary>
    internal IServiceHandler? FindListener(string name) => _byName.GetValueOrDefault(name);
}
