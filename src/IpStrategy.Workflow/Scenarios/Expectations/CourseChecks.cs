using System.Text.Json;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Scenarios.Expectations;

/// <summary>What an <c>expect</c> step says of tokens, timers, subscriptions, incidents, and of what has been done.</summary>
internal static class CourseChecks
{
    public static string? Active(ScenarioHost host, StepFields step) =>
        Expectation.Multiset(
            step.Texts("active"),
            host.World.InOrder.Where(i => host.Means(step, i))
                .SelectMany(i => i.State.WaitingAt(host.World.DefinitionOf(i)))
        );

    public static string? Timers(ScenarioHost host, StepFields step)
    {
        var open = host.World.Timers().Count(t => !t.Timer.HasFailed && host.Means(step, t.Instance));
        var starts = step.Has("instance") ? 0 : host.World.StartTimers.Length;
        return Expectation.Count(step.Count("timers"), open + starts);
    }

    public static string? Subscriptions(ScenarioHost host, StepFields step)
    {
        var expected = step.Object("subscriptions")
            .Where(e => Number(e.Value) != 0)
            .Select(e => $"{e.Name}: {Number(e.Value)}");
        var actual = host
            .World.Subscriptions()
            .Where(s => host.Means(step, s.Instance))
            .GroupBy(s => WordFor(s.Subscription.Kind), StringComparer.Ordinal)
            .Select(g => $"{g.Key}: {g.Count()}");
        return Expectation.Multiset(expected, actual);
    }

    public static string? Completed(ScenarioHost host, StepFields step)
    {
        var types = step.Texts("completedOf");
        var done = host
            .World.History.Where(h =>
                h.Entry.Kind == HistoryEntryKind.Completed && host.World.Instances.ContainsKey(h.Instance)
            )
            .Where(h => host.Means(step, host.World.Instances[h.Instance]))
            .Where(h => types.IsEmpty ? IsActivity(h) : types.Contains(h.Entry.ElementType))
            .Select(h => h.Entry.ActivityId);
        return Expectation.Multiset(step.Texts("completed"), done);
    }

    public static string? Incidents(ScenarioHost host, StepFields step)
    {
        var open = host
            .World.Instances.Values.Where(i => host.Means(step, i))
            .SelectMany(i =>
                i.State.Elements.SelectMany(e => e.Incidents.Select(n => (Element: e.ActivityId, Incident: n)))
            )
            .ToList();
        if (step.Find("incidents") is not { ValueKind: JsonValueKind.Array } list)
        {
            return Expectation.Count(step.Count("incidents"), open.Count);
        }
        foreach (var expected in list.EnumerateArray())
        {
            var found = open.FindIndex(i => Matches(expected, i.Element, i.Incident));
            if (found < 0)
            {
                return $"no incident like {expected.GetRawText()}; there are {Shown(open)}";
            }
            open.RemoveAt(found);
        }
        return open.Count == 0 ? null : $"not expected: {Shown(open)}";
    }

    // By its type, because after a migration the definition may not have it any more. The body of a loop, which only holds
    // its runs together, has a type of its own.
    private static bool IsActivity(Happened happened) =>
        happened.Entry.ElementType is "callActivity" or "subProcess" or "transaction" or "adHocSubProcess"
        || happened.Entry.ElementType.EndsWith("task", StringComparison.OrdinalIgnoreCase);

    // An incident may be meant by where the token waits or by where it failed.
    private static bool Matches(JsonElement expected, string element, Incident incident) =>
        (!TryText(expected, "element", out var at) || at == element || at == incident.ActivityId)
        && (!TryText(expected, "code", out var code) || code == incident.Code);

    private static bool TryText(JsonElement json, string name, out string? text)
    {
        text =
            json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var found)
                ? found.GetString()
                : null;
        return text is not null;
    }

    private static string Shown(List<(string Element, Incident Incident)> incidents) =>
        $"[{string.Join(", ", incidents.Select(i => $"{i.Element} {i.Incident.Code} {i.Incident.Message}".TrimEnd()))}]";

    private static int Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : -1;

    private static string WordFor(SubscriptionKind kind) =>
        kind switch
        {
            SubscriptionKind.Message => "message",
            SubscriptionKind.Signal => "signal",
            _ => "conditional",
        };
}
