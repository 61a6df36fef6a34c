using System.Globalization;
using System.Text;
using System.Text.Json;
using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Cli.Workflows;

/// <summary>What <c>workflow validate</c> prints for one file.</summary>
internal sealed record ValidationReport(string Path, BpmnFile File)
{
    public static string Json(IEnumerable<ValidationReport> reports) =>
        JsonText.Array(
            reports,
            static (json, report) =>
            {
                json.WriteString("file", report.Path);
                json.WriteBoolean("ok", report.File.IsOk);
                json.WriteBoolean("deployable", report.File.IsDeployable);
                json.WriteStartArray("diagnostics");
                foreach (var diagnostic in report.File.Diagnostics)
                {
                    Write(json, diagnostic);
                }
                json.WriteEndArray();
            }
        );

    public static string Text(IEnumerable<ValidationReport> reports)
    {
        var text = new StringBuilder();
        foreach (var report in reports)
        {
            foreach (var found in report.File.Diagnostics)
            {
                var element = found.ElementId is null ? "" : $" [{found.ElementId}]";
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{report.Path}:{found.Place.Line}:{found.Place.Column}: {WordFor(found.Severity)} {found.Code} {DiagnosticTexts.Of(found)}{element}\n"
                );
            }
            text.Append(CultureInfo.InvariantCulture, $"{report.Path}: {Verdict(report.File)}\n");
        }
        return text.ToString();
    }

    private static void Write(Utf8JsonWriter json, BpmnDiagnostic diagnostic)
    {
        json.WriteStartObject();
        json.WriteString("severity", WordFor(diagnostic.Severity));
        json.WriteString("code", diagnostic.Code);
        json.WriteString("message", DiagnosticTexts.Of(diagnostic));
        json.WriteNumber("line", diagnostic.Place.Line);
        json.WriteNumber("column", diagnostic.Place.Column);
        json.WriteString("element", diagnostic.ElementId);
        json.WriteEndObject();
    }

    private static string Verdict(BpmnFile file) =>
        (file.IsOk, file.IsDeployable) switch
        {
            (true, true) => "合规,可部署 / ok, deployable",
            (true, false) => "合规,不可部署 / ok, not deployable",
            (false, true) => "不合规,可部署 / not ok, deployable",
            _ => "不合规,不可部署 / not ok, not deployable",
        };

    private static string WordFor(DiagnosticSeverity severity) =>
        severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "info",
        };
}
