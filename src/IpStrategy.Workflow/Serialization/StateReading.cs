using System.Collections.Immutable;
using System.Text.Json;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Serialization;

/// <summary>Reads format 1.</summary>
internal static class StateReading
{
    public static InstanceState Read(JsonElement json) =>
        new()
        {
            Instance = new ProcessInstanceId(Text(json, Names.Instance)!),
            Definition = new DefinitionId(Text(json, Names.Process)!, json.GetProperty(Names.Version).GetInt32()),
            Status = Choice<InstanceStatus>(json, Names.Status),
            BusinessKey = Text(json, Names.BusinessKey),
            Parent = Text(json, Names.Parent) is { } parent
                ? new ParentLink(new ProcessInstanceId(parent), new ElementId(Whole(json, Names.Call)!.Value))
                : null,
            NextId = Whole(json, Names.NextId)!.Value,
            Variables = Variables(json),
            Elements = Array(json, Names.Elements, Element),
        };

    private static ElementInstance Element(JsonElement json) =>
        new()
        {
            Id = new ElementId(Whole(json, Names.Id)!.Value),
            Parent = Whole(json, Names.Parent) is { } parent ? new ElementId(parent) : null,
            ActivityId = Text(json, Names.Activity)!,
            ElementType = Text(json, Names.Type)!,
            Role = json.TryGetProperty(Names.Role, out _) ? Choice<ElementRole>(json, Names.Role) : ElementRole.Element,
            WaitsFor = Choice<WaitingFor>(json, Names.WaitsFor),
            Variables = Variables(json),
            Timers = Array(json, Names.Timers, Timer),
            Subscriptions = Array(json, Names.Subscriptions, Subscription),
            TakenFlows = Array(json, Names.TakenFlows, Taken),
            Resets = Array(json, Names.Resets, Reset),
            Loop = json.TryGetProperty(Names.Loop, out var loop) ? Loop(loop) : null,
            LoopIndex = (int?)Whole(json, Names.LoopIndex),
            AdHoc = json.TryGetProperty(Names.AdHoc, out var adHoc) ? AdHoc(adHoc) : null,
            ArrivedBy = Text(json, Names.ArrivedBy),
            Task = json.TryGetProperty(Names.Task, out var task) ? Task(task) : null,
            Incidents = Array(json, Names.Incidents, Incident),
            Compensations = Array(json, Names.Compensations, Compensation),
            CompensatedFor = Id(json, Names.CompensatedFor),
            WorksDone = (int)(Whole(json, Names.WorksDone) ?? 0),
        };

    private static ElementId? Id(JsonElement json, string name) =>
        Whole(json, name) is { } value ? new ElementId(value) : null;

    private static CompensationRecord Compensation(JsonElement json) =>
        new(
            Whole(json, Names.Number)!.Value,
            Text(json, Names.Activity)!,
            json.TryGetProperty(Names.OnlyContents, out _),
            Variables(json),
            Array(json, Names.Contents, Compensation)
        )
        {
            Run = new ElementId(Whole(json, Names.Run) ?? 0),
            Request = json.TryGetProperty(Names.Request, out var request)
                ? new CompensationRequest(Id(request, Names.CompensatedFor), Id(request, Names.Handler))
                : null,
        };

    private static ArmedTimer Timer(JsonElement json) =>
        new(
            new TimerId(Whole(json, Names.Id)!.Value),
            Text(json, Names.Activity)!,
            json.GetProperty(Names.Due).GetDateTimeOffset(),
            json.GetProperty(Names.Anchor).GetDateTimeOffset(),
            Text(json, Names.Cycle),
            (int?)Whole(json, Names.Left),
            json.TryGetProperty(Names.Failed, out _)
        );

    private static EventSubscription Subscription(JsonElement json) =>
        new(
            new ElementId(Whole(json, Names.Id)!.Value),
            Text(json, Names.Activity)!,
            Choice<SubscriptionKind>(json, Names.Kind),
            Text(json, Names.Name)!,
            json.TryGetProperty(Names.Holds, out _)
        );

