using System.Collections.Immutable;
using System.Text.Json;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Serialization;

internal static class StateWriting
{
    public static void Write(Utf8JsonWriter json, InstanceState state)
    {
        json.WriteStartObject();
        json.WriteNumber(Names.Format, StateSerializer.FormatVersion);
        json.WriteString(Names.Instance, state.Instance.Value);
        json.WriteString(Names.Process, state.Definition.ProcessId);
        json.WriteNumber(Names.Version, state.Definition.Version);
        json.WriteString(Names.Status, state.Status.ToString());
        Text(json, Names.BusinessKey, state.BusinessKey);
        if (state.Parent is { } parent)
        {
            json.WriteString(Names.Parent, parent.Instance.Value);
            json.WriteNumber(Names.Call, parent.Call.Value);
        }
        json.WriteNumber(Names.NextId, state.NextId);
        Variables(json, state.Variables);
        Array(json, Names.Elements, state.Elements, Element);
        json.WriteEndObject();
    }

    private static void Element(Utf8JsonWriter json, ElementInstance element)
    {
        json.WriteStartObject();
        json.WriteNumber(Names.Id, element.Id.Value);
        if (element.Parent is { } parent)
        {
            json.WriteNumber(Names.Parent, parent.Value);
        }
        json.WriteString(Names.Activity, element.ActivityId);
        json.WriteString(Names.Type, element.ElementType);
        if (element.Role != ElementRole.Element)
        {
            json.WriteString(Names.Role, element.Role.ToString());
        }
        if (element.WaitsFor != WaitingFor.Nothing)
        {
            json.WriteString(Names.WaitsFor, element.WaitsFor.ToString());
        }
        Variables(json, element.Variables);
        Array(json, Names.Timers, element.Timers, Timer);
        Array(json, Names.Subscriptions, element.Subscriptions, Subscription);
        Array(json, Names.TakenFlows, element.TakenFlows, Taken);
        Array(json, Names.Resets, element.Resets, Reset);
        Loop(json, element);
        AdHoc(json, element.AdHoc);
        Text(json, Names.ArrivedBy, element.ArrivedBy);
        Task(json, element.Task);
        Array(json, Names.Incidents, element.Incidents, Incident);
        Throwing(json, element);
        json.WriteEndObject();
    }

    private static void Throwing(Utf8JsonWriter json, ElementInstance element)
    {
        Array(json, Names.Compensations, element.Compensations, Compensation);
        Id(json, Names.CompensatedFor, element.CompensatedFor);
        if (element.WorksDone > 0)
        {
            json.WriteNumber(Names.WorksDone, element.WorksDone);
        }
    }

