using System.Globalization;

namespace IpStrategy.Application;

/// <summary>Ids outside are opaque strings; inside they are numbers that SQL compares.</summary>
public static class Opaque
{
    public static string Of(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null when the text is no id of ours: such a thing does not exist.</summary>
    public static long? Read(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}

/// <summary>Enum values as the API spells them: camelCase.</summary>
public static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
