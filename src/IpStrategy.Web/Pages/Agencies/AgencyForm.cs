using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Agencies;
using IpStrategy.Web.Api;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.Agencies;

/// <summary>An agency as it stands in the form, everything as typed.</summary>
/// <param name="Aliases">One a line.</param>
/// <param name="Groups">Codes of groups.</param>
public sealed record AgencyInput(
    string Code,
    string Name,
    string FullName,
    string Kind,
    bool Subordinate,
    string ValidFrom,
    string ValidTo,
    string Aliases,
    ImmutableArray<string> Groups
)
{
    public static AgencyInput Empty { get; } =
        new("", "", "", Application.Words.Of(AgencyKind.Department), true, "", "", "", []);
}

/// <summary>One agency in the form.</summary>
/// <param name="Standing">As it stands now; null for one that is new.</param>
/// <param name="Version">That the next save builds on.</param>
public sealed record AgencyFormModel(AgencyInput Input, AgencyView? Standing, int Version, Refusal? Refusal = null)
{
    public bool IsNew => Standing is null;

    /// <summary>Somebody else has saved it meanwhile: what he made of it is shown beside what was typed.</summary>
    public bool IsOvertaken => Refusal is AgencyHasChanged;

    public string? Sentence => Refusal is null ? null : RefusalTexts.Of(Refusal);

    /// <summary>Name of the field that caused the refusal; null where no single one did.</summary>
    public string? Field => AgencyForm.FieldOf(Refusal, Input);

    public string? WrongAt(string field) => Field == field ? Sentence : null;
}

/// <summary>Between the form of an agency and the order that it gives.</summary>
internal static class AgencyForm
{
    private static readonly char[] Between = ['\n', '\r', ';', '；'];

    public static AgencyInput Read(Posted posted, string code) =>
        new(
            code,
            posted.Raw("name") ?? "",
            posted.Raw("fullName") ?? "",
            posted.Raw("kind") ?? "",
            posted.Has("subordinate", "yes"),
            posted.Raw("validFrom") ?? "",
            posted.Raw("validTo") ?? "",
            posted.Raw("aliases") ?? "",
            posted.All("group")
        );

    public static AgencyInput Of(AgencyView view) =>
        new(
            view.Agency.Code,
            view.Agency.Name,
            view.Agency.FullName,
            view.Agency.Kind,
            view.Agency.SubordinateToMunicipality,
            TextOf(view.Agency.ValidFrom),
            TextOf(view.Agency.ValidTo),
            string.Join('\n', view.Agency.Aliases),
            view.GroupCodes
        );

    /// <summary>The order, or what of the form cannot be read.</summary>
    public static Outcome<AgencyOrder> OrderOf(AgencyInput input)
    {
        if (AgencyKindWords.OfCode(input.Kind) is not { } kind)
        {
            return new AgencyKindIsUnknown(input.Kind, "$.kind");
        }
        var wrong = new[] { input.ValidFrom, input.ValidTo }.FirstOrDefault(d => !TryDay(d, out _));
        if (wrong is not null)
        {
            return new DayIsNotUnderstood(wrong);
        }
        var aliases = input.Aliases.Split(
            Between,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        // A body that goes by one name only needs it typed once.
        var fullName = string.IsNullOrWhiteSpace(input.FullName) ? input.Name : input.FullName;
        return new AgencyOrder(
            input.Code.Trim(),
            input.Name,
            fullName,
            kind,
            input.Subordinate,
            DayOf(input.ValidFrom),
            DayOf(input.ValidTo),
            [.. aliases]
        )
        {
            Groups = input.Groups,
        };
    }

    public static string? FieldOf(Refusal? refusal, AgencyInput input) =>
        refusal switch
        {
            AgencyCodeIsNotAllowed or AgencyCodeIsTaken => "code",
            AgencyNameIsMissing or NamesChangeByReorganisation => "name",
            AgencyNameIsTaken { Name: var name } => FieldOfName(name, input),
            AgencyNameIsTooLong { Name: var name } => FieldOfName(name, input),
            AgencyKindIsUnknown => "kind",
            AgencyGroupIsUnknown => "group",
            AgencyEndsBeforeItBegins => "validTo",
            DayIsNotUnderstood { Text: var text } => text == input.ValidFrom ? "validFrom" : "validTo",
            _ => null,
        };

    private static string FieldOfName(string name, AgencyInput input) =>
        name.Trim() == input.Name.Trim() ? "name"
        : name.Trim() == input.FullName.Trim() ? "fullName"
        : "aliases";

    private static string TextOf(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static DateOnly? DayOf(string text) => TryDay(text, out var day) ? day : null;

    private static bool TryDay(string text, out DateOnly? day)
    {
        var isDay = DateOnly.TryParseExact(
            text.Trim(),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var read
        );
        day = isDay ? read : null;
        return isDay || string.IsNullOrWhiteSpace(text);
    }
}
