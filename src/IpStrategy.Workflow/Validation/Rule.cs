using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>What a broken rule means for the file.</summary>
internal enum Weight
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Something is passed over; the standard allows it.</summary>
    Caution,

    /// <summary>A normative rule is broken, yet what happens at run time stays well defined.</summary>
    BreaksStandard,

    /// <summary>Allowed by the standard, but this engine cannot run it.</summary>
    PreventsExecution,

    /// <summary>A normative rule is broken and what would happen is undefined.</summary>
    Undefined,
}

/// <summary>One constraint: its code, the clause of BPMN 2.0.2 it stands on, and its words with places for the facts.</summary>
internal sealed record Rule(string Code, Weight Weight, string Clause, string Text)
{
    public bool BreaksStandard => Weight is Weight.BreaksStandard or Weight.Undefined;
    public bool PreventsExecution => Weight is Weight.PreventsExecution or Weight.Undefined;

    public string Message(IReadOnlyList<string> arguments) =>
        string.Format(CultureInfo.InvariantCulture, Text, [.. arguments]);

    public DiagnosticSeverity Severity =>
        PreventsExecution ? DiagnosticSeverity.Error
        : Weight == Weight.Note ? DiagnosticSeverity.Information
        : DiagnosticSeverity.Warning;

    /// <summary>The same rule where nothing is executed: it can still be broken, but keeps nothing from running.</summary>
    public Rule InDrawing() =>
        Weight switch
        {
            Weight.Undefined => this with { Weight = Weight.BreaksStandard },
            Weight.PreventsExecution => this with { Weight = Weight.Caution },
            _ => this,
        };

    /// <summary>The same rule where the standard demands something only of executable processes.</summary>
    public Rule Underspecified() =>
        Weight switch
        {
            Weight.Undefined => this with { Weight = Weight.PreventsExecution },
            Weight.BreaksStandard => this with { Weight = Weight.Note },
            _ => this,
        };

    /// <summary>The code of a rule is the name it has in the catalogue.</summary>
    public static Rule Define(Weight weight, string clause, string text, [CallerMemberName] string name = "") =>
        new(UpperSnake(name), weight, clause, text);

    private static string UpperSnake(string name)
    {
        var code = new StringBuilder(name.Length + 8);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && code.Length > 0)
            {
                code.Append('_');
            }
            code.Append(char.ToUpperInvariant(letter));
        }
        return code.ToString();
    }
}
