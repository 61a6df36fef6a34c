using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using IpStrategy.Workflow.Execution;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Application.Processes;

/// <summary>Variables as JSON: tagged for keeping, plain for other programs.</summary>
public static class VariablesText
{
    /// <summary>Comes back as what it was when it is read.</summary>
    public static string Write(ImmutableSortedDictionary<string, FeelValue> variables) =>
        Text(variables, FeelJson.WriteTagged);

    public static ImmutableSortedDictionary<string, FeelValue> Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        return Read(json.RootElement, FeelJson.ReadTagged);
    }

    /// <summary>An object of another program's; whatever is no object holds no variables.</summary>
    public static ImmutableSortedDictionary<string, FeelValue> ReadPlain(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object ? Read(json, FeelJson.Read) : Command.NoVariables;

    /// <summary>For other programs: dates and durations are strings.</summary>
    public static JsonElement Plain(ImmutableSortedDictionary<string, FeelValue> variables)
    {
        using var json = JsonDocument.Parse(Text(variables, FeelJson.Write));
        return json.RootElement.Clone();
    }

    /// <summary>One value as other programs see it; numbers by value.</summary>
    public static string PlainText(FeelValue value)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            FeelJson.Write(json, value);
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static ImmutableSortedDictionary<string, FeelValue> Read(
        JsonElement json,
        Func<JsonElement, FeelValue> read
    ) => Command.NoVariables.SetItems(json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, read(p.Value))));

    private static string Text(
        ImmutableSortedDictionary<string, FeelValue> variables,
        Action<Utf8JsonWriter, FeelValue> write
    )
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var (name, value) in variables)
            {
                json.WritePropertyName(name);
                write(json, value);
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
