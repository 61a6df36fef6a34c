using System.Text.Json;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Scenarios;

/// <summary>
/// Whether a value is what a scenario says: numbers by value, lists and contexts deeply; dates and durations, which JSON has
/// no types for, by their text. Null matches null.
/// </summary>
internal static class Comparison
{
    public static bool AreSame(FeelValue expected, FeelValue actual) =>
        (expected, actual) switch
        {
            (FeelValue.NullValue, FeelValue.NullValue) => true,
            (FeelValue.Number a, FeelValue.Number b) => a.Value == b.Value,
            (FeelValue.Bool a, FeelValue.Bool b) => a.Value == b.Value,
            (FeelValue.Text a, FeelValue.Text b) => a.Value == b.Value,
            (FeelValue.List a, FeelValue.List b) => a.Items.Length == b.Items.Length
                && a.Items.Zip(b.Items).All(pair => AreSame(pair.First, pair.Second)),
            (FeelValue.Context a, FeelValue.Context b) => AreSame(a, b),
            (
                FeelValue.Text text,
                FeelValue.Context
                    or FeelValue.List
                    or FeelValue.Number
                    or FeelValue.Bool
                    or FeelValue.NullValue
            ) => false,
            (FeelValue.Text text, _) => text.Value == actual.ToString(),
            _ => false,
        };

    /// <summary>As JSON, for people who read why a scenario failed.</summary>
    public static string Shown(FeelValue value)
    {
        using var stream = new MemoryStream();
        using (
            var writer = new Utf8JsonWriter(
                stream,
                new JsonWriterOptions
                {
                    Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            )
        )
        {
            FeelJson.Write(writer, value);
        }
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    // A null entry and a missing one are the same.
    private static bool AreSame(FeelValue.Context expected, FeelValue.Context actual) =>
        expected
            .Entries.Select(e => e.Key)
            .Union(actual.Entries.Select(e => e.Key), StringComparer.Ordinal)
            .All(key => AreSame(Entry(expected, key), Entry(actual, key)));

    private static FeelValue Entry(FeelValue.Context context, string key) =>
        context.TryGet(key, out var value) ? value : FeelValue.Null;
}
