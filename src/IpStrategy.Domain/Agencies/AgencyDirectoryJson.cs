using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace IpStrategy.Domain.Agencies;

/// <summary>The reference data's JSON (data/agencies) to a directory.</summary>
internal static class AgencyDirectoryJson
{
    public static AgencyDirectory Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return Directory(document.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or ArgumentException)
        {
            // InvalidOperationException: a value of another JSON type; ArgumentException: a code twice.
            throw new FormatException($"The agencies file cannot be read: {wrong.Message}", wrong);
        }
    }

    private static AgencyDirectory Directory(JsonElement root)
    {
        var asOf = OptionalDay(root, "asOf") ?? throw new FormatException("The agencies file has no \"asOf\" date.");
        return new AgencyDirectory(
            Elements(root, "agencies").Select(ReadAgency),
            Elements(root, "groups").Select(ReadGroup),
            asOf
        );
    }

    private static Agency ReadAgency(JsonElement element)
    {
        ImmutableArray<AgencySuccessor> successors = [.. Elements(element, "successors").Select(ReadSuccessor)];
        return new Agency(
            new AgencyCode(Text(element, "code")),
            Text(element, "name"),
            OptionalText(element, "fullName") ?? Text(element, "name"),
            Kind(element),
            !element.TryGetProperty("subordinateToMunicipality", out var subordinate) || subordinate.GetBoolean(),
            OptionalDay(element, "validFrom"),
            OptionalDay(element, "validTo") ?? LastDayBefore(successors),
            Texts(element, "aliases"),
            successors
        );
    }

    // A name ends when the last of its successors has taken over.
    private static DateOnly? LastDayBefore(ImmutableArray<AgencySuccessor> successors) =>
        successors.IsEmpty ? null : successors.Max(successor => successor.From).AddDays(-1);

    private static AgencySuccessor ReadSuccessor(JsonElement element) =>
        new(Text(element, "name"), Day(Text(element, "from")), OptionalText(element, "scope"));

    private static AgencyGroup ReadGroup(JsonElement element) =>
        new(
            new AgencyCode(Text(element, "code")),
            Text(element, "name"),
            Texts(element, "aliases"),
            OptionalText(element, "type") == "open" ? AgencyGroupType.Open : AgencyGroupType.Closed,
            [.. Texts(element, "members").Select(code => new AgencyCode(code))]
        );

    private static AgencyKind Kind(JsonElement element) =>
        Enum.TryParse<AgencyKind>(OptionalText(element, "kind"), ignoreCase: true, out var kind)
            ? kind
            : AgencyKind.Other;

    private static IEnumerable<JsonElement> Elements(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) ? list.EnumerateArray() : Enumerable.Empty<JsonElement>();

    private static ImmutableArray<string> Texts(JsonElement element, string name) =>
        [.. Elements(element, name).Select(item => item.GetString()).OfType<string>()];

    private static string? OptionalText(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Text(JsonElement element, string name) =>
        OptionalText(element, name) is { Length: > 0 } text
            ? text
            : throw new FormatException($"An entry of the agencies file has no \"{name}\".");

    private static DateOnly? OptionalDay(JsonElement element, string name) =>
        OptionalText(element, name) is { } text ? Day(text) : null;

    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new FormatException($"\"{text}\" in the agencies file is not a date (yyyy-MM-dd).");
}