    private static void Compensation(Utf8JsonWriter json, CompensationRecord record)
    {
        json.WriteStartObject();
        json.WriteNumber(Names.Number, record.Number);
        json.WriteString(Names.Activity, record.ActivityId);
        if (record.OnlyContents)
        {
            json.WriteBoolean(Names.OnlyContents, value: true);
        }
        Variables(json, record.Variables);
        Array(json, Names.Contents, record.Contents, Compensation);
        json.WriteNumber(Names.Run, record.Run.Value);
        if (record.Request is { } request)
        {
            json.WriteStartObject(Names.Request);
            Id(json, Names.CompensatedFor, request.Thrower);
            Id(json, Names.Handler, request.Handler);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Id(Utf8JsonWriter json, string name, ElementId? id)
    {
        if (id is { } known)
        {
            json.WriteNumber(name, known.Value);
        }
    }

    private static void Timer(Utf8JsonWriter json, ArmedTimer timer)
    {
        json.WriteStartObject();
        json.WriteNumber(Names.Id, timer.Id.Value);
        json.WriteString(Names.Activity, timer.ActivityId);
        json.WriteString(Names.Due, timer.DueAt);
        json.WriteString(Names.Anchor, timer.Anchor);
        Text(json, Names.Cycle, timer.Cycle);
        if (timer.RepetitionsLeft is { } left)
        {
            json.WriteNumber(Names.Left, left);
        }
        if (timer.HasFailed)
        {
            json.WriteBoolean(Names.Failed, value: true);
        }
        json.WriteEndObject();
    }

    private static void Subscription(Utf8JsonWriter json, EventSubscription subscription)
    {
        json.WriteStartObject();
        json.WriteNumber(Names.Id, subscription.Id.Value);
        json.WriteString(Names.Activity, subscription.ActivityId);
        json.WriteString(Names.Kind, subscription.Kind.ToString());
        json.WriteString(Names.Name, subscription.Name);
        if (subscription.Holds)
        {
            json.WriteBoolean(Names.Holds, value: true);
        }
        json.WriteEndObject();
    }

    private static void Taken(Utf8JsonWriter json, TakenFlow taken)
    {
        json.WriteStartObject();
        json.WriteString(Names.Flow, taken.FlowId);
        json.WriteNumber(Names.Count, taken.Count);
        json.WriteEndObject();
    }

    private static void Reset(Utf8JsonWriter json, PendingReset reset)
    {
        json.WriteStartObject();
        json.WriteString(Names.Activity, reset.GatewayId);
        Array(json, Names.Consumed, reset.Consumed, static (j, flow) => j.WriteStringValue(flow));
        json.WriteEndObject();
    }

    private static void Loop(Utf8JsonWriter json, ElementInstance element)
    {
        if (element.LoopIndex is { } index)
        {
            json.WriteNumber(Names.LoopIndex, index);
        }
        if (element.Loop is not { } loop)
        {
            return;
        }
        json.WriteStartObject(Names.Loop);
        json.WriteNumber(Names.Total, loop.Total);
        json.WriteNumber(Names.Started, loop.Started);
        json.WriteNumber(Names.Completed, loop.Completed);
        json.WriteNumber(Names.Terminated, loop.Terminated);
        Array(json, Names.Items, loop.Items, FeelJson.WriteTagged);
        Array(json, Names.Outputs, loop.Outputs, FeelJson.WriteTagged);
        json.WriteEndObject();
    }

    private static void AdHoc(Utf8JsonWriter json, AdHocProgress? progress)
    {
        if (progress is null)
        {
            return;
        }
        json.WriteStartObject(Names.AdHoc);
        Array(json, Names.ToStart, progress.ToStart, static (j, id) => j.WriteStringValue(id));
        if (progress.IsEnding)
        {
            json.WriteBoolean(Names.Ending, value: true);
        }
        json.WriteEndObject();
    }

    private static void Task(Utf8JsonWriter json, TaskAttributes? task)
    {
        if (task is null)
        {
            return;
        }
        json.WriteStartObject(Names.Task);
        Text(json, Names.Assignee, task.Assignee);
        Text(json, Names.Owner, task.Owner);
        if (task.Delegation != DelegationState.None)
        {
            json.WriteString(Names.Delegation, task.Delegation.ToString());
        }
        Array(json, Names.Users, task.CandidateUsers, static (j, name) => j.WriteStringValue(name));
        Array(json, Names.Groups, task.CandidateGroups, static (j, name) => j.WriteStringValue(name));
        Moment(json, Names.Due, task.DueDate);
        Moment(json, Names.FollowUp, task.FollowUpDate);
        if (task.Priority is { } priority)
        {
            json.WriteNumber(Names.Priority, priority);
        }
        Text(json, Names.Form, task.FormKey);
        Text(json, Names.Name, task.Name);
        json.WriteEndObject();
    }

    private static void Incident(Utf8JsonWriter json, Incident incident)
    {
        json.WriteStartObject();
        json.WriteString(Names.Code, incident.Code);
        json.WriteString(Names.Activity, incident.ActivityId);
        json.WriteString(Names.Message, incident.Message);
        json.WriteString(Names.Retry, incident.Retry.GetType().Name);
        switch (incident.Retry)
        {
            case IncidentRetry.Timer timer:
                json.WriteNumber(Names.Id, timer.Id.Value);
                break;
            case IncidentRetry.Message message:
                json.WriteNumber(Names.Id, message.Subscription.Value);
                Variables(json, message.Variables);
                break;
            default:
                break;
        }
        json.WriteEndObject();
    }

    private static void Variables(Utf8JsonWriter json, ImmutableSortedDictionary<string, FeelValue> variables)
    {
        if (variables.IsEmpty)
        {
            return;
        }
        json.WriteStartObject(Names.Variables);
        foreach (var (name, value) in variables)
        {
            json.WritePropertyName(name);
            FeelJson.WriteTagged(json, value);
        }
        json.WriteEndObject();
    }

    private static void Array<T>(
        Utf8JsonWriter json,
        string name,
        ImmutableArray<T> items,
        Action<Utf8JsonWriter, T> write
    )
    {
        if (items.IsDefaultOrEmpty)
        {
            return;
        }
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }
        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void Moment(Utf8JsonWriter json, string name, DateTimeOffset? moment)
    {
        if (moment is { } at)
        {
            json.WriteString(name, at);
        }
    }
}
