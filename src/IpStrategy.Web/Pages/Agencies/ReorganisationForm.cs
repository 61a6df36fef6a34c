using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Agencies.Reorganisations;
using IpStrategy.Web.Texts;

namespace IpStrategy.Web.Pages.Agencies;

/// <summary>Between the form, where bodies are named as people name them, and the order, which goes by codes.</summary>
internal static class ReorganisationForm
{
    private const char Part = '|';
    private static readonly char[] Between = ['、', ',', '，', ';', '；', '\n', '\r'];
    private static readonly char[] Lines = ['\n', '\r'];

    public static ReorganisationFormModel Read(Posted posted)
    {
        var kinds = posted.Under("kind.").ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        var steps = kinds
            .Keys.Where(k => int.TryParse(k, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .OrderBy(k => int.Parse(k, CultureInfo.InvariantCulture))
            .Select(k => new StepInput(
                kinds[k],
                posted.Raw("on." + k) ?? "",
                posted.Raw("agencies." + k) ?? "",
                posted.Raw("into." + k) ?? "",
                posted.Raw("function." + k) ?? "",
                posted.Raw("assignments." + k) ?? ""
            ));
        return new ReorganisationFormModel(posted.Raw("title") ?? "", posted.Raw("basis") ?? "", [.. steps]);
    }

    /// <summary>Lines that nobody has filled in are no steps.</summary>
    public static ReorganisationDocument DocumentOf(ReorganisationFormModel form, ReferenceTables reference) =>
        new(
            form.Title,
            form.LegalBasis,
            [.. form.Steps.Where(s => s.Agencies.Trim().Length > 0).Select(s => StepOf(s, reference))]
        );

    public static ReorganisationFormModel FormOf(ReorganisationDocument document) =>
        new(document.Title, document.LegalBasis, [.. document.Steps.Select(InputOf)]);

    private static StepDocument StepOf(StepInput input, ReferenceTables reference)
    {
        var day = DateOnly.TryParseExact(
            input.On,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var on
        )
            ? on
            : DateOnly.MinValue;
        var lines = input.Into.Split(Lines, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var parts = lines.Select(l => l.Split(Part, StringSplitOptions.TrimEntries)).ToList();
        var isRename = input.Kind == "rename";
        return new StepDocument(
            input.Kind,
            day,
            [.. Several(input.Agencies).Select(a => CodeOf(a, reference))],
            isRename ? [] : [.. parts.Select(p => HeirOf(p, reference))],
            isRename && parts.Count > 0 ? parts[0][0] : null,
            isRename && parts.Count > 0 ? parts[0].ElementAtOrDefault(1) ?? parts[0][0] : null,
            input.Function.Trim(),
            [.. Several(input.Assignments).Select(n => int.TryParse(n, out var number) ? number : 0)]
        );
    }

    private static HeirDocument HeirOf(string[] parts, ReferenceTables reference) =>
        parts switch
        {
            [var code] => new HeirDocument(CodeOf(code, reference)),
            // Code and scope of a body that is there already.
            [var code, "", "", var scope] => new HeirDocument(CodeOf(code, reference), Scope: Some(scope)),
            [var code, var name] => new HeirDocument(code, name, name),
            [var code, var name, var fullName] => new HeirDocument(code, name, fullName),
            _ => new HeirDocument(parts[0], parts[1], parts[2], Scope: Some(parts[3])),
        };

    private static StepInput InputOf(StepDocument step) =>
        new(
            step.Kind,
            OfficeTime.Iso(step.EffectiveOn),
            string.Join('、', step.Agencies),
            step.Kind == "rename" ? $"{step.Name} {Part} {step.FullName}" : string.Join('\n', step.Into.Select(LineOf)),
            step.Function ?? "",
            string.Join('、', step.Assignments)
        );

    private static string LineOf(HeirDocument heir) =>
        (heir.FullName ?? heir.Name, heir.Scope) switch
        {
            (null, null) => heir.Code,
            (null, var scope) => $"{heir.Code} {Part} {Part} {Part} {scope}",
            (var name, null) => $"{heir.Code} {Part} {heir.Name} {Part} {name}",
            var (name, scope) => $"{heir.Code} {Part} {heir.Name} {Part} {name} {Part} {scope}",
        };

    /// <summary>A name where one is known, else as it was typed: a code, or something that will be refused by name.</summary>
    private static string CodeOf(string typed, ReferenceTables reference) =>
        reference.Directory.Find(new Domain.Agencies.AgencyCode(typed))?.Code.Value
        ?? reference.Directory.Find(typed)?.Code.Value
        ?? typed;

    private static ImmutableArray<string> Several(string text) =>
        [.. text.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static string? Some(string text) => text.Length > 0 ? text : null;
}
