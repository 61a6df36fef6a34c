using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IpStrategy.Domain.Audit;

/// <summary>
/// One text for one JSON value, so that its hash can be made again anywhere: members sorted by their UTF-16 code units, no white
/// space, only those characters escaped that must be (as RFC 8785 §3.2 has it). Numbers stay as they were written.
/// </summary>
public static class CanonicalJson
{
    private const string Masked = "***";
    private static readonly string[] Secrets = ["password", "secret", "token", "securitystamp", "passwordhash"];

    /// <summary>The value of a member whose name says that it is a secret is left out, whoever put it there.</summary>
    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    internal static void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                AppendMembers(text, value);
                return;
            case JsonValueKind.Array:
                AppendItems(text, value);
                return;
            case JsonValueKind.String:
                AppendText(text, value.GetString()!);
                return;
            default:
                text.Append(value.GetRawText());
                return;
        }
    }

    internal static void AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            AppendCharacter(text, c);
        }
        text.Append('"');
    }

    private static void AppendMembers(StringBuilder text, JsonElement value)
    {
        var members = value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal);
        var separator = '{';
        foreach (var member in members)
        {
            text.Append(separator);
            AppendText(text, member.Name);
            text.Append(':');
            if (IsSecret(member))
            {
                AppendText(text, Masked);
            }
            else
            {
                Append(text, member.Value);
            }
            separator = ',';
        }
        text.Append(separator == '{' ? "{}" : "}");
    }

    private static bool IsSecret(JsonProperty member) =>
        member.Value.ValueKind is JsonValueKind.String && Secrets.Contains(member.Name.ToLowerInvariant());

    private static void AppendItems(StringBuilder text, JsonElement value)
    {
        var separator = '[';
        foreach (var item in value.EnumerateArray())
        {
            text.Append(separator);
            Append(text, item);
            separator = ',';
        }
        text.Append(separator == '[' ? "[]" : "]");
    }

    private static void AppendCharacter(StringBuilder text, char c)
    {
        _ = c switch
        {
            '"' => text.Append("\\\""),
            '\\' => text.Append("\\\\"),
            '\n' => text.Append("\\n"),
            '\r' => text.Append("\\r"),
            '\t' => text.Append("\\t"),
            '\b' => text.Append("\\b"),
            '\f' => text.Append("\\f"),
            < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            _ => text.Append(c),
        };
    }
}
