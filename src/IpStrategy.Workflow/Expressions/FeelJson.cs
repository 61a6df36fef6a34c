using System.Text.Json;

namespace IpStrategy.Workflow.Expressions;

/// <summary>
/// Values as JSON. The plain form is for people and other programs: dates and durations are strings there.
/// The tagged form is for keeping: whatever JSON has no type for comes back as what it was.
/// </summary>
public static class FeelJson
{
    private const string Tag = "$";
    private const string Content = "v";

    /// <summary>
    /// Reads plain JSON; a number too large for a decimal, a text that is none, or a value too deep to be kept, is a null with its reason.
    /// </summary>
    public static FeelValue Read(JsonElement json)
    {
        try
        {
            var value = Read(json, ReadInner);
            return value.Depth > Extent.MaxDepth
                ? FeelValue.Error($"the value is nested deeper than {Extent.MaxDepth}")
                : value;
        }
        catch (InvalidOperationException e)
        {
            // JSON may spell half a surrogate pair, which is found out only when the text is asked for.
            return FeelValue.Error(e.Message);
        }
    }

    /// <summary>Writes plain JSON.</summary>
    public static void Write(Utf8JsonWriter writer, FeelValue value) => Write(writer, value, Write);

    /// <summary>Reads what <see cref="WriteTagged"/> wrote.</summary>
    /// <exception cref="JsonException">The JSON holds a tag nobody wrote.</exception>
    public static FeelValue ReadTagged(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(Tag, out var tag))
        {
            return Read(json, ReadTagged);
        }

        return Untagged(tag.GetString(), json)
            ?? throw new JsonException($"'{tag}' is no tag of a stored value, or its content does not fit.");
    }

    /// <summary>Writes JSON that <see cref="ReadTagged"/> reads back without loss; functions become null, for they belong to one evaluation.</summary>
    public static void WriteTagged(Utf8JsonWriter writer, FeelValue value)
    {
        switch (value)
        {
            case FeelValue.Function:
                writer.WriteNullValue();
                break;
            case FeelValue.Range range:
                WriteRange(writer, range);
                break;
            // A context with the tag's own name as a key is wrapped, so that it is not taken for one.
            case FeelValue.Context context when context.TryGet(Tag, out _):
                WriteWrapped(writer, context);
                break;
            case FeelValue.NullValue
            or FeelValue.Number
            or FeelValue.Text
            or FeelValue.Bool
            or FeelValue.List
            or FeelValue.Context:
                Write(writer, value, WriteTagged);
                break;
            default:
                WriteTemporal(writer, value);
                break;
        }
    }

    private static FeelValue ReadInner(JsonElement json) => Read(json, ReadInner);

    private static FeelValue Read(JsonElement json, Func<JsonElement, FeelValue> inner) =>
        json.ValueKind switch
        {
            JsonValueKind.True => FeelValue.True,
            JsonValueKind.False => FeelValue.False,
            JsonValueKind.String => FeelValue.From(json.GetString()),
            JsonValueKind.Number => json.TryGetDecimal(out var number)
                ? FeelValue.From(number)
                : FeelValue.Error($"{json.GetRawText()} does not fit a number of 28 digits"),
            JsonValueKind.Array => FeelValue.From(json.EnumerateArray().Select(inner)),
            JsonValueKind.Object => FeelValue.Context.Of(
                json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, inner(p.Value)))
            ),
            _ => FeelValue.Null,
        };

    private static void Write(Utf8JsonWriter writer, FeelValue value, Action<Utf8JsonWriter, FeelValue> inner)
    {
        switch (value)
        {
            case FeelValue.NullValue:
                writer.WriteNullValue();
                break;
            case FeelValue.Number number:
                writer.WriteRawValue(FeelText.Number(number.Value));
                break;
            case FeelValue.Bool boolean:
                writer.WriteBooleanValue(boolean.Value);
                break;
            case FeelValue.List list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    inner(writer, item);
                }

                writer.WriteEndArray();
                break;
            case FeelValue.Context context:
                writer.WriteStartObject();
                WriteEntries(writer, context, inner);
                writer.WriteEndObject();
                break;
            default:
                writer.WriteStringValue(FeelText.Of(value));
                break;
        }
    }

    private static void WriteEntries(
        Utf8JsonWriter writer,
        FeelValue.Context context,
        Action<Utf8JsonWriter, FeelValue> inner
    )
    {
        foreach (var entry in context.Entries)
        {
            writer.WritePropertyName(entry.Key);
            inner(writer, entry.Value);
        }
    }

    private static void WriteTemporal(Utf8JsonWriter writer, FeelValue value)
    {
        writer.WriteStartObject();
        writer.WriteString(Tag, FeelKindNames.Of(value));
        writer.WriteString(Content, FeelText.Of(value));
        WriteOffset(writer, value);
        writer.WriteEndObject();
    }

    private static void WriteWrapped(Utf8JsonWriter writer, FeelValue.Context context)
    {
        writer.WriteStartObject();
        writer.WriteString(Tag, "context");
        writer.WritePropertyName(Content);
        writer.WriteStartObject();
        WriteEntries(writer, context, WriteTagged);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // The offset of a named zone is kept as it was computed: rules of zones change, stored moments must not.
    private static void WriteOffset(Utf8JsonWriter writer, FeelValue value)
    {
        var zone = (value as FeelValue.Time)?.Zone ?? (value as FeelValue.DateAndTime)?.Zone;
        if (zone is { ZoneId: not null, OffsetSeconds: { } seconds })
        {
            writer.WriteNumber("offset", seconds);
        }
    }

    private static void WriteRange(Utf8JsonWriter writer, FeelValue.Range range)
    {
        writer.WriteStartObject();
        writer.WriteString(Tag, "range");
        writer.WritePropertyName("start");
        WriteTagged(writer, range.Start);
        writer.WritePropertyName("end");
        WriteTagged(writer, range.End);
        writer.WriteBoolean("startIncluded", range.StartIncluded);
        writer.WriteBoolean("endIncluded", range.EndIncluded);
        writer.WriteEndObject();
    }

    private static FeelValue? Untagged(string? tag, JsonElement json)
    {
        if (tag == "range")
        {
            return new FeelValue.Range(
                ReadTagged(json.GetProperty("start")),
                ReadTagged(json.GetProperty("end")),
                json.GetProperty("startIncluded").GetBoolean(),
                json.GetProperty("endIncluded").GetBoolean()
            );
        }

        var content = json.GetProperty(Content);
        if (tag == "context")
        {
            return Read(content, ReadTagged);
        }

        var offset = json.TryGetProperty("offset", out var kept)
            ? TimeSpan.FromSeconds(kept.GetInt32())
            : TimeSpan.Zero;
        var scope = FeelScope.Of([], DateTimeOffset.UnixEpoch, new StoredOffset(offset));
        var value = TemporalText.Any(content.GetString() ?? "", scope);
        return value is not null && FeelKindNames.Of(value) == tag ? value : null;
    }

    /// <summary>Gives every zone the offset that was stored with it.</summary>
    private sealed class StoredOffset(TimeSpan stored) : ITimeZoneRules
    {
        public bool TryOffset(string zoneId, DateTime local, out TimeSpan offset)
        {
            offset = stored;
            return true;
        }

        public TimeSpan? OffsetAt(string zoneId, DateTimeOffset instant) => stored;
    }
}