    private static TakenFlow Taken(JsonElement json) => new(Text(json, Names.Flow)!, (int)Whole(json, Names.Count)!);

    private static PendingReset Reset(JsonElement json) =>
        new(Text(json, Names.Activity)!, Array(json, Names.Consumed, static f => f.GetString()!));

    private static LoopProgress Loop(JsonElement json) =>
        new(
            (int)Whole(json, Names.Total)!,
            (int)Whole(json, Names.Started)!,
            (int)Whole(json, Names.Completed)!,
            (int)Whole(json, Names.Terminated)!,
            Array(json, Names.Items, FeelJson.ReadTagged),
            Array(json, Names.Outputs, FeelJson.ReadTagged)
        );

    private static AdHocProgress AdHoc(JsonElement json) =>
        new(Array(json, Names.ToStart, static id => id.GetString()!), json.TryGetProperty(Names.Ending, out _));

    private static TaskAttributes Task(JsonElement json) =>
        new(
            Text(json, Names.Assignee),
            Text(json, Names.Owner),
            Choice<DelegationState>(json, Names.Delegation),
            Array(json, Names.Users, static n => n.GetString()!),
            Array(json, Names.Groups, static n => n.GetString()!),
            Moment(json, Names.Due),
            Moment(json, Names.FollowUp),
            json.TryGetProperty(Names.Priority, out var priority) ? priority.GetDecimal() : null,
            Text(json, Names.Form)
        )
        {
            Name = Text(json, Names.Name),
        };

    private static Incident Incident(JsonElement json) =>
        new(Text(json, Names.Code)!, Text(json, Names.Activity)!, Text(json, Names.Message)!, Retry(json));

    private static IncidentRetry Retry(JsonElement json) =>
        Text(json, Names.Retry) switch
        {
            nameof(IncidentRetry.Timer) => new IncidentRetry.Timer(new TimerId(Whole(json, Names.Id)!.Value)),
            nameof(IncidentRetry.Continuation) => new IncidentRetry.Continuation(),
            nameof(IncidentRetry.Message) => new IncidentRetry.Message(
                new ElementId(Whole(json, Names.Id)!.Value),
                Variables(json)
            ),
            nameof(IncidentRetry.Work) => new IncidentRetry.Work(),
            nameof(IncidentRetry.Child) => new IncidentRetry.Child(),
            var other => throw new JsonException($"'{other}' is no way to go on after an incident."),
        };

    private static ImmutableSortedDictionary<string, FeelValue> Variables(JsonElement json)
    {
        if (!json.TryGetProperty(Names.Variables, out var variables))
        {
            return Command.NoVariables;
        }
        var builder = Command.NoVariables.ToBuilder();
        foreach (var variable in variables.EnumerateObject())
        {
            builder.Add(variable.Name, FeelJson.ReadTagged(variable.Value));
        }
        return builder.ToImmutable();
    }

    private static ImmutableArray<T> Array<T>(JsonElement json, string name, Func<JsonElement, T> read)
    {
        if (!json.TryGetProperty(name, out var items))
        {
            return [];
        }
        var builder = ImmutableArray.CreateBuilder<T>(items.GetArrayLength());
        foreach (var item in items.EnumerateArray())
        {
            builder.Add(read(item));
        }
        return builder.MoveToImmutable();
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static long? Whole(JsonElement json, string name) =>
        json.TryGetProperty(name, out var number) ? number.GetInt64() : null;

    private static DateTimeOffset? Moment(JsonElement json, string name) =>
        json.TryGetProperty(name, out var moment) ? moment.GetDateTimeOffset() : null;

    /// <summary>The first member of the enumeration when it is not there.</summary>
    private static T Choice<T>(JsonElement json, string name)
        where T : struct, Enum => json.TryGetProperty(name, out var text) ? Enum.Parse<T>(text.GetString()!) : default;
}
