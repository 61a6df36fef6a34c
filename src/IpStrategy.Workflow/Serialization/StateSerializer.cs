using System.Buffers;
using System.Text;
using System.Text.Json;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Serialization;

/// <summary>
/// An instance's state as a JSON document (UTF-8) with its format version. Reading what was written gives an equal state;
/// what has its default value is left out. Documents of every released format stay readable.
/// </summary>
public static class StateSerializer
{
    /// <summary>The format this version writes.</summary>
    public const int FormatVersion = 1;

    // What is written may be as deep as the processes and values are; the writer's own limit is the same.
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 1000 };

    public static byte[] Write(InstanceState state)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            StateWriting.Write(writer, state);
        }
        return buffer.WrittenSpan.ToArray();
    }

    public static string WriteText(InstanceState state) => Encoding.UTF8.GetString(Write(state));

    /// <exception cref="InvalidDataException">The document is of a format this version does not know.</exception>
    /// <exception cref="JsonException">The document is broken.</exception>
    public static InstanceState Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, Depth);
        var root = document.RootElement;
        var version = root.GetProperty(Names.Format).GetInt32();
        return version switch
        {
            FormatVersion => StateReading.Read(root),
            _ => throw new InvalidDataException(
                $"A state of format {version} cannot be read; this is {FormatVersion}."
            ),
        };
    }

    public static InstanceState Read(string json) => Read(Encoding.UTF8.GetBytes(json));
}

/// <summary>Property names of the document; part of the stored format, never to be changed within a version.</summary>
internal static class Names
{
    public const string Format = "format";
    public const string Instance = "instance";
    public const string Process = "process";
    public const string Version = "version";
    public const string Status = "status";
    public const string BusinessKey = "businessKey";
    public const string Parent = "parent";
    public const string Call = "call";
    public const string NextId = "nextId";
    public const string Variables = "variables";
    public const string Elements = "elements";
    public const string Id = "id";
    public const string Activity = "activity";
    public const string Type = "type";
    public const string Role = "role";
    public const string WaitsFor = "waitsFor";
    public const string Timers = "timers";
    public const string Subscriptions = "subscriptions";
    public const string TakenFlows = "takenFlows";
    public const string Resets = "resets";
    public const string Consumed = "consumed";
    public const string Loop = "loop";
    public const string LoopIndex = "loopIndex";
    public const string ArrivedBy = "arrivedBy";
    public const string Task = "task";
    public const string Incidents = "incidents";
    public const string Due = "due";
    public const string Anchor = "anchor";
    public const string Cycle = "cycle";
    public const string Left = "left";
    public const string Failed = "failed";
    public const string Kind = "kind";
    public const string Name = "name";
    public const string Flow = "flow";
    public const string Count = "count";
    public const string Total = "total";
    public const string Started = "started";
    public const string Completed = "completed";
    public const string Terminated = "terminated";
    public const string Items = "items";
    public const string Outputs = "outputs";
    public const string Assignee = "assignee";
    public const string Owner = "owner";
    public const string Delegation = "delegation";
    public const string Users = "users";
    public const string Groups = "groups";
    public const string FollowUp = "followUp";
    public const string Priority = "priority";
    public const string Form = "form";
    public const string Code = "code";
    public const string Message = "message";
    public const string Retry = "retry";
    public const string AdHoc = "adHoc";
    public const string ToStart = "toStart";
    public const string Ending = "ending";
    public const string Compensations = "compensations";
    public const string CompensatedFor = "compensatedFor";
    public const string WorksDone = "worksDone";
    public const string Number = "number";
    public const string OnlyContents = "onlyContents";
    public const string Contents = "contents";
    public const string Run = "run";
    public const string Request = "request";
    public const string Handler = "handler";
    public const string Holds = "holds";
}
