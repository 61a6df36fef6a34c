using System.Globalization;
using System.Numerics;
using System.Xml;
using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>Which text is a value of the simple types that BPMN's schema uses (XML Schema 1.0 part 2 §3).</summary>
internal static class SchemaValues
{
    public static bool IsValid(SourceElement at, string kind, string text) =>
        kind switch
        {
            "" or "anyURI" => true,
            "boolean" => text.Trim() is "true" or "false" or "1" or "0",
            "integer" => BigInteger.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture,
                out _
            ),
            "int" => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
            "double" => IsDouble(text.Trim()),
            "ID" or "IDREF" => IsNcName(text.Trim()),
            "QName" => IsQName(at, text.Trim()),
            _ => kind.Split(',').Contains(text, StringComparer.Ordinal),
        };

    public static bool IsNcName(string text)
    {
        if (text.Length == 0 || !XmlConvert.IsStartNCNameChar(text[0]))
        {
            return IsNcNameSlowly(text);
        }
        foreach (var letter in text)
        {
            if (!XmlConvert.IsNCNameChar(letter))
            {
                return IsNcNameSlowly(text);
            }
        }
        return true;
    }

    // Letters outside the basic plane come in two parts, which only this looks at together.
    private static bool IsNcNameSlowly(string text)
    {
        if (!text.Any(char.IsSurrogate))
        {
            return false;
        }
        try
        {
            XmlConvert.VerifyNCName(text);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static bool IsQName(SourceElement at, string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? IsNcName(text)
            : IsNcName(text[..colon]) && IsNcName(text[(colon + 1)..]) && at.NamespaceOf(text[..colon]) is not null;
    }

    private static bool IsDouble(string text) =>
        text is "INF" or "-INF" or "NaN"
        || (
            double.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out _
            ) && !text.EndsWith("ty", StringComparison.OrdinalIgnoreCase)
        );
}
