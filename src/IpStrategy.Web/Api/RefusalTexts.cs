using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using IpStrategy.Domain.Calendar;
using IpStrategy.Web.Texts;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Api;

/// <summary>
/// Refusals as sentences for people, from Resources/Refusals.resx by code. Facts of the refusal stand in braces by name; fields and
/// steps are named as people know them.
/// </summary>
internal static partial class RefusalTexts
{
    private const string AnyRefusal = "ANY_REFUSAL";

    private static readonly ResourceManager Texts = new(
        "IpStrategy.Web.Resources.Refusals",
        typeof(RefusalTexts).Assembly
    );
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <summary>In the language of the request at hand.</summary>
    public static string Of(Refusal refusal)
    {
        var culture = CultureInfo.CurrentUICulture;
        var text = TemplateOf(refusal.Code, culture) ?? TemplateOf(AnyRefusal, culture) ?? "{code}";
        var facts = FactsOf(refusal).ToDictionary(f => f.Name, f => f.Value, StringComparer.OrdinalIgnoreCase);
        facts["code"] = refusal.Code;
        return Placeholder().Replace(text, m => Word(m.Groups["name"].Value, facts, culture));
    }

    /// <summary>The sentence with its braces; null where a code has none of its own.</summary>
    internal static string? TemplateOf(string code, CultureInfo culture) => Texts.GetString(code, culture);

    /// <summary>The facts of a refusal, beyond its code and ground.</summary>
    public static IEnumerable<(string Name, object? Value)> FactsOf(Refusal refusal) =>
        Properties.GetOrAdd(refusal.GetType(), FactsIn).Select(p => (p.Name, p.GetValue(refusal)));

    private static PropertyInfo[] FactsIn(Type type) =>
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.Name is not ("Code" or "Ground" or "Status" or "EqualityContract")),
        ];

    private static string Word(string name, Dictionary<string, object?> facts, CultureInfo culture) =>
        facts.GetValueOrDefault(name) switch
        {
            null => "",
            string s => Term(name, s),
            DateTimeOffset at => TimeZoneInfo
                .ConvertTime(at, DueSettings.ChinaTime)
                .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IEnumerable several => string.Join(
                Texts.GetString("list-separator", culture),
                several.Cast<object?>().Select(o => Convert.ToString(o, CultureInfo.InvariantCulture))
            ),
            var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
        };

    /// <summary>Forms and processes know fields and steps by technical names; people know them as the pages say them.</summary>
    private static string Term(string name, string value) =>
        name.ToUpperInvariant() switch
        {
            "FIELD" => StepWords.Field(value),
            "TARGET" => StepWords.Name(value, value),
            _ => value,
        };

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
