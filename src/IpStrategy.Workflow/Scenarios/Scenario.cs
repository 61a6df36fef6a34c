using System.Collections.Immutable;
using System.Text.Json;

namespace IpStrategy.Workflow.Scenarios;

/// <summary>A scenario as written.</summary>
internal sealed record Scenario(
    string? Name,
    ImmutableArray<string> Deploy,
    DateTimeOffset Clock,
    bool IgnoresUnknownScripts,
    ImmutableDictionary<string, ImmutableArray<string>> Users,
    ImmutableArray<JsonElement> Steps,
    string? Problem
)
{
    private static readonly DateTimeOffset DefaultClock = new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Scenario Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Broken("a scenario is an object");
        }
        var fields = new StepFields(json);
        var users = fields
            .Object("users")
            .ToImmutableDictionary(u => u.Name, u => Groups(u.Value), StringComparer.Ordinal);
        var scripts = fields.Text("scripts");
        if (scripts is not (null or "ignore" or "refuse"))
        {
            fields.Complain($"\"scripts\" is \"ignore\" or \"refuse\", not \"{scripts}\"");
        }
        return new Scenario(
            fields.Text("name"),
            fields.Texts("deploy"),
            fields.Instant("clock") ?? DefaultClock,
            scripts == "ignore",
            users,
            fields.Array("steps"),
            fields.Problem
        );
    }

    public static Scenario Broken(string problem) =>
        new(null, [], DefaultClock, false, ImmutableDictionary<string, ImmutableArray<string>>.Empty, [], problem);

    private static ImmutableArray<string> Groups(JsonElement groups) =>
        groups.ValueKind == JsonValueKind.Array ? [.. groups.EnumerateArray().Select(g => g.ToString())] : [];
}
