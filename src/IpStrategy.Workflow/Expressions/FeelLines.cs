using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IpStrategy.Workflow.Expressions;

/// <summary>What was asked came to; <paramref name="WasRead"/> is false when the question itself was wrong.</summary>
public sealed record FeelAnswer(FeelValue Value, string? Error, bool WasRead);

/// <summary>Evaluations asked for as lines of JSON: one object in, one object out, whatever happens.</summary>
public static class FeelLines
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Answers one line: <c>{ "expression", "let", "variables" }</c> in, <c>{ "value", "type", "error" }</c> out.</summary>
    public static string Answer(string line, DateTimeOffset now, ITimeZoneRules zones)
    {
        try
        {
            using var request = JsonDocument.Parse(line);
            return Write(Evaluate(request.RootElement, now, zones));
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return Write(Failed("the line is not JSON: " + e.Message));
        }
    }

    /// <summary>Evaluates one expression with variables in JSON, null for none.</summary>
    public static FeelAnswer Evaluate(string expression, string? variables, DateTimeOffset now, ITimeZoneRules zones)
    {
        try
        {
            using var document = JsonDocument.Parse(string.IsNullOrWhiteSpace(variables) ? "{}" : variables);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return Failed("the variables must be a JSON object");
            }

            var names = Variables(document.RootElement);
            return Evaluate(expression, names, new LineScope(names, now, zones));
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return Failed("the variables are not JSON: " + e.Message);
        }
    }

    // Half a surrogate pair, spelt as an escape, is found out only when the text is asked for.
    private static bool IsUnreadable(Exception e) => e is JsonException or InvalidOperationException;

    /// <summary>An answer as one object of JSON.</summary>
    public static string Write(FeelAnswer answer)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("value");
            FeelJson.Write(writer, answer.Value);
            writer.WriteString("type", FeelKindNames.Of(answer.Value));
            writer.WriteString("error", answer.Error);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static FeelAnswer Evaluate(JsonElement request, DateTimeOffset now, ITimeZoneRules zones)
    {
        if (Text(request, "expression") is not { } expression)
        {
            return Failed("the line must be an object with a string 'expression'");
        }

        var names = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        if (request.TryGetProperty("variables", out var variables) && variables.ValueKind == JsonValueKind.Object)
        {
            names = Variables(variables);
        }

        var scope = new LineScope(names, now, zones);
        return Let(request, names, scope) is { } failed ? Failed(failed) : Evaluate(expression, names, scope);
    }

    /// <summary>Binds the names of <c>let</c> one after the other; says why if one cannot be read.</summary>
    private static string? Let(JsonElement request, Dictionary<string, FeelValue> names, FeelScope scope)
    {
        if (!request.TryGetProperty("let", out var lets) || lets.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var let in lets.EnumerateObject())
        {
            var text = let.Value.ValueKind == JsonValueKind.String ? let.Value.GetString()! : let.Value.GetRawText();
            var answer = Evaluate(text, names, scope);
            if (!answer.WasRead)
            {
                return $"let '{let.Name}': {answer.Error}";
            }

            names[let.Name] = answer.Value;
        }

        return null;
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out var property)
        && property.ValueKind == JsonValueKind.String
            ? property.GetString()
            : null;

    private static FeelAnswer Evaluate(string expression, Dictionary<string, FeelValue> names, FeelScope scope) =>
        Parse(expression, names) switch
        {
            FeelParseResult.Parsed parsed => Answered(parsed.Expression.Evaluate(scope)),
            FeelParseResult.Failed failed => Failed(failed.Describe()),
            _ => Failed(""),
        };

    private static FeelParseResult Parse(string expression, Dictionary<string, FeelValue> names) =>
        FeelExpression.Parse(
            expression,
            new Syntax.NameTable(names.Keys, names.Values.SelectMany(Members).Distinct(StringComparer.Ordinal))
        );

    /// <summary>The names that may follow a dot: those of all contexts inside a value.</summary>
    private static IEnumerable<string> Members(FeelValue value) =>
        value switch
        {
            FeelValue.Context context => context.Entries.SelectMany(e => Members(e.Value).Prepend(e.Key)),
            FeelValue.List list => list.Items.SelectMany(Members),
            _ => [],
        };

    private static Dictionary<string, FeelValue> Variables(JsonElement json)
    {
        var names = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            names[property.Name] = FeelJson.Read(property.Value);
        }

        return names;
    }

    private static FeelAnswer Answered(FeelResult result) => new(result.Value, result.Error, true);

    private static FeelAnswer Failed(string error) => new(FeelValue.Null, error, false);

    /// <summary>The names of a line. A function among them sees also those bound after it, so it may invoke itself.</summary>
    private sealed class LineScope(Dictionary<string, FeelValue> names, DateTimeOffset now, ITimeZoneRules zones)
        : FeelScope
    {
        public override DateTimeOffset Now => now;

        public override ITimeZoneRules Zones => zones;

        public override bool TryGet(string name, out FeelValue value)
        {
            var found = names.TryGetValue(name, out var held);
            value = held ?? FeelValue.Null;
            return found;
        }
    }
}
