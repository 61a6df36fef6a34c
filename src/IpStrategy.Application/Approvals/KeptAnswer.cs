using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using IpStrategy.Domain.Approvals;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Approvals;

/// <summary>
/// The first answer to a request as it is kept under its key: what was asked for, or the refusal with its facts, so that a repetition is
/// told the same in whatever language it asks.
/// </summary>
internal sealed record KeptAnswer(JsonElement? View, string? Refusal, JsonElement? Facts)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly FrozenDictionary<string, Type> Refusals = new[]
    {
        typeof(Refusal).Assembly,
        typeof(DomainRefusal).Assembly,
        typeof(KeptAnswer).Assembly,
    }
        .SelectMany(a => a.GetTypes())
        .Where(t => t.IsAssignableTo(typeof(Refusal)) && !t.IsAbstract)
        .ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    public static string Of(WorkItemView view) => OfValue(view);

    public static string OfValue<T>(T view)
        where T : class =>
        JsonSerializer.Serialize(new KeptAnswer(JsonSerializer.SerializeToElement(view, Options), null, null), Options);

    public static string Of(Refusal refusal)
    {
        var facts = JsonSerializer.SerializeToElement(refusal, refusal.GetType(), Options);
        return JsonSerializer.Serialize(new KeptAnswer(null, refusal.GetType().Name, facts), Options);
    }

    public static Outcome<WorkItemView>? Read(string text) => Read<WorkItemView>(text);

    /// <returns>Null for an answer of another version of the program that this one cannot give: then the request is decided anew.</returns>
    public static Outcome<T>? Read<T>(string text)
        where T : class
    {
        var kept = JsonSerializer.Deserialize<KeptAnswer>(text, Options)!;
        if (kept.View is { } view)
        {
            return view.Deserialize<T>(Options)!;
        }
        if (kept is not { Refusal: { } name, Facts: { } facts } || !Refusals.TryGetValue(name, out var type))
        {
            return null;
        }
        return (Refusal)facts.Deserialize(type, Options)!;
    }
}
