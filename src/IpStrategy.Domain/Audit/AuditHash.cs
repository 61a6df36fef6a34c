using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IpStrategy.Domain.Audit;

/// <summary>
/// How the record is chained. An entry's hash is the SHA-256 of the hash before it in its stream, a line feed, and its content as
/// canonical JSON; a link of the one chain over all streams is the SHA-256 of the link before it, a line feed, and the entry's hash.
/// Hashes are 64 lower-case hexadecimal digits; the first of each has 64 zeros before it.
/// </summary>
public static class AuditHash
{
    public const string Origin = "0000000000000000000000000000000000000000000000000000000000000000";

    public static string OfEntry(string previous, AuditContent content) => Of(previous, TextOf(content));

    public static string OfLink(string previous, string entryHash) => Of(previous, entryHash);

    /// <summary>The text that is hashed: an object of sorted members, those without a value left out.</summary>
    public static string TextOf(AuditContent content)
    {
        var text = new StringBuilder(512);
        text.Append('{');
        Person(text, "actor", content.Actor);
        Text(text, "address", content.Address);
        Json(text, "after", content.After);
        Number(text, "assignmentId", content.AssignmentId);
        Text(text, "at", TextOf(content.At));
        Json(text, "before", content.Before);
        Number(text, "id", content.Id);
        Number(text, "number", content.Number);
        Person(text, "onBehalfOf", content.OnBehalfOf);
        Text(text, "recordedAt", TextOf(content.RecordedAt));
        Number(text, "rootInstanceId", content.RootInstanceId);
        Text(text, "stream", content.Stream);
        Text(text, "subject", content.Subject);
        Number(text, "undertakingId", content.UndertakingId);
        Text(text, "verb", content.Verb);
        return text.Append('}').ToString();
    }

    /// <summary>Databases differ in what they keep of an instant: microseconds all of them.</summary>
    public static DateTimeOffset Kept(DateTimeOffset instant) =>
        new(instant.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    private static string Of(string previous, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{previous}\n{text}")));

    private static string TextOf(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static void Person(StringBuilder text, string name, AuditPerson? person)
    {
        if (person is null)
        {
            return;
        }
        Name(text, name);
        text.Append('{');
        Text(text, "body", person.Body);
        Number(text, "id", person.Id);
        Text(text, "name", person.Name);
        Text(text, "post", person.Post);
        text.Append('}');
    }

    private static void Text(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            Name(text, name);
            CanonicalJson.AppendText(text, value);
        }
    }

    private static void Json(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            Name(text, name);
            text.Append(value);
        }
    }

    private static void Number(StringBuilder text, string name, long? value)
    {
        if (value is { } number)
        {
            Name(text, name);
            text.Append(CultureInfo.InvariantCulture, $"{number}");
        }
    }

    private static void Name(StringBuilder text, string name)
    {
        if (text[^1] != '{')
        {
            text.Append(',');
        }
        text.Append('"').Append(name).Append("\":");
    }
}
