using System.Globalization;
using System.Text;
using System.Text.Json;
using IpStrategy.Workflow.Scenarios;

namespace IpStrategy.Cli.Workflows;

/// <summary>What <c>workflow test</c> prints for one scenario.</summary>
internal sealed record ScenarioReport(string Path, ScenarioResult Result)
{
    public static string Json(IEnumerable<ScenarioReport> reports) =>
        JsonText.Array(
            reports,
            static (json, report) =>
            {
                json.WriteString("file", report.Path);
                json.WriteString("name", report.Result.Name);
                json.WriteBoolean("passed", report.Result.Passed);
                WriteFailedStep(json, report.Result.FailedStep);
                json.WriteString("message", report.Result.Message);
                json.WriteStartArray("history");
                foreach (var entry in report.Result.History)
                {
                    Write(json, entry);
                }
                json.WriteEndArray();
            }
        );

    public static string Text(IReadOnlyCollection<ScenarioReport> reports)
    {
        var text = new StringBuilder();
        foreach (var (path, result) in reports)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{(result.Passed ? "passed" : "FAILED")} {path}: {result.Name}\n"
            );
            if (!result.Passed)
            {
                text.Append(CultureInfo.InvariantCulture, $"  step {result.FailedStep}: {result.Message}\n");
            }
        }
        var passed = reports.Count(r => r.Result.Passed);
        text.Append(CultureInfo.InvariantCulture, $"{passed} passed, {reports.Count - passed} failed\n");
        return text.ToString();
    }

    private static void WriteFailedStep(Utf8JsonWriter json, int? step)
    {
        if (step is { } index)
        {
            json.WriteNumber("failedStep", index);
        }
        else
        {
            json.WriteNull("failedStep");
        }
    }

    private static void Write(Utf8JsonWriter json, ScenarioEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("at", entry.At);
        json.WriteString("instance", entry.Instance);
        json.WriteString("element", entry.Element);
        json.WriteString("type", entry.Type);
        json.WriteString("entry", entry.Entry);
        json.WriteEndObject();
    }
}
