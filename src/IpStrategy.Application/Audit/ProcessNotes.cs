using System.Collections.Concurrent;
using System.Text;
using IpStrategy.Application.Processes;
using IpStrategy.Persistence.Workflow;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Application.Audit;

/// <summary>Puts engine commands on record that are not part of an act which is on record as a whole: timers, messages, repairs.</summary>
internal static class ProcessNotes
{
    private static readonly ConcurrentDictionary<Type, string> Verbs = new();

    public static AuditNote Of(StoredInstance instance, Command command, RunContext context, ProcessChange change) =>
        new(
            context.Actor,
            Verbs.GetOrAdd(command.GetType(), VerbOf),
            $"instance:{Opaque.Of(instance.Id)}",
            change.Before is { } status ? new { status } : null,
            new
            {
                status = change.After,
                process = $"{instance.ProcessId}:{instance.DefinitionVersion}",
                command = FactsOf(command),
                history = HistoryRange.Of(change.History),
            },
            instance.RootId
        )
        {
            UndertakingId = instance.UndertakingId,
        };

    private static object? FactsOf(Command command) =>
        command switch
        {
            Command.Cancel c => new { c.Reason },
            Command.Modify c => new { Steps = c.Steps.Select(s => s.ToString()) },
            Command.Migrate c => new
            {
                c.Target.ProcessId,
                c.Target.Version,
                c.Mapping,
            },
            Command.SetVariables c => new { Variables = c.Variables.Keys },
            Command.DeliverMessage c => new { c.Name },
            Command.DeliverSignal c => new { c.Name },
            Command.ThrowError c => new { c.ErrorCode },
            Command.FireTimer c => new { Timer = c.Timer.Value },
            Command.ResolveIncident c => new { Element = c.Element.Value },
            _ => null,
        };

    // FireTimer → fire-timer
    private static string VerbOf(Type command)
    {
        var verb = new StringBuilder();
        foreach (var c in command.Name)
        {
            verb.Append(char.IsUpper(c) && verb.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(c));
        }
        return verb.ToString();
    }
}

/// <summary>What a command did to the instance it was given to, with all the history it made in the tree.</summary>
internal sealed record ProcessChange(InstanceStatus? Before, InstanceStatus? After, List<StoredHistory> History);
