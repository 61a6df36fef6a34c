using System.Text.Json;
using System.Xml;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Processes;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Web.Api;

/// <summary>
/// Reads the parts of a write to processes and remembers the first one that is wrong: the idempotency key with what it stands
/// for, variables, durations.
/// </summary>
internal sealed class WriteReader
{
    private WriteReader(WriteRequest request, Refusal? refusal) => (Request, Refusal) = (request, refusal);

    public WriteRequest Request { get; }

    /// <summary>Null while everything read was right.</summary>
    public Refusal? Refusal { get; private set; }

    /// <param name="body">What is asked for, beside the address; the same key with another body is refused.</param>
    public static WriteReader Of(HttpContext context, object? body = null)
    {
        var http = context.Request;
        var key = http.Headers[TakesIdempotencyKey.Header] is [var header, ..] ? header : null;
        var wrong = key is { Length: 0 or > TakesIdempotencyKey.MostCharacters };
        var asked = $"{http.Method} {http.Path}{http.QueryString}\n{JsonSerializer.Serialize(body)}";
        return new WriteReader(
            new WriteRequest(key, WorkItemRequest.HashOf(asked)),
            wrong ? new IdempotencyKeyIsNotAllowed(TakesIdempotencyKey.MostCharacters) : null
        );
    }

    /// <summary>An object of variables; left out or null = none.</summary>
    public System.Collections.Immutable.ImmutableSortedDictionary<string, FeelValue> Variables(
        string path,
        JsonElement? value
    )
    {
        if (value is not null and not { ValueKind: JsonValueKind.Object or JsonValueKind.Null })
        {
            Wrong(path, value.Value.GetRawText());
        }
        return VariablesText.ReadPlain(value ?? default);
    }

    /// <summary>An ISO 8601 duration without years and months, longer than nothing; null when left out.</summary>
    public TimeSpan? Duration(string path, string? text, TimeSpan longest)
    {
        if (text is null)
        {
            return null;
        }
        try
        {
            var duration = XmlConvert.ToTimeSpan(text);
            if (duration > TimeSpan.Zero && duration <= longest)
            {
                return duration;
            }
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            // Falls through: it is no duration.
        }
        Wrong(path, text);
        return null;
    }

    public T? Required<T>(string path, T? value)
        where T : class
    {
        if (value is null or "")
        {
            Refusal ??= new ValueIsMissing(path);
        }
        return value;
    }

    /// <summary>An id as given out; null when left out.</summary>
    public long? Id(string path, string? text)
    {
        if (text is not null && Application.Opaque.Read(text) is null)
        {
            Wrong(path, text);
        }
        return Application.Opaque.Read(text);
    }

    public void Wrong(string path, string value) => Refusal ??= new ValueIsNotAllowed(path, value);

    /// <summary>The act when everything was read, or why not.</summary>
    public async Task<IResult> RunAsync<T>(Func<Task<Outcome<T>>> act)
        where T : class => Refusal is { } wrong ? Problems.Of(wrong) : Problems.OkOr(await act());
}
