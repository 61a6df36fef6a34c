using System.Globalization;
using System.Resources;
using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Cli.Workflows;

/// <summary>What is found in a process file in the reader's language: Chinese by default, the engine's own English for English cultures.</summary>
internal static class DiagnosticTexts
{
    private static readonly ResourceManager _texts = new(
        "IpStrategy.Cli.Workflows.DiagnosticTexts",
        typeof(DiagnosticTexts).Assembly
    );

    public static string Of(BpmnDiagnostic diagnostic)
    {
        var culture = CultureInfo.CurrentUICulture;
        if (culture.TwoLetterISOLanguageName == "en" || _texts.GetString(diagnostic.Code, culture) is not { } text)
        {
            return diagnostic.Message;
        }
        return string.Format(CultureInfo.InvariantCulture, text, [.. diagnostic.Arguments]);
    }
}
