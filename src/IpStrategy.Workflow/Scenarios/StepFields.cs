using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Scenarios;

/// <summary>
/// The fields of a JSON object. A field of the wrong form gives nothing and is remembered in <see cref="Problem"/>: a step
/// with a problem has failed, whatever it did.
/// </summary>
internal sealed class StepFields(JsonElement json)
{
    /// <summary>The first thing wrong with how the object is written.</summary>
    public string? Problem { get; private set; }

    public IEnumerable<string> Names => json.EnumerateObject().Select(p => p.Name);

    public void Complain(string problem) => Problem ??= problem;

    public bool Has(string name) => json.TryGetProperty(name, out _);

    public JsonElement? Find(string name) =>
        json.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    public string? Text(string name)
    {
        if (Find(name) is not { } found)
        {
            return null;
        }
        if (found.ValueKind == JsonValueKind.String)
        {
            return found.GetString();
        }
        Complain($"\"{name}\" is a text");
        return null;
    }

    public string Required(string name)
    {
        if (Text(name) is { } text)
        {
            return text;
        }
        Complain($"\"{name}\" is missing");
        return "";
    }

    /// <summary>A list of texts; a single text is a list of one.</summary>
    public ImmutableArray<string> Texts(string name)
    {
        if (Find(name) is not { } found)
        {
            return [];
        }
        if (found.ValueKind == JsonValueKind.String)
        {
            return [found.GetString()!];
        }
        if (
            found.ValueKind == JsonValueKind.Array
            && found.EnumerateArray().All(t => t.ValueKind == JsonValueKind.String)
        )
        {
            return [.. found.EnumerateArray().Select(t => t.GetString()!)];
        }
        Complain($"\"{name}\" is a text or a list of texts");
        return [];
    }

    public ImmutableArray<JsonElement> Array(string name)
    {
        if (Find(name) is not { } found)
        {
            return [];
        }
        if (found.ValueKind == JsonValueKind.Array)
        {
            return [.. found.EnumerateArray()];
        }
        Complain($"\"{name}\" is a list");
        return [];
    }

    public IEnumerable<JsonProperty> Object(string name)
    {
        if (Find(name) is not { } found)
        {
            return [];
        }
        if (found.ValueKind == JsonValueKind.Object)
        {
            return found.EnumerateObject();
        }
        Complain($"\"{name}\" is an object");
        return [];
    }

    public bool Flag(string name)
    {
        if (Find(name) is not { } found)
        {
            return false;
        }
        if (found.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Complain($"\"{name}\" is true or false");
        }
        return found.ValueKind == JsonValueKind.True;
    }

    public int? Count(string name)
    {
        if (Find(name) is not { } found)
        {
            return null;
        }
        if (found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var count))
        {
            return count;
        }
        Complain($"\"{name}\" is a whole number");
        return null;
    }

    public DateTimeOffset? Instant(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }
        if (
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
        )
        {
            return instant;
        }
        Complain($"\"{name}\" is a date and time of ISO 8601, not \"{text}\"");
        return null;
    }

    public ImmutableSortedDictionary<string, FeelValue> Variables(string name = "variables") =>
        Command.NoVariables.AddRange(Object(name).Select(v => KeyValuePair.Create(v.Name, FeelJson.Read(v.Value))));
}
