using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IpStrategy.Domain.Notices;

namespace IpStrategy.Cli.Notices;

/// <summary>The plan draft as the contract's one JSON document; Chinese stands in it as it is.</summary>
internal static class NoticeJson
{
    private static readonly JsonWriterOptions _options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    public static void Write(NoticeDraft draft, CultureInfo culture, TextWriter output)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, _options))
        {
            WriteDraft(json, draft, culture);
        }

        output.Write(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
        output.Write('\n');
    }

    private static void WriteDraft(Utf8JsonWriter json, NoticeDraft draft, CultureInfo culture)
    {
        json.WriteStartObject();
        json.WriteString("title", draft.Title);
        json.WriteString("issuer", draft.Issuer);
        json.WriteString("documentNumber", draft.DocumentNumber);
        json.WriteString("date", Day(draft.Date));
        WriteArray(json, "sections", draft.Sections, WriteSection);
        WriteArray(json, "assignments", draft.Assignments, WriteAssignment);
        WriteArray(
            json,
            "diagnostics",
            draft.Diagnostics,
            (writer, diagnostic) => WriteDiagnostic(writer, diagnostic, culture)
        );
        json.WriteEndObject();
    }

    private static void WriteSection(Utf8JsonWriter json, DraftSection section)
    {
        json.WriteNumber("number", section.Number);
        json.WriteString("label", section.Label);
        json.WriteString("title", section.Title);
    }

    private static void WriteAssignment(Utf8JsonWriter json, DraftAssignment assignment)
    {
        json.WriteNumber("number", assignment.Number);
        json.WriteString("label", assignment.Label);
        WriteNumber(json, "section", assignment.Section);
        json.WriteString("text", assignment.Text);
        json.WriteString("responsibility", assignment.Responsibility);
        WriteNames(json, "leads", assignment.Leads);
        WriteNames(json, "coResponsible", assignment.CoResponsible);
        WriteNames(json, "groups", assignment.Groups);
        json.WriteString("form", Word(assignment.Form));
        json.WriteString("leadBasis", Word(assignment.LeadBasis));
        WriteArray(json, "others", assignment.Others, WriteOther);
        WriteArray(json, "deadlines", assignment.Deadlines, WriteDeadline);
        WriteArray(json, "targets", assignment.Targets, WriteTarget);
        WriteArray(json, "deliverables", assignment.Deliverables, WriteDeliverable);
        json.WriteStartObject("span");
        json.WriteNumber("start", assignment.Span.Start);
        json.WriteNumber("end", assignment.Span.End);
        json.WriteEndObject();
    }

    private static void WriteOther(Utf8JsonWriter json, OtherParty other)
    {
        json.WriteString("party", other.Party);
        json.WriteString("role", Word(other.Role));
    }

    private static void WriteDeadline(Utf8JsonWriter json, DraftDeadline deadline)
    {
        json.WriteString("text", deadline.Text);
        json.WriteString("date", Day(deadline.Date));
        json.WriteString("kind", Word(deadline.Kind));
    }

    private static void WriteTarget(Utf8JsonWriter json, DraftTarget target)
    {
        json.WriteNumber("quantity", target.Quantity);
        json.WriteString("unit", target.Unit);
        json.WriteString("what", target.What);
        json.WriteBoolean("approximate", target.Approximate);
    }

    private static void WriteDeliverable(Utf8JsonWriter json, DraftDeliverable deliverable)
    {
        json.WriteString("text", deliverable.Text);
        json.WriteString("kind", Word(deliverable.Kind));
    }

    private static void WriteDiagnostic(Utf8JsonWriter json, NoticeDiagnostic diagnostic, CultureInfo culture)
    {
        json.WriteString(
            "severity",
            diagnostic.Severity == NoticeSeverity.Information ? "info" : Word(diagnostic.Severity)
        );
        json.WriteString("code", diagnostic.Code);
        json.WriteString("message", NoticeMessages.Format(diagnostic, culture));
        json.WriteNumber("line", diagnostic.Line);
        json.WriteNumber("column", diagnostic.Column);
        WriteNumber(json, "assignment", diagnostic.Assignment);
        json.WriteStartArray("arguments");
        foreach (var argument in diagnostic.Arguments)
        {
            json.WriteStringValue(argument);
        }

        json.WriteEndArray();
    }

    private static void WriteArray<T>(
        Utf8JsonWriter json,
        string name,
        ImmutableArray<T> items,
        Action<Utf8JsonWriter, T> write
    )
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<DraftParty> parties)
    {
        json.WriteStartArray(name);
        foreach (var party in parties)
        {
            json.WriteStringValue(party.Name);
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
