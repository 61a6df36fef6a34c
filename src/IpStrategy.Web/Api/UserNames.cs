using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IpStrategy.Web.Api;

/// <summary>One user name, or several: <c>"a"</c> or <c>["a", "b"]</c>.</summary>
[JsonConverter(typeof(UserNamesJson))]
internal sealed record UserNames(ImmutableArray<string> Names)
{
    /// <summary>For verbs that take one.</summary>
    public string Only => Names is [var only] ? only : "";

    public override string ToString() => string.Join(',', Names);
}

internal sealed class UserNamesJson : JsonConverter<UserNames>
{
    public override UserNames Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new UserNames([reader.GetString()!]);
        }
        return reader.TokenType == JsonTokenType.StartArray ? new UserNames(ReadAll(ref reader)) : throw Wrong();
    }

    public override void Write(Utf8JsonWriter writer, UserNames value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var name in value.Names)
        {
            writer.WriteStringValue(name);
        }
        writer.WriteEndArray();
    }

    private static ImmutableArray<string> ReadAll(ref Utf8JsonReader reader)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            names.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw Wrong());
        }
        return names.DrainToImmutable();
    }

    private static JsonException Wrong() => new("A user name or a list of user names is asked for.");
}
