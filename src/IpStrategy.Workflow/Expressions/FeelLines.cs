using System.Buffers;
using System.Collections.Immutable;
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
        catch (JsonException e)
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
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Evaluate(expression, Variables(document.RootElement), now, zones)
                : Failed("the variables must be a JSON object");
        }
        catch (JsonException e)
        {
            return Failed("the variables are not JSON: " + e.Message);
        }
    }

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

        var names = ImmutableDictionary<string, FeelValue>.Empty;
        if (request.TryGetProperty("variables", out var variables) && variables.ValueKind == JsonValueKind.Object)
        {
            names = Variables(variables);
        }

        if (request.TryGetProperty("let", out var lets) && lets.ValueKind == JsonValueKind.Object)
        {
            foreach (var let in lets.EnumerateObject())
            {
                var text =
                    let.Value.ValueKind == JsonValueKind.String ? let.Value.GetString()! : let.Value.GetRawText();
                if (Parse(text, names) is FeelParseResult.Failed failed)
                {
                    return Failed($"let '{let.Name}': {failed.Describe()}");
                }

                names = names.SetItem(let.Name, Evaluate(text, names, now, zones).Value);
            }
        }

        return Evaluate(expression, names, now, zones);
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out var property)
        && property.ValueKind == JsonValueKind.String
            ? property.GetString()
            : null;

    private static FeelAnswer Evaluate(
        string expression,
        ImmutableDictionary<string, FeelValue> names,
        DateTimeOffset now,
        ITimeZoneRules zones
    ) =>
        Parse(expression, names) switch
        {
            FeelParseResult.Parsed parsed => Answered(parsed.Expression.Evaluate(FeelScope.Of(names, now, zones))),
            FeelParseResult.Failed failed => Failed(failed.Describe()),
            _ => Failed(""),
        };

    private static FeelParseResult Parse(string expression, ImmutableDictionary<string, FeelValue> names) =>
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

    private static ImmutableDictionary<string, FeelValue> Variables(JsonElement json) =>
        json.EnumerateObject()
            .Aggregate(
                ImmutableDictionary.Create<string, FeelValue>(StringComparer.Ordinal),
                (all, property) => all.SetItem(property.Name, FeelJson.Read(property.Value))
            );

    private static FeelAnswer Answered(FeelResult result) => new(result.Value, result.Error, true);

    private static FeelAnswer Failed(string error) => new(FeelValue.Null, error, false);
}
