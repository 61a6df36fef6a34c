using System.Globalization;
using System.Resources;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Web.Texts;

/// <summary>What a step is called, asks and does, in words of an office. A step of another process falls back to its own name.</summary>
public static class StepWords
{
    private const string Other = "other";

    private static readonly ResourceManager Steps = Wording.Resource("PagesSteps");

    /// <param name="drawn">The name in the diagram, for steps that no text is known for.</param>
    public static string Name(string step, string drawn) => Wording.Find(Steps, step + ".Name") ?? drawn;

    /// <param name="period">Of a progress report; it tells one from another.</param>
    public static string Name(string step, string drawn, string? period) =>
        period is null ? Name(step, drawn) : $"{Name(step, drawn)} {period}";

    /// <summary>What is asked of the body, in one sentence.</summary>
    public static string Ask(string step, string lead, string body) => Format(step, "Ask", lead, body);

    /// <summary>What pressing the button will do.</summary>
    public static string Then(string step, string lead) => Format(step, "Then", lead);

    public static string Button(string step) => Format(step, "Button");

    public static string Opinion(string step) => Format(step, "Opinion");

    /// <summary>The label of a form's field.</summary>
    public static string Field(string name) => Wording.Find(Steps, "field." + KindOf(name)) ?? name;

    public static string? FieldHint(string name) => Wording.Find(Steps, $"field.{name}.Hint");

    /// <summary>What the fields of all agencies have in common.</summary>
    private static string KindOf(string name) =>
        Consultations.AgencyOf(name) is { } agency ? name[..^agency.Length] : name;

    /// <summary>The label of a choice; outcomes are found however their first letter is written.</summary>
    public static string Choice(string value) => Wording.Find(Steps, "choice." + KeyOf(value)) ?? value;

    public static string? ChoiceHint(string value) => Wording.Find(Steps, $"choice.{KeyOf(value)}.Hint");

    /// <summary>What an entry of the course is: a paper, a verb, or the way an item was closed.</summary>
    public static string? Paper(string kind) => Wording.Find(Steps, "paper." + kind);

    public static string Verb(string kind) => Wording.Find(Steps, "verb." + kind) ?? kind;

    private static string KeyOf(string value) =>
        value is "askAgain" or "impasse" or "approve" or "refuse" or "accept" or "again" or ""
            ? value
            : char.ToUpperInvariant(value[0]) + value[1..];

    private static string Format(string step, string part, params ReadOnlySpan<object?> arguments) =>
        string.Format(
            CultureInfo.CurrentCulture,
            Wording.Find(Steps, $"{step}.{part}") ?? Wording.Find(Steps, $"{Other}.{part}")!,
            arguments
        );
}
